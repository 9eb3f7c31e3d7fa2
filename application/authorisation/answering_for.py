"""Who answers for a person: for every place of theirs to let in, for any of them to shut out."""

from collections.abc import Collection, Iterator, Set
from datetime import datetime

from application.authorisation.permission import Standings, standings_of
from application.authorisation.places import standings_for_one_of
from application.ports import Actor, Context, Ledger
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.shared import OrganisationId, PersonId
from domain.staff.proposal_days import open_since


def permit_for_person(
    ledger: Ledger, actor: Actor, request: Asking, person_id: PersonId, now: datetime
) -> Context:
    """Let a request about how a person is let in pass for whoever answers for all their places.

    Not for one of them only: a small duty in one's own county would else open the account of
    whoever works above it. Of a person without any place the bureau decides.

    Raises: NotPermitted; StepUpNeeded; Unavailable.
    """
    at_each = _at_each_place(ledger, standings_of(ledger, actor, now), person_id, now)
    first, *_others = [each.require(request) for each in at_each]
    return first


def permit_taking_away(
    ledger: Ledger, actor: Actor, request: Asking, person_id: PersonId, now: datetime
) -> Context:
    """Let a request that only takes away pass for whoever answers for one of the person's places.

    A lost telephone does not wait for the bureau. A place that is proposed beside others does not
    count: else proposing somebody would be enough to shut them out.

    Raises: NotPermitted; StepUpNeeded; Unavailable.
    """
    return _at_any_place(ledger, standings_of(ledger, actor, now), person_id, now).require(request)


def may_for_person(
    ledger: Ledger, standings: Standings, request: Asking, person_id: PersonId, now: datetime
) -> bool:
    """Return whether the request would pass, after a second factor where it asks for one.

    Raises: Unavailable.
    """
    return bool(allowed_for_person(ledger, standings, {request}, person_id, now))


def allowed_for_person(
    ledger: Ledger, standings: Standings, requests: Set[Asking], person_id: PersonId, now: datetime
) -> Set[Asking]:
    """Return which of the requests would pass, as above; one allowed nowhere asks for no place.

    Raises: Unavailable.
    """
    left = {each for each in requests if standings.allow(each)}
    if left:
        for here in _at_each_place(ledger, standings, person_id, now):
            left = {each for each in left if here.allow(each)}
            if not left:
                break
    return left


def may_take_away(
    ledger: Ledger, standings: Standings, request: Asking, person_id: PersonId, now: datetime
) -> bool:
    """Return whether a request that only takes away would pass, after a second factor.

    Raises: Unavailable.
    """
    return standings.allow(request) and _at_any_place(ledger, standings, person_id, now).allow(
        request
    )


def places_of(ledger: Ledger, person_id: PersonId, now: datetime) -> Collection[OrganisationId]:
    """Return where a person works, will or is proposed to; if nowhere, where they worked last.

    What is proposed counts beside what is held: whoever sets the account up would have it, too,
    when the proposal is approved.
    """
    since = open_since(local_day(now), ledger.rules)
    waiting = ledger.access.proposals_of(person_id, since)
    places = held_places(ledger, person_id, now) | {each.organisation_id for each in waiting}
    duties = () if places else ledger.access.duties_of(person_id)
    if duties:
        last_on = max(each.to_on for each in duties if each.to_on is not None)
        places = {each.organisation_id for each in duties if each.to_on == last_on}
    return sorted(places)


def held_places(ledger: Ledger, person_id: PersonId, now: datetime) -> set[OrganisationId]:
    """Return where two people let a person work, today or later. Raises: Unavailable."""
    duties, today = ledger.access.duties_of(person_id), local_day(now)
    return {each.organisation_id for each in duties if each.to_on is None or each.to_on >= today}


def _at_each_place(
    ledger: Ledger, standings: Standings, person_id: PersonId, now: datetime
) -> Iterator[Standings]:
    for each in [[place] for place in places_of(ledger, person_id, now)] or [_bureaus(ledger)]:
        yield standings_for_one_of(ledger, standings, each, now)


def _at_any_place(
    ledger: Ledger, standings: Standings, person_id: PersonId, now: datetime
) -> Standings:
    places = held_places(ledger, person_id, now) or places_of(ledger, person_id, now)
    return standings_for_one_of(ledger, standings, places or _bureaus(ledger), now)


def _bureaus(ledger: Ledger) -> list[OrganisationId]:
    return [each.organisation_id for each in ledger.directory.bureaus()]
