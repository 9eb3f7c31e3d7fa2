"""What a case says of its class teachers: who was told of the danger, and who read it."""

from api.pages.people_names import person
from api.view_models.risk_notices import TeacherLines
from application.crisis.case_reading import Case
from domain.alerts.class_teachers import still_told
from domain.alerts.facts import ClassTeacherTold, RiskNoticeRead
from domain.referrals.acute import is_acute


def teachers_of(found: Case) -> TeacherLines | None:
    """Return it of a case whose level is red; None of others, and for a hospital."""
    if found.is_for_hospital or not is_acute(found.state):
        return None
    facts = [each.fact for each in found.entries]
    said = [each for each in facts if isinstance(each, ClassTeacherTold)]
    if not said:
        return TeacherLines()
    cause_id = said[-1].cause_id
    told = still_told(each for each in said if each.cause_id == cause_id)
    read = {
        each.read_by
        for each in facts
        if isinstance(each, RiskNoticeRead) and each.cause_id == cause_id
    }
    return TeacherLines(
        is_said=True,
        names=tuple(person(found.names, each) for each in sorted(told)),
        read=tuple(person(found.names, each) for each in sorted(told & read)),
    )
