"""Versions of the rule set: seen, compared, proposed, approved, refused and taken back."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from api.deps import PREFIX, CallDep
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.fields import Body, Day, Number
from api.routes.named import NamesBody, names_body
from application.rule_sets import changing
from application.rule_sets.seeing import ShownVersion, rule_sets
from domain.ruleset.comparing import RuleDifference, differences
from domain.ruleset.facts import RuleSetApproved, RuleSetRefused, RuleSetWithdrawn
from domain.ruleset.state import ApproveRuleSet, EndRuleSet, ProposeRuleSet, RuleSetStage
from domain.ruleset.values import RuleUnit, RuleValue
from domain.shared import PersonId, RuleSetId

router = APIRouter(prefix=PREFIX, tags=["rule sets"])

VALUES_AT_MOST = 200
NUMBERS_AT_MOST = 100
Numbers = Annotated[tuple[Number, ...], Field(max_length=NUMBERS_AT_MOST)]
Version = Annotated[int, Query(ge=1, le=9999)]


class Value(Body):
    """One number to change, e.g. `clocks.by_level.red.taken`: 5 minutes."""

    name: str
    unit: RuleUnit
    numbers: Numbers


class Proposal(Body):
    """Only the numbers that change; `from_version` is the latest approved one."""

    from_version: Number
    from_on: Day
    values: Annotated[tuple[Value, ...], Field(max_length=VALUES_AT_MOST)]
    why: str


class Approval(Body):
    """From which day on; the day that was proposed, or a later one."""

    from_on: Day
    why: str


class Ending(Body):
    """Why a version is refused or taken back."""

    why: str


class VersionBody(BaseModel):
    """One version; the first is that of the program and has no id."""

    version: int
    stage: RuleSetStage
    rule_set_id: RuleSetId | None
    from_version: int | None
    from_on: date | None
    why: str | None
    proposed_by: PersonId | None
    approved: RuleSetApproved | None
    ended: RuleSetRefused | RuleSetWithdrawn | None


class VersionsBody(BaseModel):
    """Every version, the latest first; the next one is made from `latest`."""

    items: tuple[VersionBody, ...]
    latest: int
    names: NamesBody


class WholeVersionBody(VersionBody):
    """A version with every number that may be changed, and what it changed."""

    values: tuple[RuleValue, ...]
    changes: tuple[RuleDifference, ...]


class ComparisonBody(BaseModel):
    """What differs between two versions."""

    items: tuple[RuleDifference, ...]


@router.get("/rule-sets", responses=refused_with(*READING))
def versions(call: CallDep) -> VersionsBody:
    """Return the versions of the rules."""
    found = rule_sets(call.ledger, call.actor, call.now)
    return VersionsBody(
        items=tuple(_version_body(each) for each in found.versions),
        latest=found.latest.number,
        names=names_body(found.names),
    )


@router.get("/rule-sets/comparison", responses=refused_with(404, *READING))
def compare(call: CallDep, one: Version, other: Version) -> ComparisonBody:
    """Return what differs between two versions, by their numbers."""
    found = rule_sets(call.ledger, call.actor, call.now)
    before, after = found.numbered(one), found.numbered(other)
    return ComparisonBody(items=differences(before.values, after.values))


@router.get("/rule-sets/{rule_set_id}", responses=refused_with(404, *READING))
def version(rule_set_id: UUID, call: CallDep) -> WholeVersionBody:
    """Return a version with all its numbers."""
    found = rule_sets(call.ledger, call.actor, call.now)
    shown = found.of(RuleSetId(rule_set_id))
    return WholeVersionBody(
        **dict(_version_body(shown)), values=shown.values, changes=found.changed_in(shown)
    )


@router.put("/rule-sets/{rule_set_id}", status_code=201, responses=recorded_with())
def propose(rule_set_id: UUID, body: Proposal, call: CallDep) -> Response:
    """Propose a version; it changes nothing until somebody else approves it."""
    request = ProposeRuleSet(
        rule_set_id=RuleSetId(rule_set_id),
        from_version=body.from_version,
        from_on=body.from_on,
        values=tuple(
            RuleValue(name=each.name, unit=each.unit, numbers=each.numbers) for each in body.values
        ),
        why=body.why,
    )
    receipt = changing.propose_rule_set(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/rule-sets/{rule_set_id}/approval", status_code=201, responses=recorded_with(404))
def approve(rule_set_id: UUID, body: Approval, call: CallDep) -> Response:
    """Let a version that somebody else proposed be in force from a day on."""
    request = ApproveRuleSet(rule_set_id=RuleSetId(rule_set_id), from_on=body.from_on, why=body.why)
    receipt = changing.approve_rule_set(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/rule-sets/{rule_set_id}/refusal", status_code=201, responses=recorded_with(404))
def refuse(rule_set_id: UUID, body: Ending, call: CallDep) -> Response:
    """Refuse a version that somebody else proposed."""
    request = EndRuleSet(rule_set_id=RuleSetId(rule_set_id), why=body.why)
    receipt = changing.refuse_rule_set(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/rule-sets/{rule_set_id}/withdrawal", status_code=201, responses=recorded_with(404))
def withdraw(rule_set_id: UUID, body: Ending, call: CallDep) -> Response:
    """Take back a version before it is in force."""
    request = EndRuleSet(rule_set_id=RuleSetId(rule_set_id), why=body.why)
    receipt = changing.withdraw_rule_set(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


def _version_body(shown: ShownVersion) -> VersionBody:
    version = shown.version
    proposed = version.proposed if version else None
    return VersionBody(
        version=shown.number,
        stage=shown.stage,
        rule_set_id=proposed.rule_set_id if proposed else None,
        from_version=proposed.from_version if proposed else None,
        from_on=shown.from_on,
        why=proposed.why if proposed else None,
        proposed_by=proposed.proposed_by if proposed else None,
        approved=version.approved if version else None,
        ended=version.ended if version else None,
    )
