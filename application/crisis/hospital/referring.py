"""Requests to refer a child to a hospital: proposed, issued on consent or danger, received."""

from datetime import datetime
from uuid import uuid5

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import OpenCase
from application.crisis.cases.sharing import answers_beside, no_to_sharing
from application.crisis.hospital.hearing import has_contact, hospitals_within_reach
from application.crisis.school.witnesses import with_witness
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision
from application.states import staff_state, staff_stream
from domain.access.table import Request as Asking
from domain.errors import RuleBroken
from domain.referrals.hospital import referring
from domain.referrals.hospital.declining import go_past_empty
from domain.referrals.hospital.hospital_facts import ReferralRerouted
from domain.referrals.hospital.sending import AcknowledgeReferral, IssueReferral, ProposeReferral
from domain.referrals.hospital.sharing import require_shared
from domain.referrals.rules import Facts
from domain.shared import ChildId, Known, OrganisationId, RequestId
from domain.staff.facts import OrganisationKind


def propose_referral(
    ledger: Ledger, actor: Actor, request: ProposeReferral, now: datetime
) -> Receipt:
    """Record that whoever answers for the case wants a hospital to see the child (拟转介)."""
    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.PROPOSE_REFERRAL,
        request_id=uuid5(request.case_id, "propose"),
        now=now,
    )
    return record_for_case(
        ledger,
        asked,
        lambda case, _: referring.propose_referral(case.state, request, by=actor.person_id),
    )


def issue_referral(ledger: Ledger, actor: Actor, request: IssueReferral, now: datetime) -> Receipt:
    """Record the referral, with the consent it rests on in the same commit (已转介).

    Where nobody of the hospital can be told it goes on in that commit, too, as if it had declined.
    """
    witness_id = request.consent.witness_id if request.consent else None
    further = request.consent.also_for if request.consent else ()
    hospitals = [staff_stream(each) for each in (request.hospital_id, *further)]
    read = [*hospitals, *([staff_stream(witness_id)] if witness_id else [])]
    read += answers_beside(ledger, request.case_id)

    def decide(case: OpenCase, history: History) -> Decision:
        _require_hospital(history, request.hospital_id, "hospital_id")
        for each in further:
            _require_hospital(history, each, "also_for")
        _require_shared(ledger, case, request, history)
        recorded = [e.fact for e in history.recorded if e.request_id == request.referral_id]
        decided = referring.issue_referral(
            case.state,
            request,
            by=actor.person_id,
            now=now,
            rules=ledger.rules,
            before=[each for each in recorded if not isinstance(each, ReferralRerouted)],
        )
        with_witness(ledger, case, history, witness_id, now, decided)
        if isinstance(decided, Known):
            # The receipt is of the whole commit, also of where it went on to.
            return Known(tuple(recorded) or decided.facts)
        return (*decided, *_past_empty(ledger, case, request.hospital_id, decided, now))

    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.ISSUE_REFERRAL,
        request_id=request.referral_id,
        now=now,
        beside=list(dict.fromkeys(read)),
    )
    return record_for_case(ledger, asked, decide)


def acknowledge_referral(
    ledger: Ledger, actor: Actor, request: AcknowledgeReferral, now: datetime
) -> Receipt:
    """Record that the hospital has received the referral, for the hospital it was issued to."""

    def decide(case: OpenCase, _history: History) -> Decision:
        issued = case.state.issued
        if issued is None:
            raise RuleBroken("not_issued_to_this_hospital")
        return referring.acknowledge_referral(
            case.state, request, by=actor.person_id, hospital_id=issued.hospital_id
        )

    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.ACKNOWLEDGE_REFERRAL,
        request_id=uuid5(request.case_id, "acknowledge"),
        now=now,
    )
    return record_for_case(ledger, asked, decide)


def _require_shared(
    ledger: Ledger, case: OpenCase, request: IssueReferral, history: History
) -> None:
    # What was recorded before they said no is answered as it was.
    if not history.under(RequestId(request.referral_id)):
        no = no_to_sharing(ledger, ChildId(case.concern.child_id), case.history)
        require_shared(case.state, request, no)


def _past_empty(
    ledger: Ledger,
    case: OpenCase,
    hospital_id: OrganisationId,
    issuing: Facts,
    now: datetime,
) -> Facts:
    within_reach = hospitals_within_reach(ledger, case, now)
    if hospital_id in within_reach or has_contact(ledger, hospital_id, now):
        return ()
    return go_past_empty(case.state, issuing, within_reach)


def _require_hospital(history: History, hospital_id: OrganisationId, field: str) -> None:
    known = staff_state(history, hospital_id).organisation
    if known is None or known.kind is not OrganisationKind.HOSPITAL:
        raise RuleBroken("not_a_hospital", field=field)
