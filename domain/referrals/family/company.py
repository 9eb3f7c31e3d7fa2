"""Who is physically with the child, and who brings it to a hospital at once."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from domain.codelists import RELATIONS
from domain.errors import Invalid, NotFound, RuleBroken
from domain.referrals.family.guardian_facts import (
    AccompanyingEnded,
    ChildAccompanied,
    EmergencyEscortStarted,
)
from domain.referrals.family.guardian_state import AccompanyChild, EndAccompanying, StartEscort
from domain.referrals.family.guardians import in_utc, require_not_suspected, require_past
from domain.referrals.rules import Answer, require_open, require_raised
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId
from domain.text import REASON_AT_MOST, some_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Who says it when, and who of staff is kept out of the case and comes near no child."""

    by: PersonId
    now: datetime
    kept_out: Set[PersonId]


def accompany_child(
    state: CaseState, request: AccompanyChild, saying: Saying, rules: RuleSet
) -> Answer:
    """Record who is with the child; that somebody answers for the case is another matter.

    Raises: NotFound for no such case; RuleBroken when it is over, the id stands for something else,
    or they may be involved; Invalid for both or neither of staff and family, or a time to come.
    """
    raised = require_raised(state)
    if (request.with_id is None) == (request.relation_code is None):
        raise Invalid("staff_or_family", "with_id")
    if request.relation_code is not None and request.relation_code not in RELATIONS:
        raise Invalid("unknown_code", "relation_code")
    said = ChildAccompanied(
        case_id=request.case_id,
        child_id=raised.child_id,
        company_id=request.company_id,
        said_by=saying.by,
        since_at=in_utc(request.since_at, "since_at"),
        with_id=request.with_id,
        relation_code=request.relation_code,
        not_suspected=request.not_suspected and request.relation_code is not None,
    )
    before = state.at_school.family.companies.get(request.company_id)
    if before is not None:
        if before == said:
            return Known((said,))
        raise RuleBroken("company_already_recorded")
    require_open(state)
    if request.with_id in saying.kept_out:
        raise RuleBroken("may_not_accompany", field="with_id")
    if request.relation_code is not None:
        require_not_suspected(state, not_suspected=request.not_suspected)
    require_past(said.since_at, saying.now, rules, field="since_at")
    return (said,)


def end_accompanying(
    state: CaseState, request: EndAccompanying, saying: Saying, rules: RuleSet
) -> Answer:
    """Record that they are no longer with the child; also when the case is over.

    Raises: NotFound for no such case or company; RuleBroken when it was ended before; Invalid for a
    time to come or before it began.
    """
    raised = require_raised(state)
    company = state.at_school.family.companies.get(request.company_id)
    if company is None:
        raise NotFound("company_not_found")
    said = AccompanyingEnded(
        case_id=request.case_id,
        child_id=raised.child_id,
        company_id=request.company_id,
        said_by=saying.by,
        ended_at=in_utc(request.ended_at, "ended_at"),
    )
    before = state.at_school.family.ended.get(request.company_id)
    if before is not None:
        if before.said_by == saying.by:
            # Pressed again a moment later it says the same.
            return Known((before,))
        raise RuleBroken("accompanying_already_ended")
    require_past(said.ended_at, saying.now, rules, field="ended_at")
    if said.ended_at < company.since_at:
        raise Invalid("before_start", "ended_at")
    return (said,)


def start_escort(state: CaseState, request: StartEscort, saying: Saying, rules: RuleSet) -> Answer:
    """Record that the child is brought to a hospital at once; no consent is waited for (§28).

    Raises: NotFound for no such case; RuleBroken when it is over, the id stands for something else,
    or the escort may be involved; Invalid without the danger, or for a time to come.
    """
    raised = require_raised(state)
    said = EmergencyEscortStarted(
        case_id=request.case_id,
        child_id=raised.child_id,
        escort_id=request.escort_id,
        started_by=saying.by,
        escorted_by=request.escorted_by,
        hospital_id=request.hospital_id,
        started_at=in_utc(request.started_at, "started_at"),
        danger=some_lines(request.danger, field="danger", at_most=REASON_AT_MOST),
    )
    before = state.at_school.family.escorts.get(request.escort_id)
    if before is not None:
        if before == said:
            return Known((said,))
        raise RuleBroken("escort_already_recorded")
    require_open(state)
    if request.escorted_by in saying.kept_out:
        raise RuleBroken("may_not_accompany", field="escorted_by")
    require_past(said.started_at, saying.now, rules, field="started_at")
    return (said,)
