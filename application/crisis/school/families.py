"""Requests about the family in a crisis: told, not reached, kept from, refusing a referral."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import OpenCase
from application.crisis.school.witnesses import with_witness
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision
from application.states import staff_stream
from domain.access.table import Request as Asking
from domain.referrals.family import guardians, other_guardian
from domain.referrals.family.guardian_state import (
    InformGuardian,
    NoteNotReached,
    OmitOtherGuardian,
    RecordRefusal,
    WithholdNotification,
)
from domain.referrals.state import CaseState
from domain.shared import CaseId


def inform_guardian(
    ledger: Ledger, actor: Actor, request: InformGuardian, now: datetime
) -> Receipt:
    """Record who of the family was told, how and when (告知监护人)."""

    def decide(state: CaseState) -> Decision:
        return guardians.inform_guardian(
            state, request, by=actor.person_id, now=now, rules=ledger.rules
        )

    return _recorded(ledger, actor, (request.case_id, request.telling_id), now, decide)


def note_not_reached(
    ledger: Ledger, actor: Actor, request: NoteNotReached, now: datetime
) -> Receipt:
    """Record that somebody of the family could not be reached (没有联系上)."""

    def decide(state: CaseState) -> Decision:
        return guardians.note_not_reached(
            state, request, by=actor.person_id, now=now, rules=ledger.rules
        )

    return _recorded(ledger, actor, (request.case_id, request.telling_id), now, decide)


def withhold_notification(
    ledger: Ledger, actor: Actor, request: WithholdNotification, now: datetime
) -> Receipt:
    """Record that the guardian whom the report may mean is not told (不告知)."""
    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.WITHHOLD_NOTIFICATION,
        request_id=uuid5(request.case_id, "withhold"),
        now=now,
    )
    return record_for_case(
        ledger,
        asked,
        lambda case, _: guardians.withhold_notification(case.state, request, by=actor.person_id),
    )


def omit_other_guardian(
    ledger: Ledger, actor: Actor, request: OmitOtherGuardian, now: datetime
) -> Receipt:
    """Record that no other guardian is told, and why (没有告知另一位监护人)."""
    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.WITHHOLD_NOTIFICATION,
        request_id=request.telling_id,
        now=now,
    )
    return record_for_case(
        ledger,
        asked,
        lambda case, _: other_guardian.omit_other_guardian(case.state, request, by=actor.person_id),
    )


def record_refusal(ledger: Ledger, actor: Actor, request: RecordRefusal, now: datetime) -> Receipt:
    """Record that whoever may consent to a referral does not (不同意转介)."""
    witness_id = request.witness_id

    def decide(case: OpenCase, history: History) -> Decision:
        decided = guardians.record_refusal(
            case.state, request, by=actor.person_id, now=now, rules=ledger.rules
        )
        return with_witness(ledger, case, history, witness_id, now, decided)

    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.INFORM_GUARDIAN,
        request_id=request.telling_id,
        now=now,
        beside=[staff_stream(witness_id)] if witness_id else [],
    )
    return record_for_case(ledger, asked, decide)


def _recorded(
    ledger: Ledger,
    actor: Actor,
    ids: tuple[CaseId, UUID],
    now: datetime,
    decide: Callable[[CaseState], Decision],
) -> Receipt:
    case_id, request_id = ids
    asked = CaseRequest(
        actor=actor,
        case_id=case_id,
        asking=Asking.INFORM_GUARDIAN,
        request_id=request_id,
        now=now,
    )
    return record_for_case(ledger, asked, lambda case, _: decide(case.state))
