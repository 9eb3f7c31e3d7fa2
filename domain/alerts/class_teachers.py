"""Finds which class teachers are to be told that a pupil of theirs is in acute danger (红色).

They are told the danger and what to do (教基一厅函〔2015〕36号), and nothing else of the case.
"""

from collections.abc import Iterable, Sequence, Set

from domain.alerts.facts import ClassTeacherTold, RiskNoticeRead
from domain.alerts.on_call import Post
from domain.shared import Known, OrganisationId, PersonId
from domain.staff.facts import Role


def class_teachers(
    posts: Iterable[Post], class_id: OrganisationId | None, kept_out_ids: Set[PersonId]
) -> frozenset[PersonId]:
    """Return who teaches the class by one of these posts, whoever stands in for another too."""
    return frozenset(
        each.person_id
        for each in posts
        if each.role is Role.CLASS_TEACHER
        and each.organisation_id == class_id
        and each.person_id not in kept_out_ids
    )


def still_told(before: Iterable[ClassTeacherTold]) -> frozenset[PersonId]:
    """Return who was told of one danger since nobody could be; `before` in the order learned."""
    told: frozenset[PersonId] = frozenset()
    for each in before:
        told = told.union(each.told_ids) if each.told_ids else frozenset()
    return told


def to_tell(
    teachers: Set[PersonId], before: Sequence[ClassTeacherTold]
) -> tuple[PersonId, ...] | None:
    """Return whom of them to tell now; () = say that nobody can be told, None = all was said.

    `before` is what was said of the same danger.
    """
    if not teachers:
        return () if not before or before[-1].told_ids else None
    new = teachers - still_told(before)
    return tuple(sorted(new)) if new else None


def read_risk_notice(
    said: RiskNoticeRead, before: Iterable[RiskNoticeRead]
) -> tuple[RiskNoticeRead, ...] | Known[object]:
    """Record that a class teacher read of the danger; of one danger each of them says it once."""
    return Known((said,)) if said in before else (said,)
