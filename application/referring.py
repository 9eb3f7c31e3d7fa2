"""Requests to refer a child to a hospital: proposed, issued on consent or danger, received."""

from datetime import datetime
from uuid import uuid5

from application.cases import standings_for_case
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision, Request, record
from application.states import case_state, referrals_stream, staff_state, staff_stream
from domain.access.table import Request as Asking
from domain.errors import RuleBroken
from domain.referrals import referring
from domain.referrals.state import AcknowledgeReferral, IssueReferral, ProposeReferral
from domain.staff.facts import OrganisationKind


def propose_referral(
    ledger: Ledger, actor: Actor, request: ProposeReferral, now: datetime
) -> Receipt:
    """Record that whoever answers for the case wants a hospital to see the child (拟转介)."""
    standings, _ = standings_for_case(ledger, actor, request.case_id, now)
    context = standings.require(Asking.PROPOSE_REFERRAL)
    return record(
        ledger,
        Request(
            request_id=uuid5(request.case_id, "propose"), actor=actor, now=now, context=context
        ),
        [referrals_stream(request.case_id)],
        lambda history: referring.propose_referral(
            case_state(history, request.case_id), request, by=actor.person_id
        ),
    )


def issue_referral(ledger: Ledger, actor: Actor, request: IssueReferral, now: datetime) -> Receipt:
    """Record the referral, with the consent it rests on in the same commit (已转介)."""
    standings, _ = standings_for_case(ledger, actor, request.case_id, now)
    context = standings.require(Asking.ISSUE_REFERRAL)
    witness_id = request.consent.witness_id if request.consent else None
    read = [staff_stream(request.hospital_id), *([staff_stream(witness_id)] if witness_id else [])]

    def decide(history: History) -> Decision:
        known = staff_state(history, request.hospital_id).organisation
        if known is None or known.kind is not OrganisationKind.HOSPITAL:
            raise RuleBroken("not_a_hospital", field="hospital_id")
        if witness_id is not None and staff_state(history, witness_id).person is None:
            raise RuleBroken("person_not_registered", field="witness_id")
        return referring.issue_referral(
            case_state(history, request.case_id),
            request,
            by=actor.person_id,
            now=now,
            rules=ledger.rules,
        )

    asked = Request(
        request_id=uuid5(request.case_id, "issue"), actor=actor, now=now, context=context
    )
    return record(ledger, asked, [referrals_stream(request.case_id), *read], decide)


def acknowledge_referral(
    ledger: Ledger, actor: Actor, request: AcknowledgeReferral, now: datetime
) -> Receipt:
    """Record that the hospital has received the referral, for the hospital it was issued to."""
    standings, case = standings_for_case(ledger, actor, request.case_id, now)
    context = standings.require(Asking.ACKNOWLEDGE_REFERRAL)
    issued = case.state.issued
    if issued is None:
        raise RuleBroken("not_issued_to_this_hospital")
    return record(
        ledger,
        Request(
            request_id=uuid5(request.case_id, "acknowledge"), actor=actor, now=now, context=context
        ),
        [referrals_stream(request.case_id)],
        lambda history: referring.acknowledge_referral(
            case_state(history, request.case_id),
            request,
            by=actor.person_id,
            hospital_id=issued.hospital_id,
        ),
    )
