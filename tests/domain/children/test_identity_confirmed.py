"""Another ID number than the one on file stands once a second person confirmed it."""

from dataclasses import replace

import pytest

from domain.children.correcting import correct_identity
from domain.children.facts import (
    ChildrenEvent,
    IdentityConfirmationFailed,
    IdentityCorrectionDeclined,
    IdentityCorrectionWithdrawn,
    WhyNotCorrected,
)
from domain.children.settling import (
    confirm_correction,
    decline_correction,
    require_confirmed,
    withdraw_correction,
)
from domain.children.state import (
    NO_CHILD,
    ChildState,
    ConfirmCorrection,
    CorrectIdentity,
    DeclineCorrection,
    WithdrawCorrection,
    evolve,
)
from domain.errors import Invalid, RuleBroken
from domain.shared import Known, PersonId
from tests.examples import (
    CHILD,
    CHILD_REGISTERED,
    RULES,
    SUPERVISOR,
    TEACHER,
    TODAY,
)
from tests.identity_examples import (
    CONFIRM,
    CONFIRMED,
    CORRECTION,
    EXPLAINED,
    LATER,
    NAME,
    NAME_CORRECTED,
    NUMBER,
    OF_A_GIRL,
    OF_OTHER_DAY,
    OTHER_DAY,
    OTHER_NUMBER,
    PROPOSED,
    UNNUMBERED,
    WITHOUT_NAME,
)
from tests.spec import Rule, Spec

CHILDREN: Spec[ChildState, ChildrenEvent] = Spec(evolve, NO_CHILD)

DECLINE = DeclineCorrection(
    child_id=CHILD, correction_id=CORRECTION, why=WhyNotCorrected.PROOF_MISSING
)
DECLINED = IdentityCorrectionDeclined(
    child_id=CHILD, correction_id=CORRECTION, why=WhyNotCorrected.PROOF_MISSING
)
FAILED = tuple(
    IdentityConfirmationFailed(child_id=CHILD, correction_id=CORRECTION, failures=failures)
    for failures in range(1, RULES.wrong_id_numbers_at_most + 1)
)
GUESSED = replace(DECLINED, why=WhyNotCorrected.OTHER_NUMBERS_TYPED)
WITHDRAW = WithdrawCorrection(child_id=CHILD, correction_id=CORRECTION)
WITHDRAWN = IdentityCorrectionWithdrawn(child_id=CHILD, correction_id=CORRECTION)


def correcting(request: CorrectIdentity, by: PersonId = TEACHER) -> Rule[ChildState, ChildrenEvent]:
    return lambda state: correct_identity(state, request, by=by, today=TODAY, rules=RULES)


def confirming(
    request: ConfirmCorrection = CONFIRM,
    by: PersonId = SUPERVISOR,
    *,
    may_settle: bool = True,
    has_confirmed: bool = False,
) -> Rule[ChildState, ChildrenEvent]:
    return lambda state: confirm_correction(
        state, request, by, rules=RULES, may_settle=may_settle, has_confirmed=has_confirmed
    )


def declining(by: PersonId = SUPERVISOR) -> Rule[ChildState, ChildrenEvent]:
    return lambda state: decline_correction(state, DECLINE, by=by)


def withdrawing(by: PersonId = TEACHER) -> Rule[ChildState, ChildrenEvent]:
    return lambda state: withdraw_correction(state, WITHDRAW, by=by)


# ── by two ───────────────────────────────────────────────────────────────────────────────────────


def test_another_number_than_that_on_file_is_proposed_and_changes_nothing_yet() -> None:
    CHILDREN.given(CHILD_REGISTERED).when(correcting(NUMBER)).then(PROPOSED)
    state = CHILDREN.given(CHILD_REGISTERED, PROPOSED).state
    assert (state.registered, state.waiting) == (CHILD_REGISTERED, PROPOSED)


