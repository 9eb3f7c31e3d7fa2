"""Who may be named on the form of a worry beside the kinds: whoever holds a post above the pupil.

A kind alone tells of no account: of many who work at an office nobody knows who is meant. So the
form offers the names in such posts at the places of whoever raises it and above, and no others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from application.authorisation.permission import permit_anybody
from application.ports import Actor, Ledger
from application.rows import DutyRow, OrganisationRow
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import Unavailable
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import OrganisationKind, Role

NAMED = (
    *(Role.HEALTH_VICE_PRINCIPAL, Role.TOWNSHIP_SUPERVISOR, Role.COUNTY_DUTY_OFFICER),
    *(Role.COUNTY_OFFICER, Role.CIVIL_AFFAIRS_OFFICER, Role.EDUCATION_OFFICER),
    *(Role.HEALTH_OFFICER, Role.BUREAU_OFFICER, Role.HOSPITAL_LIAISON),
)
"""The posts whose holders no kind keeps out; who works at the school is kept out by the kind."""

NAMED_AT_MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """Somebody in such a post, each once: with the one that is held first of those in order."""

    person_id: PersonId
    name: str
    role: Role
    place: str


def officials_around(
    ledger: Ledger, actor: Actor, places: Sequence[OrganisationRow], now: datetime
) -> tuple[Official, ...]:
    """Return who may be named at these places of the person and at the hospitals beside them.

    Nobody where that cannot be told now: it keeps nobody from telling of a pupil. Nor who asks.
    """
    permit_anybody(actor, Asking.RAISE_CONCERN)
    known = {each.organisation_id: each.name for each in places}
    try:
        hospitals = ledger.directory.of_kind(OrganisationKind.HOSPITAL) if known else ()
        near = {each.organisation_id: each.name for each in hospitals if each.parent_id in known}
        posts = ledger.access.posts_at([*known, *near], local_day(now)) if known else ()
    except Unavailable:
        return ()
    held = [each for each in posts if each.role in NAMED and each.person_id != actor.person_id]
    names = ledger.directory.names(frozenset(each.person_id for each in held))
    return _in_order(held, names, known | near)[:NAMED_AT_MOST]


def _in_order(
    held: Sequence[DutyRow], names: Mapping[PersonId, str], places: Mapping[OrganisationId, str]
) -> tuple[Official, ...]:
    found = {
        each.person_id: Official(
            person_id=each.person_id,
            name=names[each.person_id],
            role=each.role,
            place=places[each.organisation_id],
        )
        for each in sorted(held, key=lambda post: NAMED.index(post.role), reverse=True)
        if each.person_id in names
    }
    return tuple(sorted(found.values(), key=lambda e: (NAMED.index(e.role), e.place, e.name)))
