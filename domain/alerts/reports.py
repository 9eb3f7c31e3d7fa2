"""Finds who must be told of a report of harm: whoever is on duty for the bodies, nobody at school.

Whoever may have harmed the child is kept out by name, by post or by pairing, over every role.
"""

from collections.abc import Iterable, Sequence, Set

from domain.alerts.facts import Addressee, ReportAlerted
from domain.alerts.on_call import Post
from domain.alerts.rules import ELSEWHERE, Addressing, Holders, roles_kept_out
from domain.codelists import Body
from domain.referrals.facts import Involved
from domain.reporting.facts import Suspect
from domain.reporting.state import ReportState
from domain.shared import PersonId
from domain.staff.facts import Role

_OF_BODY = {
    Body.CIVIL_AFFAIRS: Role.CIVIL_AFFAIRS_OFFICER,
    Body.EDUCATION: Role.EDUCATION_OFFICER,
}
"""Who works here for a body; the police are told by telephone alone."""


def offices_of(report: ReportState) -> frozenset[Role]:
    """Return the roles that a report concerns beside the county's duty: of the bodies named."""
    demanded = report.suspected.bodies if report.suspected else ()
    return frozenset(_OF_BODY[each] for each in (*demanded, *report.told) if each in _OF_BODY)


def suspected_of_harm(
    report: ReportState, posts: Iterable[Post], mentor_ids: Set[PersonId]
) -> frozenset[PersonId]:
    """Return those whom the report names as suspected: by name, by post, or as a mentor.

    `posts` are held at the child's places.
    """
    roles = roles_kept_out(Involved(each.value) for each in report.suspects)
    by_post = {each.person_id for each in posts if each.role in roles}
    mentors = mentor_ids if Suspect.MENTOR in report.suspects else frozenset[PersonId]()
    return report.suspect_ids | by_post | mentors


def addressees_of_report(
    report: ReportState,
    posts: Sequence[Post],
    *,
    kept_out_ids: Set[PersonId],
    reachable: Set[PersonId],
) -> Addressing:
    """Return who is told of a report: the county's line, and who is there for each other body.

    When an official may have done it, the city's bureau as well.
    """
    lines: list[Sequence[Role]] = [ELSEWHERE]
    lines += [(role,) for role in sorted(offices_of(report))]
    if Suspect.OFFICIAL in report.suspects:
        lines.append((Role.BUREAU_OFFICER,))
    return Holders(posts, kept_out_ids, reachable).told(lines)


def roles_told_of_report(alerts: Iterable[ReportAlerted]) -> frozenset[Role]:
    """Return in which roles anybody was told of a report so far."""
    return frozenset(each.role for each in told_of_report(alerts))


def told_of_report(alerts: Iterable[ReportAlerted]) -> frozenset[Addressee]:
    """Return who was told of a report so far."""
    return frozenset(each for alert in alerts for each in alert.addressees)
