"""The desk of a health vice principal."""

from collections.abc import Mapping

from fastapi import APIRouter, Response

from api import paths
from api.deps import Call
from api.pages.frame import VisitorDep
from api.pages.school_health.duty_lines import health_duty_line
from api.pages.screening.interviews import school_count
from api.view_models.school_health import OwnSchoolCard, OwnSchoolsPage
from application.crisis.desk.stages import CaseStage
from application.school_health.own_schools import OwnSchool, own_schools
from domain.days import local_day
from domain.shared import PersonId

router = APIRouter(include_in_schema=False)


@router.get(paths.OWN_SCHOOLS)
def own(visitor: VisitorDep) -> Response:
    """Show one's own schools: how the semester goes, how many cases there are, and the log."""
    call = visitor.call
    desk = own_schools(call.ledger, call.actor, call.now, read_id=visitor.read_id)
    people = {
        each.record.done_by
        for school in desk.schools
        for each in (*school.latest, *school.trainings)
    }
    names = call.ledger.directory.names(people)
    cards = tuple(_card(call, each, names) for each in desk.schools)
    return visitor.page(OwnSchoolsPage(semester=desk.semester, schools=cards))


def _card(call: Call, own: OwnSchool, names: Mapping[PersonId, str]) -> OwnSchoolCard:
    to_on = own.duty.to_on
    days = None if to_on is None else (to_on - local_day(call.now)).days
    is_soon = days is not None and days <= call.ledger.rules.ending_soon_days
    counts = own.cases
    return OwnSchoolCard(
        school_id=own.school.organisation_id,
        name=own.school.name,
        to_on=to_on,
        days_left=days if is_soon else None,
        progress=own.progress,
        cases=None
        if counts is None
        else tuple((stage, counts[stage]) for stage in CaseStage if counts.get(stage)),
        latest=tuple(health_duty_line(each, names) for each in own.latest),
        trainings=tuple(health_duty_line(each, names) for each in own.trainings),
        interviews=school_count(own.interviews) if own.interviews else None,
        is_unreadable=own.is_unreadable,
    )
