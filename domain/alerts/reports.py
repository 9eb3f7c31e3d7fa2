"""Finds who must be told of a report of harm: whoever is on duty for the bodies, nobody at school.

Whoever may have harmed the child is kept out by name, by post or by pairing, over every role.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from domain.alerts.above import lines_above
from domain.alerts.escalating import with_others
from domain.alerts.facts import Addressee, ReportAlerted
from domain.alerts.on_call import Post
from domain.alerts.rules import ELSEWHERE, Addressing, Holders, once_each, roles_kept_out
from domain.codelists import Body
from domain.referrals.facts import Involved
from domain.reporting.facts import Suspect
from domain.reporting.state import ReportState
from domain.shared import PersonId
from domain.staff.facts import Role

OF_BODY = {
    Body.CIVIL_AFFAIRS: Role.CIVIL_AFFAIRS_OFFICER,
    Body.EDUCATION: Role.EDUCATION_OFFICER,
}
"""Who works here for a body; the police are told by telephone alone."""


def offices_of(report: ReportState) -> frozenset[Role]:
    """Return the roles that a report concerns beside the county's duty: of the bodies named."""
    concerned = (*report.demanded, *report.told)
    return frozenset(OF_BODY[each] for each in concerned if each in OF_BODY)


def suspected_of_harm(
    report: ReportState, posts: Iterable[Post], mentor_ids: Set[PersonId]
) -> frozenset[PersonId]:
    """Return those whom the report names as suspected: by name, by post, or as a mentor.

    `posts` are held at the child's places.
    """
    roles = roles_kept_out(_kinds(report))
    by_post = {each.person_id for each in posts if each.role in roles}
    mentors = mentor_ids if Suspect.MENTOR in report.suspects else frozenset[PersonId]()
    return report.suspect_ids | by_post | mentors


def _kinds(report: ReportState) -> frozenset[Involved]:
    return frozenset(Involved(each.value) for each in report.suspects)


def addressees_of_report(
    report: ReportState,
    posts: Sequence[Post],
    *,
    kept_out_ids: Set[PersonId],
    reachable: Set[PersonId],
) -> Addressing:
    """Return who is told of a report: the county's line, and who is there for each other body.

    When an official may have done it, or one who is named, the city's bureau as well.
    """
    lines: list[Sequence[Role]] = [ELSEWHERE]
    lines += [(role,) for role in sorted(offices_of(report))]
    lines += lines_above(_kinds(report), kept_out_ids, posts)
    return Holders(posts, kept_out_ids, reachable).told(lines)


def addressees_of_left_report(
    report: ReportState,
    posts: Sequence[Post],
    *,
    told: Set[Role],
    kept_out_ids: Set[PersonId],
    reachable: Set[PersonId],
) -> Addressing:
    """Return who is told that a report was left: the next of the line, then its last again.

    Whoever received it is told with them.
    """
    holders = Holders(posts, kept_out_ids, reachable)
    rest = [role for role in ELSEWHERE if role not in told]
    found = holders.told([rest] if rest else [])
    if not found.addressees:
        last = holders.told([tuple(reversed(ELSEWHERE))])
        gaps = tuple(dict.fromkeys((*found.gaps, *last.gaps)))
        missed = tuple(dict.fromkeys((*found.unreachable, *last.unreachable)))
        found = replace(last, gaps=gaps, unreachable=missed)
    by = report.acknowledged.acknowledged_by if report.acknowledged else None
    free = by not in kept_out_ids and by in reachable
    return with_others(found, once_each(each for each in posts if free and each.person_id == by))


def answering(
    report: ReportState, posts: Sequence[Post], free: Set[PersonId], said_by: PersonId
) -> tuple[PersonId, ...]:
    """Return who has word of an answer: whoever received the report, else all on duty for it.

    `free` are those who may have word. Nobody has who wrote the answer down; who received the
    report and did so knows it.
    """
    received = report.acknowledged
    if received is not None and received.acknowledged_by == said_by:
        return ()
    held = {each.person_id for each in posts}
    if received is not None and received.acknowledged_by in free & held:
        return (received.acknowledged_by,)
    return _on_duty(report, posts, free)


def who_decides(
    report: ReportState, posts: Sequence[Post], free: Set[PersonId], brought_to: Set[PersonId]
) -> tuple[PersonId, ...]:
    """Return who has word that the end of a report waits for them: all on duty for it.

    Where none of them can be, whoever it was `brought_to` who still holds a post here.
    """
    found = _on_duty(report, posts, free)
    return found or tuple(sorted({each.person_id for each in posts} & free & brought_to))


def _on_duty(
    report: ReportState, posts: Iterable[Post], free: Set[PersonId]
) -> tuple[PersonId, ...]:
    roles = {Role.COUNTY_DUTY_OFFICER, *offices_of(report)}
    found = {each.person_id for each in posts if each.role in roles}
    return tuple(sorted(found & free))


def roles_told_of_report(alerts: Iterable[ReportAlerted]) -> frozenset[Role]:
    """Return in which roles anybody was told of a report so far."""
    return frozenset(each.role for each in told_of_report(alerts))


def told_of_report(alerts: Iterable[ReportAlerted]) -> frozenset[Addressee]:
    """Return who was told of a report so far."""
    return frozenset(each for alert in alerts for each in alert.addressees)
