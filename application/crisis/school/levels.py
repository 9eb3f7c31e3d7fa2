"""Requests about how severe a crisis is: assessed by one person, lowered by two."""

from datetime import datetime
from uuid import uuid5

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.ports import Actor, Ledger, Receipt
from domain.access.table import Request as Asking
from domain.referrals import level_rules
from domain.referrals.level_state import (
    AssessCrisis,
    ConfirmLevelDrop,
    DeclineLevelDrop,
    ProposeLevelDrop,
)


def assess_crisis(ledger: Ledger, actor: Actor, request: AssessCrisis, now: datetime) -> Receipt:
    """Record how severe the crisis is; a more severe level holds at once (评估危机等级)."""
    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.ASSESS_CRISIS,
        request_id=request.assessment_id,
        now=now,
    )
    return record_for_case(
        ledger,
        asked,
        lambda case, _: level_rules.assess_crisis(
            case.state,
            request,
            by=actor.person_id,
            now=now,
            rules=ledger.rules,
            raised_at=case.raised_at,
        ),
    )


def propose_level_drop(
    ledger: Ledger, actor: Actor, request: ProposeLevelDrop, now: datetime
) -> Receipt:
    """Record that a less severe level is enough, until another person decides (提出降级)."""
    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.ASSESS_CRISIS,
        request_id=request.drop_id,
        now=now,
    )
    return record_for_case(
        ledger,
        asked,
        lambda case, _: level_rules.propose_level_drop(
            case.state, request, by=actor.person_id, now=now, rules=ledger.rules
        ),
    )


def confirm_level_drop(
    ledger: Ledger, actor: Actor, request: ConfirmLevelDrop, now: datetime
) -> Receipt:
    """Record that another person agrees to the drop, which holds from now on (同意降级)."""
    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.CONFIRM_LEVEL_DROP,
        request_id=uuid5(request.drop_id, "confirm"),
        now=now,
    )
    return record_for_case(
        ledger,
        asked,
        lambda case, _: level_rules.confirm_level_drop(case.state, request, by=actor.person_id),
    )


def decline_level_drop(
    ledger: Ledger, actor: Actor, request: DeclineLevelDrop, now: datetime
) -> Receipt:
    """Record that the level stays, or that a proposer takes the drop back (不同意降级)."""
    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.ASSESS_CRISIS,
        request_id=uuid5(request.drop_id, "decline"),
        now=now,
    )
    return record_for_case(
        ledger,
        asked,
        lambda case, _: level_rules.decline_level_drop(case.state, request, by=actor.person_id),
    )
