"""What whoever refers a child is told of each hospital before they choose: hours, telephone."""

from dataclasses import dataclass
from datetime import datetime

from application.crisis.cases.cases import standings_for_case
from application.crisis.hospital.hearing import has_contact, hospitals_within_reach
from application.oncall.publishing import on_call_state
from application.oncall.rosters import loaded
from application.ports import Actor, Ledger, Unreadable
from application.rows import OrganisationRow
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.oncall.opening import Opening, opening_at
from domain.shared import CaseId, OrganisationId
from domain.staff.facts import OrganisationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalToChoose:
    """A hospital, whether anybody of it hears of a referral in the system, and when it is open.

    `opening` is None where no roster tells. `goes_past` says that a referral in danger goes on by
    itself, since nobody hears of it here and somebody of another hospital does.
    """

    hospital: OrganisationRow
    hears: bool
    opening: Opening | None
    goes_past: bool


def hospitals_to_choose(
    ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime
) -> tuple[HospitalToChoose, ...]:
    """Return the hospitals to whoever may bring the child of a case to one.

    Raises: as `standings_for_case` and `Standings.require`; Unavailable.
    """
    standings, case = standings_for_case(ledger, actor, case_id, now)
    standings.require(Asking.ACCOMPANY_CHILD)
    within_reach = hospitals_within_reach(ledger, case, now)
    tried = case.state.at_hospital.sent_to
    fresh = {each for each in within_reach if each not in tried}
    return tuple(
        HospitalToChoose(
            hospital=row,
            hears=_hears(ledger, row.organisation_id, within_reach, now),
            opening=_opening(ledger, row.organisation_id, now),
            goes_past=bool(fresh - {row.organisation_id}),
        )
        for row in ledger.directory.of_kind(OrganisationKind.HOSPITAL)
    )


def _hears(
    ledger: Ledger,
    hospital_id: OrganisationId,
    within_reach: tuple[OrganisationId, ...],
    now: datetime,
) -> bool:
    return hospital_id in within_reach or has_contact(ledger, hospital_id, now)


def _opening(ledger: Ledger, hospital_id: OrganisationId, now: datetime) -> Opening | None:
    try:
        state = on_call_state(loaded(ledger, hospital_id), hospital_id)
    except Unreadable:
        return None
    posts = ledger.access.posts_at([hospital_id], local_day(now))
    there = {each.person_id for each in posts}
    return opening_at(
        state, now, ledger.rules, in_post=there.__contains__, days=ledger.rules.on_call.gap_days
    )
