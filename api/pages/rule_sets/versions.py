"""The pages that show the versions of the rules, each by itself, and two side by side."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api import paths
from api.pages.frame import VisitorDep
from api.pages.rule_sets.lines import groups_of, line_of
from api.view_models.forms import Choice, Form, typed
from api.view_models.rule_sets import CompareRulesPage, RuleSetPage, RulesPage
from application.authorisation.permission import standings_of
from application.rule_sets.seeing import rule_sets
from domain.access.table import Request as Asking
from domain.ruleset.comparing import differences
from domain.ruleset.state import RuleSetStage
from domain.shared import RuleSetId

router = APIRouter(include_in_schema=False)

Number = Annotated[int | None, Query(ge=1, le=9999)]


@router.get(paths.RULES)
def versions(visitor: VisitorDep) -> Response:
    """Show every version, the latest first."""
    call = visitor.call
    found = rule_sets(call.ledger, call.actor, call.now)
    may = standings_of(call.ledger, call.actor, call.now)
    page = RulesPage(
        lines=tuple(line_of(found, each) for each in found.versions),
        may_propose=may.allow(Asking.PROPOSE_RULES),
    )
    return visitor.page(page, standings=may)


@router.get(paths.COMPARE_RULES)
def compare(visitor: VisitorDep, one: Number = None, other: Number = None) -> Response:
    """Show what differs between two versions; without any, between the last two."""
    call = visitor.call
    found = rule_sets(call.ledger, call.actor, call.now)
    after = found.numbered(other or found.versions[0].number)
    made_from = after.version.proposed.from_version if after.version else 1
    before = found.numbered(one or made_from)
    page = CompareRulesPage(
        choices=tuple(
            Choice(value=str(each.number), label="", version=each.number) for each in found.versions
        ),
        before=line_of(found, before),
        after=line_of(found, after),
        groups=groups_of(differences(before.values, after.values)),
        form=Form(typed(one=str(before.number), other=str(after.number))),
    )
    return visitor.page(page)


@router.get(paths.RULE_SET)
def version(rule_set_id: UUID, visitor: VisitorDep) -> Response:
    """Show one version, what it changes, and what the person may do with it."""
    call, key = visitor.call, RuleSetId(rule_set_id)
    found = rule_sets(call.ledger, call.actor, call.now)
    shown = found.of(key)
    may = standings_of(call.ledger, call.actor, call.now)
    proposed = shown.version.proposed if shown.version else None
    is_mine = proposed is not None and proposed.proposed_by == call.actor.person_id
    waits = shown.stage is RuleSetStage.PROPOSED
    may_end = is_mine if waits else shown.stage is RuleSetStage.APPROVED
    page = RuleSetPage(
        line=line_of(found, shown),
        rule_set_id=key,
        from_number=proposed.from_version if proposed else 1,
        groups=groups_of(found.changed_in(shown), found.in_force.values if waits else ()),
        may_decide=waits and not is_mine and may.allow(Asking.APPROVE_RULES),
        # Only what was made from the last approved version can still be approved.
        fits=not waits or (proposed is not None and proposed.from_version == found.latest.number),
        may_withdraw=may_end and may.allow(Asking.PROPOSE_RULES),
        waits_for_other=waits and is_mine,
    )
    return visitor.page(page, standings=may)
