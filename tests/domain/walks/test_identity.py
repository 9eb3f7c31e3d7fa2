"""Whatever people correct of who a child is: a number on file is changed by two, or not at all."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain.children.correcting import (
    Answer,
    correct_identity,
    identity_of,
)
from domain.children.facts import (
    ChildIdentity,
    CorrectionBasis,
    IdentityConfirmationFailed,
    IdentityCorrected,
    IdentityCorrectionProposed,
    WhyNotCorrected,
)
from domain.children.settling import (
    confirm_correction,
    decline_correction,
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
from domain.codelists import Sex
from domain.identity import read_id_number
from domain.shared import CorrectionId, PersonId
from tests.domain.walks.steps import check_walks, facts_of
from tests.examples import (
    CHILD,
    CHILD_REGISTERED,
    ID_NUMBER,
    RULES,
    SUPERVISOR,
    TEACHER,
    TODAY,
    example_id,
)
from tests.identity_examples import OF_A_GIRL, OF_OTHER_DAY, OTHER_DAY, OTHER_NUMBER

people = st.sampled_from([TEACHER, SUPERVISOR])
ids = st.sampled_from([CorrectionId(example_id(7_500 + number)) for number in range(5)])
numbers = st.sampled_from([ID_NUMBER, OTHER_NUMBER, OF_OTHER_DAY, OF_A_GIRL])
corrections = st.builds(
    CorrectIdentity,
    child_id=st.just(CHILD),
    correction_id=ids,
    rests_on=st.just(CorrectionBasis.DOCUMENT_SEEN),
    name=st.none() | st.sampled_from(["示例甲", "示例乙"]),
    sex=st.none() | st.sampled_from(Sex),
    born_on=st.none() | st.sampled_from([OTHER_DAY, CHILD_REGISTERED.born_on]),
    id_number=st.none() | numbers,
    removes_id_number=st.booleans(),
)


class Correcting(RuleBasedStateMachine):
    """Two people correct, propose, confirm, decline and take back, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.state = evolve(NO_CHILD, CHILD_REGISTERED)
        self.identity = identity_of(CHILD_REGISTERED)
        self.proposers: dict[CorrectionId, PersonId] = {}
        self.taken: list[Callable[[ChildState], Answer]] = []

    def take(self, decide: Callable[[ChildState], Answer], by: PersonId) -> None:
        facts = facts_of(lambda: decide(self.state))
        for fact in facts:
            self.state = evolve(self.state, fact)
            if isinstance(fact, IdentityCorrectionProposed):
                self.proposers[fact.correction_id] = by
            if isinstance(fact, IdentityCorrected):
                self.corrected(fact, by)
        # Each number that is typed is another guess, also the same one.
        if facts and not any(isinstance(each, IdentityConfirmationFailed) for each in facts):
            self.taken.append(decide)

    def corrected(self, fact: IdentityCorrected, by: PersonId) -> None:
        before, now = self.identity.id_number, fact.identity.id_number
        assert fact.identity != self.identity
        if before is not None and now != before:
            assert fact.proposed_by == self.proposers[fact.correction_id] != by
        self.identity = fact.identity

    @rule(request=corrections, by=people)
    def correct(self, request: CorrectIdentity, by: PersonId) -> None:
        self.take(
            lambda state: correct_identity(state, request, by=by, today=TODAY, rules=RULES), by
        )

    @rule(correction=ids, by=people, number=st.none() | numbers)
    def confirm(self, correction: CorrectionId, by: PersonId, number: str | None) -> None:
        request = ConfirmCorrection(child_id=CHILD, correction_id=correction, id_number=number)
        self.take(lambda state: confirm_correction(state, request, by, rules=RULES), by)

    @rule(correction=ids, by=people)
    def decline(self, correction: CorrectionId, by: PersonId) -> None:
        why = WhyNotCorrected.PROOF_MISSING
        request = DeclineCorrection(child_id=CHILD, correction_id=correction, why=why)
        self.take(lambda state: decline_correction(state, request, by), by)

    @rule(correction=ids, by=people)
    def withdraw(self, correction: CorrectionId, by: PersonId) -> None:
        request = WithdrawCorrection(child_id=CHILD, correction_id=correction)
        self.take(lambda state: withdraw_correction(state, request, by), by)

    @precondition(lambda self: bool(self.taken))
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        """The same is sent again: nothing is recorded anew."""
        decide = data.draw(st.sampled_from(self.taken))
        assert facts_of(lambda: decide(self.state)) == ()

    @invariant()
    def the_child_is_who_the_latest_correction_says(self) -> None:
        assert self.state.registered is not None
        assert identity_of(self.state.registered) == self.identity
        assert self.state.first == CHILD_REGISTERED

    @invariant()
    def nobody_guesses_more_often_than_is_allowed(self) -> None:
        for correction, failures in self.state.failures.items():
            assert failures <= RULES.wrong_id_numbers_at_most
            is_closed = failures == RULES.wrong_id_numbers_at_most
            assert not is_closed or correction in self.state.settled

    @invariant()
    def the_number_tells_the_childs_own_birth_day_and_sex(self) -> None:
        assert _agrees(self.identity)


def _agrees(identity: ChildIdentity) -> bool:
    found = read_id_number(identity.id_number) if identity.id_number else None
    if found is None:
        return identity.id_number is None
    of_other_sex = Sex.FEMALE if found.is_male else Sex.MALE
    return found.born_on == identity.born_on and identity.sex is not of_other_sex


def test_no_sequence_of_corrections_changes_a_number_on_file_by_one_person() -> None:
    check_walks(Correcting)
