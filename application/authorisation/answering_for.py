"""Who answers for a person: whoever does for every place at which that person has a duty."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from application.authorisation.permission import permit_at
from application.authorisation.places import permit_for_place
from application.ports import Actor, Context, Ledger
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotPermitted
from domain.shared import OrganisationId, PersonId


def permit_for_person(
    ledger: Ledger, actor: Actor, request: Asking, person_id: PersonId, now: datetime
) -> Context:
    """Let a request about how a person is let in pass for whoever answers for all their places.

    Not for one of them only: a small duty in one's own county would else open the account of
    whoever works above it. Of a person without any place the bureau decides.

    Raises: NotPermitted; StepUpNeeded; Unavailable.
    """
    places = places_of(ledger, person_id, now)
    if not places:
        bureaus = [each.organisation_id for each in ledger.directory.bureaus()]
        return permit_at(ledger, actor, request, bureaus, now)
    first, *_others = [permit_for_place(ledger, actor, request, each, now) for each in places]
    return first


def may_for_person(
    ledger: Ledger, actor: Actor, request: Asking, person_id: PersonId, now: datetime
) -> bool:
    """Return whether the request would pass, after a second factor where it asks for one.

    Raises: Unavailable.
    """
    try:
        permit_for_person(ledger, replace(actor, factor_at=now), request, person_id, now)
    except NotPermitted:
        return False
    return True


def places_of(ledger: Ledger, person_id: PersonId, now: datetime) -> Collection[OrganisationId]:
    """Return where a person works, will or is proposed to; if nowhere, where they worked last.

    What is proposed counts beside what is held: whoever sets the account up would have it, too,
    when the proposal is approved.
    """
    duties, today = ledger.access.duties_of(person_id), local_day(now)
    lasting = [each for each in duties if each.to_on is None or each.to_on >= today]
    since = today - timedelta(days=ledger.rules.proposal_valid_days)
    waiting = ledger.access.proposals_of(person_id, since)
    places = {each.organisation_id for each in lasting}
    places |= {each.organisation_id for each in waiting}
    if not places and duties:
        last_on = max(each.to_on for each in duties if each.to_on is not None)
        places = {each.organisation_id for each in duties if each.to_on == last_on}
    return sorted(places)
