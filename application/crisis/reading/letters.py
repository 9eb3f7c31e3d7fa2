"""The letter that a family takes to the hospital (转介单): no name of the child, no word of why."""

from dataclasses import dataclass
from datetime import datetime

from application.crisis.cases.cases import OpenCase, standings_for_case
from application.crisis.hospital.shown_to_hospital import is_for_hospital
from application.crisis.reading.case_reading import AskedCase, note_look, sent_at
from application.outsiders.links import Digest
from application.ports import Ledger
from application.rows import OrganisationRow
from domain.access.table import Request as Asking
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.referrals.hospital.hospital_facts import Basis
from domain.referrals.hospital.letter_number import letter_number
from domain.shared import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLetter:
    """What stands in a letter; `school` and `hospital` None where the directory has them no more.

    By `number` the hospital finds it. Whoever finds it learns that some pupil of a school was sent
    to a hospital, and no more.
    """

    case_id: CaseId
    number: str
    school: OrganisationRow | None
    hospital: OrganisationRow | None
    basis: Basis
    issued_at: datetime


def referral_letter(ledger: Ledger, asked: AskedCase, digest: Digest) -> ReferralLetter:
    """Return the letter of the referral that stands; that it is handed out is recorded first.

    Broken glass and grants let somebody read, and hand nothing out.

    Raises: NotFound for no such case, a hospital that asks, and where no referral stands;
    NotPermitted, Unavailable, Unreadable.
    """
    standings, found = standings_for_case(ledger, asked.actor, asked.case_id, asked.now)
    access = standings.require_reading(Asking.READ_CASE)
    issued, issued_at = found.state.issued, sent_at(found)
    is_over = found.state.is_over or is_for_hospital(standings)
    if issued is None or issued_at is None or is_over or access.grant_id is not None:
        raise NotFound("no_referral_letter")
    note_look(ledger, asked, Reading.REFERRAL_LETTER, access, [found.concern.child_id])
    school_id = found.concern.school_id
    wanted = {issued.hospital_id, *([school_id] if school_id else [])}
    known = ledger.directory.organisations_among(wanted)
    return ReferralLetter(
        case_id=asked.case_id,
        number=letter_number(_issued_at(found), digest),
        school=known.get(school_id) if school_id else None,
        hospital=known.get(issued.hospital_id),
        basis=issued.basis,
        issued_at=issued_at,
    )


def _issued_at(found: OpenCase) -> int:
    """Return the place in the log of the referral that stands: the last of such a fact."""
    issued = found.state.issued
    return max(each.position for each in found.history.recorded if each.fact == issued)
