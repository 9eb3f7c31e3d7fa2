"""The pages on which a version of the rules is approved, refused or taken back, with the reason."""

from collections.abc import Callable
from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.rule_sets.lines import groups_of, line_of
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.forms import Form, typed
from api.view_models.rule_sets import DecideRulesPage
from application.authorisation.opening_forms import open_rule_approval, open_rule_proposal
from application.ports import Receipt
from application.rule_sets import changing
from application.rule_sets.seeing import rule_sets
from domain.ruleset.state import ApproveRuleSet, EndRuleSet
from domain.shared import RuleSetId

router = APIRouter(include_in_schema=False)


@router.get(paths.APPROVE_RULES)
def ask_approval(rule_set_id: UUID, visitor: VisitorDep) -> Response:
    """Ask from which day on, and why."""
    call = visitor.call
    open_rule_approval(call.ledger, call.actor, call.now)
    return visitor.page(_page(visitor, rule_set_id, "APPROVE_RULES", None))


@router.post(paths.APPROVE_RULES)
def approve(rule_set_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Let it be in force from that day on."""
    call = visitor.call

    def save() -> Receipt:
        request = ApproveRuleSet(
            rule_set_id=RuleSetId(rule_set_id),
            from_on=fields.day("from_on"),
            why=fields.needed("why"),
        )
        fields.require_no_errors()
        return changing.approve_rule_set(call.ledger, call.actor, request, call.now)

    return _take(visitor, fields, rule_set_id, "APPROVE_RULES", save)


@router.get(paths.REFUSE_RULES)
def ask_refusal(rule_set_id: UUID, visitor: VisitorDep) -> Response:
    """Ask why it is not to be."""
    call = visitor.call
    open_rule_approval(call.ledger, call.actor, call.now)
    return visitor.page(_page(visitor, rule_set_id, "REFUSE_RULES", None))


@router.post(paths.REFUSE_RULES)
def refuse(rule_set_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Let it not be."""
    call = visitor.call

    def save() -> Receipt:
        request = _ending(rule_set_id, fields)
        return changing.refuse_rule_set(call.ledger, call.actor, request, call.now)

    return _take(visitor, fields, rule_set_id, "REFUSE_RULES", save)


@router.get(paths.WITHDRAW_RULES)
def ask_withdrawal(rule_set_id: UUID, visitor: VisitorDep) -> Response:
    """Ask why it is taken back."""
    call = visitor.call
    open_rule_proposal(call.ledger, call.actor, call.now)
    return visitor.page(_page(visitor, rule_set_id, "WITHDRAW_RULES", None))


@router.post(paths.WITHDRAW_RULES)
def withdraw(rule_set_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Take it back."""
    call = visitor.call

    def save() -> Receipt:
        request = _ending(rule_set_id, fields)
        return changing.withdraw_rule_set(call.ledger, call.actor, request, call.now)

    return _take(visitor, fields, rule_set_id, "WITHDRAW_RULES", save)


def _ending(rule_set_id: UUID, fields: Fields) -> EndRuleSet:
    request = EndRuleSet(rule_set_id=RuleSetId(rule_set_id), why=fields.needed("why"))
    fields.require_no_errors()
    return request


def _take(
    visitor: Visitor, fields: Fields, rule_set_id: UUID, act: str, save: Callable[[], Receipt]
) -> Response:
    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(paths.RULE_SET, rule_set_id=rule_set_id),
        again=lambda form: _page(visitor, rule_set_id, act, form),
    )


def _page(visitor: Visitor, rule_set_id: UUID, act: str, form: Form | None) -> DecideRulesPage:
    call, key = visitor.call, RuleSetId(rule_set_id)
    found = rule_sets(call.ledger, call.actor, call.now)
    shown = found.of(key)
    from_on = shown.from_on.isoformat() if shown.from_on else None
    return DecideRulesPage(
        line=line_of(found, shown),
        rule_set_id=key,
        act=act,
        groups=groups_of(found.changed_in(shown), found.in_force.values),
        from_number=shown.version.proposed.from_version if shown.version else 1,
        form=form or Form(typed(from_on=from_on)),
    )
