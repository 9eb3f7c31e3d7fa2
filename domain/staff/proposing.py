"""A duty is proposed by one person and given by another; the operator alone gives without."""

from dataclasses import dataclass, replace
from datetime import date

from domain.errors import Invalid, NotFound, RuleBroken
from domain.ruleset import RuleSet
from domain.shared import DutyId, Known, PersonId
from domain.staff.apart import may_give
from domain.staff.facts import (
    DutyApproved,
    DutyDeclined,
    DutyDeclineReason,
    DutyGiven,
    DutyProposed,
    Role,
)
from domain.staff.giving import Places, duty_of, require_givable
from domain.staff.proposal_days import open_until, require_open
from domain.staff.rules import Answer, holds_on, require_eligible
from domain.staff.state import ApproveDuty, AssignDuty, DeclineDuty, ProposeDuty, StaffState


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who proposes or decides, and in which role."""

    person_id: PersonId
    role: Role


def propose_duty(
    state: StaffState,
    request: ProposeDuty,
    *,
    by: Signatory,
    places: Places,
    today: date,
    rules: RuleSet,
) -> Answer:
    """Record the proposal that a person hold a role; it gives nothing.

    Raises: RuleBroken when the person is unknown or the proposer, the same post is proposed for
    those days already, or the duty could not be given; Invalid for the days and the employer.
    """
    said = DutyProposed(
        person_id=request.person_id,
        duty_id=request.duty_id,
        role=request.role,
        organisation_id=request.organisation_id,
        from_on=request.from_on,
        to_on=request.to_on,
        proposed_by=by.person_id,
        proposed_as=by.role,
        proposed_on=today,
        employer_id=request.employer_id,
    )
    before = state.proposed.get(request.duty_id)
    if before is not None:
        # When and in which role it was proposed was seen then, not asked for now.
        if before == replace(said, proposed_as=before.proposed_as, proposed_on=before.proposed_on):
            return Known((before,))
        raise RuleBroken("duty_already_proposed")
    if request.duty_id in state.assigned:
        raise RuleBroken("duty_already_assigned")
    require_eligible(state, by.person_id)
    given = duty_of(request)
    require_givable(state, given, places=places, rules=rules)
    _require_no_other_proposal(state, given, today, rules)
    return (said,)


def approve_duty(
    state: StaffState,
    request: ApproveDuty,
    *,
    by: Signatory,
    places: Places,
    today: date,
    rules: RuleSet,
) -> Answer:
    """Record that the proposed duty is approved, and with it that the person holds it.

    Raises: NotFound without a proposal; RuleBroken when it was decided by others or is too old,
    when people approve for themselves or what they proposed, when nobody responsible for the place
    has signed, or when the duty cannot be given any more.
    """
    proposal = _proposal(state, request.duty_id)
    given = duty_of(proposal)
    decided = state.decided.get(request.duty_id)
    if isinstance(decided, DutyApproved) and decided.approved_by == by.person_id:
        return Known((decided, given))
    _require_undecided(state, request.duty_id)
    require_eligible(state, by.person_id)
    if by.person_id == proposal.proposed_by:
        raise RuleBroken("own_proposal")
    if not may_give(proposal.role, proposal.proposed_as, by.role):
        raise RuleBroken("needs_one_responsible")
    require_open(proposal.proposed_on, today, rules)
    require_givable(state, given, places=places, rules=rules)
    approved = DutyApproved(
        person_id=proposal.person_id,
        duty_id=proposal.duty_id,
        proposed_by=proposal.proposed_by,
        approved_by=by.person_id,
        approved_as=by.role,
    )
    return (approved, given)


def require_still_signed(
    state: StaffState, duty_id: DutyId, proposer: StaffState, *, by: Signatory, today: date
) -> None:
    """Let a proposer who was dismissed meanwhile answer for no place any more.

    Raises: RuleBroken when then nobody responsible for the place has signed.
    """
    proposal = state.proposed.get(duty_id)
    if proposal is None or duty_id in state.decided:
        return
    held = {each.role for each in proposer.assigned.values() if holds_on(proposer, each, today)}
    if not may_give(proposal.role, *({proposal.proposed_as} & held), by.role):
        raise RuleBroken("needs_one_responsible")


def decline_duty(state: StaffState, request: DeclineDuty, *, by: PersonId) -> Answer:
    """Record that a proposed duty is not given.

    Raises: NotFound without a proposal; RuleBroken when it was decided otherwise; Invalid when
    somebody else than the proposer takes it back.
    """
    proposal = _proposal(state, request.duty_id)
    taken_back = request.reason is DutyDeclineReason.WITHDRAWN
    if taken_back and by != proposal.proposed_by:
        raise Invalid("not_the_proposer", "reason")
    said = DutyDeclined(
        person_id=request.person_id,
        duty_id=request.duty_id,
        declined_by=by,
        reason=request.reason,
    )
    if state.decided.get(request.duty_id) == said:
        return Known((said,))
    _require_undecided(state, request.duty_id)
    return (said,)


def assign_duty(
    state: StaffState, request: AssignDuty, *, by: PersonId, places: Places, rules: RuleSet
) -> Answer:
    """Record that a person holds a role at an organisation: the operator's founding act.

    Raises: RuleBroken when the person is unknown or the duty cannot be given; Invalid for the days.
    """
    said = duty_of(request)
    assigned = state.assigned.get(request.duty_id)
    if assigned is not None:
        if assigned == said:
            return Known((said,))
        raise RuleBroken("duty_already_assigned")
    require_eligible(state, by)
    require_givable(state, said, places=places, rules=rules)
    return (said,)


def is_open(state: StaffState, proposal: DutyProposed, today: date, rules: RuleSet) -> bool:
    """Return whether a proposal can still be approved on a day."""
    undecided = proposal.duty_id not in state.decided
    return undecided and today <= open_until(proposal.proposed_on, rules)


def _proposal(state: StaffState, duty_id: DutyId) -> DutyProposed:
    proposal = state.proposed.get(duty_id)
    if proposal is None:
        raise NotFound("proposal_not_found")
    return proposal


def _require_undecided(state: StaffState, duty_id: DutyId) -> None:
    decided = state.decided.get(duty_id)
    if isinstance(decided, DutyApproved):
        raise RuleBroken("proposal_already_approved")
    if decided is not None:
        raise RuleBroken("proposal_already_declined")


def _require_no_other_proposal(
    state: StaffState, given: DutyGiven, today: date, rules: RuleSet
) -> None:
    waiting = (each for each in state.proposed.values() if is_open(state, each, today, rules))
    for each in waiting:
        same_post = (each.role, each.organisation_id) == (given.role, given.organisation_id)
        last_on = min(each.to_on, given.to_on or date.max)
        if same_post and max(each.from_on, given.from_on) <= last_on:
            raise RuleBroken("duty_proposed_already")
