"""Another ID number than the one on file stands once a second person confirmed it."""

from dataclasses import replace

from domain.children.correcting import (
    confirm_correction,
    correct_identity,
    decline_correction,
    withdraw_correction,
)
from domain.children.facts import (
    ChildrenEvent,
    IdentityCorrectionDeclined,
    IdentityCorrectionWithdrawn,
    WhyNotCorrected,
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
from domain.shared import PersonId
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
WITHDRAW = WithdrawCorrection(child_id=CHILD, correction_id=CORRECTION)
WITHDRAWN = IdentityCorrectionWithdrawn(child_id=CHILD, correction_id=CORRECTION)


def correcting(request: CorrectIdentity, by: PersonId = TEACHER) -> Rule[ChildState, ChildrenEvent]:
    return lambda state: correct_identity(state, request, by=by, today=TODAY, rules=RULES)


def confirming(
    request: ConfirmCorrection = CONFIRM, by: PersonId = SUPERVISOR
) -> Rule[ChildState, ChildrenEvent]:
    return lambda state: confirm_correction(state, request, by=by)


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
    for other, code in ((None, "required"), (OTHER_NUMBER, "not_the_proposed_number")):
        CHILDREN.given(CHILD_REGISTERED, proposed).when(
            confirming(replace(CONFIRM, id_number=other))
        ).then_refused(code, field="id_number")
    state = CHILDREN.given(CHILD_REGISTERED, proposed, confirmed).state
    assert (state.registered, state.waiting) == (UNNUMBERED, None)


def test_a_second_person_lets_it_stand_and_a_repeat_is_known() -> None:
    CHILDREN.given(CHILD_REGISTERED, PROPOSED).when(confirming()).then(CONFIRMED)
    CHILDREN.given(CHILD_REGISTERED, PROPOSED, CONFIRMED).when(confirming()).then_known(CONFIRMED)
    state = CHILDREN.given(CHILD_REGISTERED, PROPOSED, CONFIRMED).state
    assert state.registered == replace(CHILD_REGISTERED, id_number=OTHER_NUMBER)


def test_the_proposal_again_is_known_also_from_another_and_after_it_was_settled() -> None:
    for facts in ((), (CONFIRMED,), (DECLINED,)):
        CHILDREN.given(CHILD_REGISTERED, PROPOSED, *facts).when(
            correcting(NUMBER, by=SUPERVISOR)
        ).then_known(PROPOSED)


def test_whoever_proposed_it_neither_confirms_nor_declines() -> None:
    for rule, settled in ((confirming(by=TEACHER), CONFIRMED), (declining(by=TEACHER), DECLINED)):
        for facts in ((), (settled,)):
            CHILDREN.given(CHILD_REGISTERED, PROPOSED, *facts).when(rule).then_refused(
                "correction_confirmed_by_another"
            )


def test_the_number_is_typed_again_from_the_paper() -> None:
    for other, code in (
        (None, "required"),
        (" ", "required"),
        (OF_A_GIRL, "not_the_proposed_number"),
    ):
        for facts in ((), (CONFIRMED,)):
            CHILDREN.given(CHILD_REGISTERED, PROPOSED, *facts).when(
                confirming(replace(CONFIRM, id_number=other))
            ).then_refused(code, field="id_number")


def test_whoever_may_not_settle_is_answered_as_if_they_had_mistyped() -> None:
    CHILDREN.given(CHILD_REGISTERED, PROPOSED).when(
        lambda state: confirm_correction(state, CONFIRM, SUPERVISOR, may_settle=False)
    ).then_refused("not_the_proposed_number", field="id_number")


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
