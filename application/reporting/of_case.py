"""The case from which harm is reported, for whoever may report of it; nothing of it is shown."""

from datetime import datetime
from typing import NamedTuple

from application.crisis.cases.cases import OpenCase, recorded_case
from application.crisis.cases.liaison_links import came_by_link, hospital_by_link
from application.crisis.worries.own_concerns import standings_for_reporter
from application.ports import Actor, Ledger, Unreadable
from application.rows import OrganisationRow
from domain.access.table import Request as Asking
from domain.errors import NotFound, Unavailable
from domain.referrals.facts import ConcernRaised
from domain.shared import CaseId, OrganisationId


class ReportedCase(NamedTuple):
    """The worry as it was raised, and whether the person is shown the case now."""

    concern: ConcernRaised
    is_open: bool


def reported_case(
    ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime
) -> ReportedCase | None:
    """Return the case to whoever raised it, may see it, or came in to it by a link, None to others.

    Also where that link has ended by now: what somebody there saw is told all the same.
    """
    try:
        if came_by_link(actor):
            return _by_link(recorded_case(ledger, case_id), actor, now)
        standings, found = standings_for_reporter(ledger, actor, case_id, now)
    except (NotFound, Unavailable, Unreadable):
        return None
    return ReportedCase(found.concern, standings.allow(Asking.READ_CASE))


def places_of_link(ledger: Ledger, actor: Actor, case_id: CaseId) -> tuple[OrganisationRow, ...]:
    """Return the hospital for which somebody came in by a link, and all above it, it first."""
    places: dict[OrganisationId, OrganisationRow] = {}
    try:
        liaisons = recorded_case(ledger, case_id).state.at_hospital.liaisons
        found = liaisons.known.get(actor.person_id)
        place_id = found.named.hospital_id if found else None
        while place_id is not None and place_id not in places:
            row = ledger.directory.organisations_among({place_id}).get(place_id)
            if row is None:
                break
            places[place_id], place_id = row, row.parent_id
    except (NotFound, Unavailable, Unreadable):
        return ()
    return tuple(places.values())


def _by_link(case: OpenCase, actor: Actor, now: datetime) -> ReportedCase | None:
    found = case.state.at_hospital.liaisons.known.get(actor.person_id)
    if found is None or found.browser_digest is None:
        return None
    is_open = hospital_by_link(actor, case.state, now) is not None
    return ReportedCase(case.concern, is_open)
