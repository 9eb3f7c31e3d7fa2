"""What a second person may do about a proposed ID number, and its proposer: nobody guesses it."""

from dataclasses import dataclass

from domain.children.correcting import Answer
from domain.children.facts import (
    ChildrenEvent,
    CorrectionSettled,
    IdentityConfirmationFailed,
    IdentityCorrected,
    IdentityCorrectionDeclined,
    IdentityCorrectionProposed,
    IdentityCorrectionWithdrawn,
    WhyNotCorrected,
)
from domain.children.state import (
    ChildState,
    ConfirmCorrection,
    DeclineCorrection,
    WithdrawCorrection,
)
from domain.errors import Invalid, NotFound, RuleBroken
from domain.identity import normalised_id_number
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId


def confirm_correction(
    state: ChildState,
    request: ConfirmCorrection,
    by: PersonId,
    *,
    rules: RuleSet,
    may_settle: bool = True,
    has_confirmed: bool = False,
) -> Answer:
    """Record what somebody else proposed, or that another number than that was typed.

    The number is typed again from the paper; where it is taken away, that is the one on file. The
    last failure that is allowed declines the proposal with it. Whoever may not settle is answered
    as somebody who typed another number, so that nothing tells them why. `has_confirmed` is who
    let this number stand.

    Raises: NotFound; RuleBroken when it was settled otherwise or by somebody else, or by the
    proposer; Invalid where no number was typed again.
    """
    correction = _require_proposed(state, request)
    proposed = correction.asked
    _require_another(proposed, by)
    is_same = _is_same(request.id_number, correction.number)
    settled = state.settled.get(request.correction_id)
    if settled is not None:
        # To all others a number is right or wrong no more: they might go on guessing.
        if has_confirmed and is_same:
            return Known((settled,))
        raise RuleBroken("correction_settled")
    if not (request.id_number or "").strip():
        raise Invalid("required", "id_number")
    if not may_settle or not is_same:
        return _failed(state, proposed, rules)
    return (_as_proposed(proposed),)


def require_confirmed(answer: Answer, rules: RuleSet) -> None:
    """Refuse once it is recorded that another number was typed.

    Raises: Invalid with how often it may still be typed; RuleBroken when that declined it.
    """
    for fact in () if isinstance(answer, Known) else answer:
        if isinstance(fact, IdentityConfirmationFailed):
            left = rules.wrong_id_numbers_at_most - fact.failures
            if left <= 0:
                raise RuleBroken("correction_guessed_too_often")
            raise Invalid("not_the_proposed_number", "id_number", left=left)


def decline_correction(state: ChildState, request: DeclineCorrection, by: PersonId) -> Answer:
    """Record that everything stays as it is.

    Raises: NotFound; Invalid for the reason that nobody gives; RuleBroken as for confirming.
    """
    proposed = _require_proposed(state, request).asked
    if request.why is WhyNotCorrected.OTHER_NUMBERS_TYPED:
        raise Invalid("unknown_code", "why")
    said = IdentityCorrectionDeclined(
        child_id=request.child_id, correction_id=request.correction_id, why=request.why
    )
    _require_another(proposed, by)
    return Known((said,)) if _is_settled(state, said) else (said,)


def withdraw_correction(state: ChildState, request: WithdrawCorrection, by: PersonId) -> Answer:
    """Record that the proposer took it back. Raises: NotFound; RuleBroken for anybody else."""
    proposed = _require_proposed(state, request).asked
    if proposed.proposed_by != by:
        raise RuleBroken("correction_withdrawn_by_proposer")
    said = IdentityCorrectionWithdrawn(
        child_id=request.child_id, correction_id=request.correction_id
    )
    return Known((said,)) if _is_settled(state, said) else (said,)


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A proposed number, and the number that the second person types again."""

    asked: IdentityCorrectionProposed
    number: str | None


def _require_proposed(
    state: ChildState, request: ConfirmCorrection | DeclineCorrection | WithdrawCorrection
) -> _Proposal:
    known = state.corrections.get(request.correction_id)
    if known is None or not isinstance(known.asked, IdentityCorrectionProposed):
        raise NotFound("correction_not_found")
    return _Proposal(known.asked, known.asked.identity.id_number or known.before.id_number)


def _require_another(proposed: IdentityCorrectionProposed, by: PersonId) -> None:
    if proposed.proposed_by == by:
        raise RuleBroken("correction_confirmed_by_another")


def _is_same(typed: str | None, number: str | None) -> bool:
    return normalised_id_number(typed or "") == normalised_id_number(number or "")


def _as_proposed(proposed: IdentityCorrectionProposed) -> IdentityCorrected:
    return IdentityCorrected(
        child_id=proposed.child_id,
        correction_id=proposed.correction_id,
        identity=proposed.identity,
        rests_on=proposed.rests_on,
        proposed_by=proposed.proposed_by,
        rights_id=proposed.rights_id,
    )


def _failed(
    state: ChildState, proposed: IdentityCorrectionProposed, rules: RuleSet
) -> tuple[ChildrenEvent, ...]:
    child_id, correction_id = proposed.child_id, proposed.correction_id
    failures = state.failures.get(correction_id, 0) + 1
    failed = IdentityConfirmationFailed(
        child_id=child_id, correction_id=correction_id, failures=failures
    )
    if failures < rules.wrong_id_numbers_at_most:
        return (failed,)
    why = WhyNotCorrected.OTHER_NUMBERS_TYPED
    declined = IdentityCorrectionDeclined(child_id=child_id, correction_id=correction_id, why=why)
    return (failed, declined)


def _is_settled(state: ChildState, said: CorrectionSettled) -> bool:
    settled = state.settled.get(said.correction_id)
    if settled is not None and settled != said:
        raise RuleBroken("correction_settled")
    return settled is not None
