"""Requests about how severe a crisis is: assessed by one person, lowered by two."""

from datetime import datetime
from uuid import uuid5

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import OpenCase, may_answer, standings_for_case
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision
from domain.access.table import Request as Asking
from domain.clocks.course import provisional_level
from domain.referrals.involvement import every_report
from domain.referrals.levels import level_rules
from domain.referrals.levels.level_errors import Settling
from domain.referrals.levels.level_errors import propose_level_error as propose_error
from domain.referrals.levels.level_state import (
    AssessCrisis,
    ConfirmLevelDrop,
    DeclineLevelDrop,
    ProposeLevelDrop,
    ProposeLevelError,
)
from domain.shared import CaseId, PersonId


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


def propose_level_error(
    ledger: Ledger, actor: Actor, request: ProposeLevelError, now: datetime
) -> Receipt:
    """Record that the level was set by error, until others decide (撤回评错的等级)."""
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
        lambda case, _: propose_error(case.state, request, by=actor.person_id),
    )


def confirm_level_drop(
    ledger: Ledger, actor: Actor, request: ConfirmLevelDrop, now: datetime
) -> Receipt:
    """Record that another person or a panel agrees to the drop, which holds now (同意降级)."""

    def decide(case: OpenCase, _history: History) -> Decision:
        reports = every_report(case.state)
        settling = Settling(
            may_sit=_may_sit(ledger, case, now),
            reported_as=tuple(provisional_level(each, ledger.rules) for each in reports),
        )
        return level_rules.confirm_level_drop(
            case.state, request, by=actor.person_id, settling=settling
        )

    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.CONFIRM_LEVEL_DROP,
        request_id=uuid5(request.drop_id, "confirm"),
        now=now,
    )
    return record_for_case(ledger, asked, decide)


def people_to_settle(
    ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime
) -> frozenset[PersonId]:
    """Return who may agree in a panel that a level was set by error, today."""
    standings, case = standings_for_case(ledger, actor, case_id, now)
    standings.require(Asking.ASSESS_CRISIS)
    return _may_sit(ledger, case, now)


def _may_sit(ledger: Ledger, case: OpenCase, now: datetime) -> frozenset[PersonId]:
    return frozenset(each.person_id for each in may_answer(ledger, case, now))


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
