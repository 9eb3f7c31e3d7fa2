"""Requests about the signature under a consent to a referral that was given by word or message."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import OpenCase
from application.ports import Actor, Ledger, Receipt
from application.recording import Decision
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.referrals.hospital import signing
from domain.referrals.hospital.signing import DeclineSigning, SignReferralConsent, signature_owed
from domain.referrals.state import CaseState
from domain.shared import CaseId


def sign_consent(
    ledger: Ledger, actor: Actor, request: SignReferralConsent, now: datetime
) -> Receipt:
    """Record that whoever gave a consent signed it, when, and which paper it is (补签)."""

    def decide(case: OpenCase) -> Decision:
        return signing.sign_consent(case.state, request, by=actor.person_id, today=local_day(now))

    request_id = uuid5(request.consent_id, "sign")
    return _record(ledger, _asked(actor, request.case_id, request_id, now), decide)


def decline_signing(
    ledger: Ledger, actor: Actor, request: DeclineSigning, now: datetime
) -> Receipt:
    """Record that they would not sign, and go on to agree (不肯签字)."""

    def decide(case: OpenCase) -> Decision:
        return signing.decline_signing(
            case.state, request, by=actor.person_id, today=local_day(now)
        )

    request_id = uuid5(request.consent_id, f"not signed/{request.said_on}/{request.why}")
    return _record(ledger, _asked(actor, request.case_id, request_id, now), decide)


def signature_due_at(ledger: Ledger, state: CaseState) -> datetime | None:
    """Return by when the consent that waits for it is to be signed, None where none does."""
    owed = signature_owed(state)
    return signing.sign_by(owed, ledger.rules, ledger.clocks.calendar) if owed else None


def _asked(actor: Actor, case_id: CaseId, request_id: UUID, now: datetime) -> CaseRequest:
    return CaseRequest(
        actor=actor,
        case_id=case_id,
        asking=Asking.ISSUE_REFERRAL,
        request_id=request_id,
        now=now,
    )


def _record(ledger: Ledger, asked: CaseRequest, decide: Callable[[OpenCase], Decision]) -> Receipt:
    return record_for_case(ledger, asked, lambda case, _history: decide(case))
