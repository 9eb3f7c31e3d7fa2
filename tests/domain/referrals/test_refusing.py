"""Since when a child in acute danger goes without help because its family refuses."""

from dataclasses import replace
from typing import cast

import pytest

from domain.clocks.facts import Step
from domain.referrals.facts import ConcernConflictKept, Involved, ReferralsEvent, Situation
from domain.referrals.family.guardian_facts import ConsentRefused
from domain.referrals.family.refusing import Settling, refused_in_danger, settles_refusal
from domain.referrals.levels.level_facts import LevelDropConfirmed
from domain.referrals.school.panel_facts import PanelDecision
from domain.shared import DropId, TellingId
from tests.application.involving import LEAD_INVOLVED
from tests.case_examples import CASE, CONSENT_RECORDED, ISSUED_IN_DANGER, ISSUED_ON_CONSENT
from tests.domain.clocks.examples import ORANGE, RED, after, counted, found, worry
from tests.domain.clocks.test_deciding_clock import ESCORTED, SUPPORTED, waiting
from tests.domain.clocks.test_refusal_clock import REFUSED_AT, on, refused
from tests.domain.referrals.test_aftercare import STEADY
from tests.domain.referrals.test_class_teachers import WORSE
from tests.examples import CHILD, example_id
from tests.return_examples import PLANNED

REFUSAL = cast("ConsentRefused", refused(REFUSED_AT)[1])
AGAIN = replace(REFUSAL, telling_id=TellingId(example_id(823)), refused_at=on(1))
AGREED = replace(CONSENT_RECORDED, given_at=on(1))
WORRY, IN_DANGER = worry(Situation.SOMEWHAT_WORRIED), worry(Situation.LIFE_IN_DANGER)
FOUND = found(RED, after(hours=1))
FELL = LevelDropConfirmed(
    case_id=CASE,
    child_id=CHILD,
    drop_id=DropId(example_id(824)),
    confirmed_by=FOUND.assessed_by,
    level=ORANGE,
)
GUARDIAN_MEANT = replace(LEAD_INVOLVED, involved=(Involved.GUARDIAN,), involved_ids=())
CARER_SAID = ConcernConflictKept(
    case_id=CASE, child_id=CHILD, kept=replace(WORRY, involved=(Involved.CARER,))
)
REFERS = replace(SUPPORTED, decision=PanelDecision.REFER)


def since(*facts: object) -> int | None:
    return refused_in_danger(enumerate(cast("tuple[ReferralsEvent, ...]", facts)))


def test_it_is_since_the_first_refusal_that_is_not_settled_at_red_or_with_a_life_in_danger() -> (
    None
):
    assert since(WORRY, FOUND, REFUSAL) == 2
    assert since(WORRY, FOUND, REFUSAL, AGAIN) == 2
    assert since(IN_DANGER, REFUSAL) == 1
    assert since(WORRY, REFUSAL, FOUND) == 1
    assert since(WORRY, REFUSAL) is None
    assert since(WORRY, FOUND) is None


@pytest.mark.parametrize(
    "fact",
    [ISSUED_ON_CONSENT, ISSUED_IN_DANGER, ESCORTED, SUPPORTED, PLANNED, WORSE],
    ids=lambda fact: type(fact).__name__,
)
def test_what_settles_a_refusal_stops_the_clock_of_the_talks_and_a_later_one_begins_anew(
    fact: Settling,
) -> None:
    assert since(WORRY, FOUND, REFUSAL, fact) is None
    anew = (replace(FOUND, assessed_at=on(1)), AGAIN)
    assert since(WORRY, FOUND, REFUSAL, fact, *anew) == 5
    steps = counted(*waiting(ORANGE), (REFUSED_AT, REFUSAL), (on(1), fact))
    assert (settles_refusal(fact), steps[Step.TALKED_AGAIN].is_running) == (True, False)


@pytest.mark.parametrize("fact", [REFERS, STEADY], ids=lambda fact: type(fact).__name__)
def test_a_panel_that_refers_and_a_steady_child_settle_none(fact: Settling) -> None:
    assert since(WORRY, FOUND, REFUSAL, fact) == 2
    steps = counted(*waiting(ORANGE), (REFUSED_AT, REFUSAL), (on(1), fact))
    assert (settles_refusal(fact), steps[Step.TALKED_AGAIN].is_running) == (False, True)


@pytest.mark.parametrize("fact", [AGREED, GUARDIAN_MEANT, CARER_SAID, FELL])
def test_agreement_a_suspect_and_a_milder_level_end_it(fact: object) -> None:
    assert since(WORRY, FOUND, REFUSAL, fact) is None


def test_one_of_whom_no_report_means_holds_on() -> None:
    sure = replace(REFUSAL, not_suspected=True)
    assert since(WORRY, FOUND, sure, GUARDIAN_MEANT) == 2