def test_a_birth_day_goes_with_the_number_that_tells_it() -> None:
    request = replace(NUMBER, id_number=OF_OTHER_DAY, born_on=OTHER_DAY)
    identity = replace(PROPOSED.identity, id_number=OF_OTHER_DAY, born_on=OTHER_DAY)
    CHILDREN.given(CHILD_REGISTERED).when(correcting(request)).then(
        replace(PROPOSED, identity=identity)
    )


def test_a_number_of_another_child_is_taken_away_by_two_people() -> None:
    proposed = replace(PROPOSED, identity=replace(PROPOSED.identity, id_number=None))
    given = CHILDREN.given(CHILD_REGISTERED)
    given.when(correcting(replace(WITHOUT_NAME, removes_id_number=True))).then(proposed)
    confirmed = replace(CONFIRMED, identity=proposed.identity)
    read_again = replace(CONFIRM, id_number=CHILD_REGISTERED.id_number)
    CHILDREN.given(CHILD_REGISTERED, proposed).when(confirming(read_again)).then(confirmed)
    waiting = CHILDREN.given(CHILD_REGISTERED, proposed)
    waiting.when(confirming(replace(CONFIRM, id_number=None))).then_refused(
        "required", field="id_number"
    )
    waiting.when(confirming()).then(FAILED[0])
    state = CHILDREN.given(CHILD_REGISTERED, proposed, confirmed).state
    assert (state.registered, state.waiting) == (UNNUMBERED, None)


def test_a_second_person_lets_it_stand_and_a_repeat_is_known() -> None:
    CHILDREN.given(CHILD_REGISTERED, PROPOSED).when(confirming()).then(CONFIRMED)
    done = CHILDREN.given(CHILD_REGISTERED, PROPOSED, CONFIRMED)
    done.when(confirming(has_confirmed=True)).then_known(CONFIRMED)
    done.when(confirming(has_confirmed=True, may_settle=False)).then_known(CONFIRMED)
    state = CHILDREN.given(CHILD_REGISTERED, PROPOSED, CONFIRMED).state
    assert state.registered == replace(CHILD_REGISTERED, id_number=OTHER_NUMBER)


def test_the_proposal_again_is_known_also_after_it_was_settled_but_not_from_another() -> None:
    for facts in ((), (CONFIRMED,), (DECLINED,)):
        given = CHILDREN.given(CHILD_REGISTERED, PROPOSED, *facts)
        given.when(correcting(NUMBER)).then_known(PROPOSED)
        given.when(correcting(NUMBER, by=SUPERVISOR)).then_refused("correction_already_made")


def test_whoever_proposed_it_neither_confirms_nor_declines() -> None:
    for rule, settled in ((confirming(by=TEACHER), CONFIRMED), (declining(by=TEACHER), DECLINED)):
        for facts in ((), (settled,)):
            CHILDREN.given(CHILD_REGISTERED, PROPOSED, *facts).when(rule).then_refused(
                "correction_confirmed_by_another"
            )


def test_the_number_is_typed_again_from_the_paper() -> None:
    for empty in (None, " "):
        CHILDREN.given(CHILD_REGISTERED, PROPOSED).when(
            confirming(replace(CONFIRM, id_number=empty))
        ).then_refused("required", field="id_number")


def test_each_wrong_number_is_counted_and_the_last_allowed_declines_the_proposal() -> None:
    wrong = replace(CONFIRM, id_number=OF_A_GIRL)
    for before, failed in enumerate(FAILED[:-1]):
        given = CHILDREN.given(CHILD_REGISTERED, PROPOSED, *FAILED[:before])
        given.when(confirming(wrong)).then(failed)
        with pytest.raises(Invalid) as refused:
            require_confirmed((failed,), RULES)
        assert (refused.value.code, refused.value.field) == ("not_the_proposed_number", "id_number")
        assert refused.value.parameters == {"left": len(FAILED) - 1 - before}
    nearly = CHILDREN.given(CHILD_REGISTERED, PROPOSED, *FAILED[:-1])
    nearly.when(confirming()).then(CONFIRMED)
    nearly.when(confirming(wrong)).then(FAILED[-1], GUESSED)
    with pytest.raises(RuleBroken, match="correction_guessed_too_often"):
        require_confirmed((FAILED[-1], GUESSED), RULES)
    for accepted in ((CONFIRMED,), Known((CONFIRMED,))):
        require_confirmed(accepted, RULES)


