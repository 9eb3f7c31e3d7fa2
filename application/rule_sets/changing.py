"""Requests that change the rules of the city: two people of the bureau, for a day to come."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid5

from application.authorisation.permission import permit
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Request, record
from application.rule_sets.seeing import BASE, RULES_STREAM, rule_sets_state
from domain.access.table import Request as Asking
from domain.errors import RuleBroken
from domain.ruleset import changing
from domain.ruleset.changing import Answer
from domain.ruleset.comparing import RuleDifference, differences
from domain.ruleset.facts import RuleSetProposed
from domain.ruleset.parameters import values_of
from domain.ruleset.state import ApproveRuleSet, EndRuleSet, ProposeRuleSet, RuleSets, rules_of
from domain.shared import Erased, Known


def propose_rule_set(
    ledger: Ledger, actor: Actor, request: ProposeRuleSet, now: datetime
) -> Receipt:
    """Record a version as it would be from a day on; it changes nothing yet."""
    context = permit(ledger, actor, Asking.PROPOSE_RULES, now)
    asked = Request(request_id=request.rule_set_id, actor=actor, now=now, context=context)
    return _record(ledger, asked, _proposing(actor, request, now))


def preview(
    ledger: Ledger, actor: Actor, request: ProposeRuleSet, now: datetime
) -> tuple[RuleDifference, ...]:
    """Return what a version would change of the latest one, refused as it would be; record nothing.

    Raises: as `propose_rule_set`.
    """
    permit(ledger, actor, Asking.PROPOSE_RULES, now)
    history = ledger.log.load([RULES_STREAM])
    state = RuleSets() if isinstance(history, Erased) else rule_sets_state(history)
    answer = _proposing(actor, request, now)(state)
    (said,) = answer.facts if isinstance(answer, Known) else answer
    if not isinstance(said, RuleSetProposed):
        raise RuleBroken("rule_set_already_proposed")
    return differences(values_of(rules_of(state.latest(), BASE)), said.values)


def approve_rule_set(
    ledger: Ledger, actor: Actor, request: ApproveRuleSet, now: datetime
) -> Receipt:
    """Record that a version which somebody else proposed is in force from a day on."""
    context = permit(ledger, actor, Asking.APPROVE_RULES, now)
    own = uuid5(request.rule_set_id, f"approve/{actor.person_id}")
    return _record(
        ledger,
        Request(request_id=own, actor=actor, now=now, context=context),
        lambda state: changing.approve_rule_set(
            state, request, by=actor.person_id, now=now, base=BASE
        ),
    )


def refuse_rule_set(ledger: Ledger, actor: Actor, request: EndRuleSet, now: datetime) -> Receipt:
    """Record that a version which somebody else proposed is not to be."""
    context = permit(ledger, actor, Asking.APPROVE_RULES, now)
    own = uuid5(request.rule_set_id, f"refuse/{actor.person_id}")
    return _record(
        ledger,
        Request(request_id=own, actor=actor, now=now, context=context),
        lambda state: changing.refuse_rule_set(state, request, by=actor.person_id),
    )


def withdraw_rule_set(ledger: Ledger, actor: Actor, request: EndRuleSet, now: datetime) -> Receipt:
    """Record that a version is taken back before it is in force."""
    context = permit(ledger, actor, Asking.PROPOSE_RULES, now)
    own = uuid5(request.rule_set_id, f"withdraw/{actor.person_id}")
    return _record(
        ledger,
        Request(request_id=own, actor=actor, now=now, context=context),
        lambda state: changing.withdraw_rule_set(state, request, by=actor.person_id, now=now),
    )


def _proposing(
    actor: Actor, request: ProposeRuleSet, now: datetime
) -> Callable[[RuleSets], Answer]:
    return lambda state: changing.propose_rule_set(
        state, request, by=actor.person_id, now=now, base=BASE
    )


def _record(ledger: Ledger, asked: Request, decide: Callable[[RuleSets], Answer]) -> Receipt:
    def decided(history: History) -> Answer:
        return decide(rule_sets_state(history))

    return record(ledger, asked, [RULES_STREAM], decided)
