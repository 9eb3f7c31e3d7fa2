"""A second person who types wrong numbers: each is counted, and none above the limit looked at."""

from dataclasses import replace
from functools import partial

import pytest

from application.care_files.history import history
from application.proposed_numbers import NumberStage
from application.states import children_stream
from domain.children.facts import (
    CorrectionBasis,
    IdentityConfirmationFailed,
    IdentityCorrected,
    IdentityCorrectionDeclined,
    WhyNotCorrected,
)
from domain.children.state import CorrectIdentity
from domain.errors import Invalid, RuleBroken
from domain.ruleset import RULES_1
from domain.shared import Erased
from tests import examples as given
from tests.application.care_files.test_identity_claims import at_once
from tests.application.casework import WORRY, raised, reopen_casework, told
from tests.application.identifying import CONFIRM, NUMBER, confirmed, corrected, now_seen
from tests.engines import FoundedLedger
from tests.identity_examples import CORRECTION, OF_A_GIRL, OTHER_NUMBER, UNNUMBERED
from tests.office import DIRECTOR, LEADER, Office

AT_ONCE = 20
LIMIT = RULES_1.wrong_id_numbers_at_most
WRONG = replace(CONFIRM, id_number=OF_A_GIRL)


def recorded(office: Office, *kinds: type) -> list[object]:
    loaded = office.ledger.log.load([children_stream(given.CHILD)])
    assert not isinstance(loaded, Erased)
    return [each.fact for each in loaded.recorded if isinstance(each.fact, kinds)]


def guessed(office: Office, times: int = LIMIT) -> list[str]:
    """Let the head of school type a wrong number so often, and return the answers."""
    answers = []
    for _ in range(times):
        with pytest.raises((Invalid, RuleBroken)) as refused:
            confirmed(office, WRONG)
        answers.append(f"{refused.value.code} {refused.value.parameters.get('left', '')}".strip())
    return answers


def test_the_fifth_wrong_number_declines_the_proposal_and_its_proposer_is_told(
    office: Office,
) -> None:
    corrected(office, NUMBER)
    assert guessed(office) == [
        *(f"not_the_proposed_number {left}" for left in range(LIMIT - 1, 0, -1)),
        "correction_guessed_too_often",
    ]
    for request in (CONFIRM, WRONG):
        with pytest.raises(RuleBroken, match="correction_settled"):
            confirmed(office, request, by=given.SUPERVISOR)
    told_of = now_seen(office, given.TEACHER)
    assert told_of.waiting is None
    assert told_of.last
    assert (told_of.last.stage, told_of.last.settled_by, told_of.last.why) == (
        NumberStage.DECLINED,
        LEADER,
        WhyNotCorrected.OTHER_NUMBERS_TYPED,
    )
    shown = [each.recorded.fact for each in history(office.ledger, office.asked(LEADER, 2)).entries]
    assert sum(isinstance(each, IdentityConfirmationFailed) for each in shown) == LIMIT
    assert not any(OF_A_GIRL in repr(each) for each in shown)


def test_wrong_numbers_of_several_people_count_together_and_anew_for_another_proposal(
    office: Office,
) -> None:
    corrected(office, NUMBER)
    guessed(office, LIMIT - 1)
    with pytest.raises(RuleBroken, match="correction_guessed_too_often"):
        confirmed(office, WRONG, by=given.SUPERVISOR)
    corrected(office, replace(NUMBER, correction_id=CORRECTION))
    with pytest.raises(Invalid, match="not_the_proposed_number"):
        confirmed(office, replace(WRONG, correction_id=CORRECTION))
    assert confirmed(office, replace(CONFIRM, correction_id=CORRECTION)).fresh


def test_what_others_typed_wrong_changes_nothing_that_whoever_corrects_saw(office: Office) -> None:
    corrected(office, NUMBER)
    before = now_seen(office, given.TEACHER).version
    guessed(office, 1)
    assert now_seen(office, given.TEACHER, 2).version == before


def test_of_twenty_wrong_numbers_at_once_no_more_are_looked_at_than_are_allowed(
    office: Office,
) -> None:
    corrected(office, NUMBER)
    answers = at_once(*(partial(confirmed, office, WRONG) for _ in range(AT_ONCE)))
    failed = recorded(office, IdentityConfirmationFailed)
    looked_at = ("not_the_proposed_number", "correction_guessed_too_often")
    assert 1 <= len(failed) <= LIMIT
    assert sum(answers.count(each) for each in looked_at) == len(failed)
    assert set(answers) <= {*looked_at, "correction_settled", "busy"}
    closed = recorded(office, IdentityCorrectionDeclined)
    assert len(closed) == (1 if len(failed) == LIMIT else 0)


def test_among_twenty_at_once_the_right_number_stands_only_before_too_many_wrong_ones(
    office: Office,
) -> None:
    corrected(office, NUMBER)
    guessed(office, LIMIT - 1)
    asking = [partial(confirmed, office, each) for each in (WRONG, CONFIRM) * (AT_ONCE // 2)]
    at_once(*asking)
    stands = bool(recorded(office, IdentityCorrected))
    closed = bool(recorded(office, IdentityCorrectionDeclined))
    failed = recorded(office, IdentityConfirmationFailed)
    assert stands != closed
    assert len(failed) == (LIMIT if closed else LIMIT - 1)


def test_whoever_may_be_involved_and_types_the_number_is_counted_as_everybody_else(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    raised(office, replace(WORRY, involved_ids=(DIRECTOR,)))
    told(office)
    corrected(office, NUMBER)
    for left in range(LIMIT - 1, 0, -1):
        with pytest.raises(Invalid, match="not_the_proposed_number") as refused:
            confirmed(office, by=DIRECTOR)
        assert refused.value.parameters == {"left": left}
    with pytest.raises(RuleBroken, match="correction_guessed_too_often"):
        confirmed(office, by=DIRECTOR)


def test_nobody_learns_a_number_by_repeating_what_another_asked_for(office: Office) -> None:
    corrected(office, NUMBER)
    for number in (OTHER_NUMBER, OF_A_GIRL):
        with pytest.raises(RuleBroken, match="correction_already_made"):
            corrected(office, replace(NUMBER, id_number=number), by=LEADER)
    confirmed(office)
    for number in (OTHER_NUMBER, OF_A_GIRL):
        for by in (given.SUPERVISOR, given.TEACHER):
            with pytest.raises(RuleBroken, match=r"correction_settled|correction_confirmed"):
                confirmed(office, replace(CONFIRM, id_number=number), by=by)
    assert not confirmed(office).fresh


def test_the_same_holds_of_a_first_number_that_one_person_filled_in(office: Office) -> None:
    removed = replace(NUMBER, id_number=None, removes_id_number=True)
    corrected(office, removed)
    confirmed(office, replace(CONFIRM, id_number=given.ID_NUMBER))
    first = CorrectIdentity(
        child_id=UNNUMBERED.child_id,
        correction_id=CORRECTION,
        rests_on=CorrectionBasis.DOCUMENT_SEEN,
        id_number=OTHER_NUMBER,
    )
    assert corrected(office, first).fresh
    assert not corrected(office, first).fresh
    for number in (OTHER_NUMBER, OF_A_GIRL):
        with pytest.raises(RuleBroken, match="correction_already_made"):
            corrected(office, replace(first, id_number=number), by=LEADER)