def test_once_it_is_settled_no_number_is_looked_at_but_that_of_whoever_confirmed() -> None:
    typed = (CONFIRM, replace(CONFIRM, id_number=OF_A_GIRL), replace(CONFIRM, id_number=None))
    settlings: tuple[tuple[ChildrenEvent, ...], ...] = (
        (CONFIRMED,),
        (DECLINED,),
        (*FAILED, GUESSED),
    )
    for settled in settlings:
        given = CHILDREN.given(CHILD_REGISTERED, PROPOSED, *settled)
        for request in typed:
            given.when(confirming(request)).then_refused("correction_settled")
    given = CHILDREN.given(CHILD_REGISTERED, PROPOSED, CONFIRMED)
    given.when(confirming(typed[1], has_confirmed=True)).then_refused("correction_settled")


def test_whoever_may_not_settle_is_answered_as_if_they_had_mistyped() -> None:
    for before in range(len(FAILED)):
        given = CHILDREN.given(CHILD_REGISTERED, PROPOSED, *FAILED[:before])
        mistyped = confirming(replace(CONFIRM, id_number=OF_A_GIRL))(given.state)
        assert confirming(may_settle=False)(given.state) == mistyped


def test_that_other_numbers_were_typed_is_a_reason_that_nobody_gives() -> None:
    declined = replace(DECLINE, why=WhyNotCorrected.OTHER_NUMBERS_TYPED)
    CHILDREN.given(CHILD_REGISTERED, PROPOSED).when(
        lambda state: decline_correction(state, declined, SUPERVISOR)
    ).then_refused("unknown_code", field="why")


def test_it_is_declined_by_another_and_taken_back_by_its_proposer() -> None:
    CHILDREN.given(CHILD_REGISTERED, PROPOSED).when(declining()).then(DECLINED)
    CHILDREN.given(CHILD_REGISTERED, PROPOSED, DECLINED).when(declining()).then_known(DECLINED)
    CHILDREN.given(CHILD_REGISTERED, PROPOSED).when(withdrawing()).then(WITHDRAWN)
    CHILDREN.given(CHILD_REGISTERED, PROPOSED).when(withdrawing(SUPERVISOR)).then_refused(
        "correction_withdrawn_by_proposer"
    )
    for settled in (DECLINED, WITHDRAWN):
        state = CHILDREN.given(CHILD_REGISTERED, PROPOSED, settled).state
        assert (state.registered, state.waiting) == (CHILD_REGISTERED, None)


def test_what_was_settled_is_not_settled_otherwise() -> None:
    for facts, rule in (
        ((DECLINED,), confirming()),
        ((WITHDRAWN,), declining()),
        ((CONFIRMED,), withdrawing()),
    ):
        CHILDREN.given(CHILD_REGISTERED, PROPOSED, *facts).when(rule).then_refused(
            "correction_settled"
        )


def test_nothing_else_is_put_right_while_a_proposal_waits() -> None:
    later = replace(NAME, correction_id=LATER)
    CHILDREN.given(CHILD_REGISTERED, PROPOSED).when(correcting(later)).then_refused(
        "correction_waits"
    )
    CHILDREN.given(CHILD_REGISTERED, PROPOSED, DECLINED).when(correcting(later)).then(
        replace(NAME_CORRECTED, correction_id=LATER), replace(EXPLAINED, correction_id=LATER)
    )


def test_what_nobody_proposed_is_not_found() -> None:
    for facts in ((), (NAME_CORRECTED,)):
        CHILDREN.given(CHILD_REGISTERED, *facts).when(confirming()).then_refused(
            "correction_not_found"
        )
