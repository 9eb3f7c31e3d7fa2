"""What a county's health office is shown of its referrals: where they stand, and no word of why."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.authorisation.permission import permit_reading
from application.authorisation.places import places_allowing
from application.crisis.hospital.referral_rows import ReferralRow
from application.ports import Actor, Ledger
from application.reads.looking import Names, names_of
from application.reads.reading import Look, note_reading
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.reads.facts import Reading
from domain.referrals.hospital.answer_by import receive_by
from domain.shared import CaseId, OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Underway:
    """One referral; `receive_by` is when the hospital should have said that it received it."""

    case_id: CaseId
    place_id: OrganisationId | None
    hospital_id: OrganisationId
    issued_at: datetime
    receive_by: datetime
    received_at: datetime | None
    unreadable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralsPage:
    """One page of a county's referrals; the numbers are of all pages."""

    rows: tuple[Underway, ...]
    names: Names
    next_cursor: str | None
    behind: int
    waiting: int
    received: int
    older_received: int


def referrals_underway(
    ledger: Ledger, actor: Actor, now: datetime, *, read_id: UUID, cursor: str | None = None
) -> ReferralsPage:
    """Return the referrals of the person's counties; the page is recorded as one reading first.

    Raises: NotPermitted, Unavailable, Invalid when the cursor is not one of ours.
    """
    access = permit_reading(ledger, actor, Asking.LIST_REFERRALS, now)
    found = ledger.referrals.page(
        actor.person_id,
        local_day(now),
        places=places_allowing(ledger, actor, (Asking.LIST_REFERRALS,), now),
        limit=ledger.rules.page_size,
        cursor=cursor,
    )
    look = Look(read_id=read_id, actor=actor, now=now, what=Reading.REFERRALS, access=access)
    note_reading(ledger, look, list(dict.fromkeys(row.child_id for row in found.rows)))
    places = {each for row in found.rows for each in (row.place_id, row.hospital_id)}
    return ReferralsPage(
        rows=tuple(_underway(ledger, row) for row in found.rows),
        names=names_of(ledger, (), places),
        next_cursor=found.next_cursor,
        behind=found.behind,
        waiting=found.waiting,
        received=found.received,
        older_received=found.older_received,
    )


def _underway(ledger: Ledger, row: ReferralRow) -> Underway:
    return Underway(
        case_id=row.case_id,
        place_id=row.place_id,
        hospital_id=row.hospital_id,
        issued_at=row.issued_at,
        receive_by=receive_by(
            row.issued_at,
            ledger.rulebook.at(row.issued_at),
            ledger.clocks.calendar,
            urgent=row.is_urgent,
        ),
        received_at=row.received_at,
        unreadable=row.unreadable,
    )
