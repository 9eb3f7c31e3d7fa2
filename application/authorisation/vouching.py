"""Who may vouch for somebody who signed in for the first time: whoever answers for their places."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import datetime

from application.authentication.account_ports import Vouched
from application.authorisation.answering_for import held_places, permit_for_person, places_of
from application.authorisation.permission import Standings
from application.authorisation.reach import reach_within
from application.ports import Actor, Context, Ledger
from domain.access.table import TABLE, Standing
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotPermitted, Unavailable
from domain.shared import OrganisationId, PersonId
from domain.staff.proposal_days import open_since

CONFIRMING = Asking.CONFIRM_FIRST_SIGN_IN


def permit_vouching(ledger: Ledger, actor: Actor, person_id: PersonId, now: datetime) -> Context:
    """Let pass who answers for all places of the person.

    An auditor answers for those of the bureau alone, above whom there is nobody else: else two
    administrators together would have an account that sees children. Whoever holds none
    there yet may be given any elsewhere, and one person alone proposes what nobody else ever signs:
    an auditor vouches for neither.

    Raises: NotPermitted; StepUpNeeded; Unavailable.
    """
    context = permit_for_person(ledger, actor, CONFIRMING, person_id, now)
    if context.duty == Standing.AUDITOR:
        places = places_of(ledger, person_id, now)
        if not _may_by_audit(ledger, person_id, places, now):
            raise NotPermitted("standing_not_enough", request=CONFIRMING)
    return context


def vouched_by(ledger: Ledger, standings: Standings, now: datetime) -> Vouched:
    """Return for whom somebody may vouch who has the request anywhere. Raises: Unavailable."""
    today = local_day(now)
    reach = reach_within(ledger, standings, (CONFIRMING,), now)
    is_auditor = Standing.AUDITOR in standings.held
    if is_auditor:
        held = {each.organisation_id for each in standings.duties if each.holds_on(today)}
        reach = frozenset(held & _bureaus(ledger))
    return Vouched(
        places=reach,
        with_below=not is_auditor,
        on=today,
        since=open_since(today, ledger.rules),
    )


def vouching_for(
    ledger: Ledger, person_id: PersonId, now: datetime
) -> Mapping[PersonId, frozenset[str]]:
    """Return who may vouch for a person today, and in which roles. Raises: Unavailable."""
    places = places_of(ledger, person_id, now)
    by_auditor = _may_by_audit(ledger, person_id, places, now)
    found: dict[PersonId, frozenset[str]] | None = None
    for place in places or sorted(_bureaus(ledger)):
        here = _vouching_at(ledger, place, now, by_auditor=by_auditor)
        kept = here if found is None else {each: found[each] for each in found if each in here}
        found = kept
    return {each: roles for each, roles in (found or {}).items() if each != person_id}


def unconfirmed_refusal(ledger: Ledger, person_id: PersonId, now: datetime) -> NotPermitted:
    """Return why somebody is shown nothing yet, with the roles of those who may change it."""
    roles: set[str] = set()
    with suppress(Unavailable):
        roles.update(*vouching_for(ledger, person_id, now).values())
    return NotPermitted("first_sign_in_unconfirmed", roles=" ".join(sorted(roles)))


def _may_by_audit(
    ledger: Ledger, person_id: PersonId, places: Collection[OrganisationId], now: datetime
) -> bool:
    """Return whether a person holds a duty at the bureau, and neither has nor awaits another."""
    return bool(held_places(ledger, person_id, now)) and _bureaus(ledger).issuperset(places)


def _vouching_at(
    ledger: Ledger, place: OrganisationId, now: datetime, *, by_auditor: bool
) -> dict[PersonId, frozenset[str]]:
    bureaus, above = _bureaus(ledger), ledger.access.chain_of_organisation(place)
    if above == {place} and place not in bureaus:
        above |= bureaus
    by = {each.value for each in TABLE[CONFIRMING].by}
    if not by_auditor or place not in bureaus:
        by.discard(Standing.AUDITOR.value)
    found: dict[PersonId, frozenset[str]] = {}
    for post in ledger.access.posts_at(above, local_day(now)):
        if post.role.value in by:
            roles = found.get(post.person_id, frozenset())
            found[post.person_id] = roles | {post.role.value}
    return found


def _bureaus(ledger: Ledger) -> frozenset[OrganisationId]:
    return frozenset(each.organisation_id for each in ledger.directory.bureaus())
