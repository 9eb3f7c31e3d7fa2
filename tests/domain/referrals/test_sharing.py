"""A family that lets nothing be shared with hospitals any more, and what that changes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import RuleBroken
from domain.referrals.facts import ReferralsEvent, Situation
from domain.referrals.family.guardian_facts import GuardianNotificationWithheld, WithholdingReason
from domain.referrals.hospital.sending import IssueReferral
from domain.referrals.hospital.sharing import (
    NoToSharing,
    agreed_since,
    is_withheld,
    require_handing,
    require_shared,
)
from domain.referrals.state import CaseState, fold
from domain.shared import ReferralId
from tests.case_examples import (
    CASE,
    CONCERN,
    CONSENT,
    CONSENT_RECORDED,
    CRISIS_LEAD,
    GIVEN_AT,
    GIVER_NAMED,
    HOSPITAL,
    ISSUED_IN_DANGER,
    ISSUED_ON_CONSENT,
    TAKEN,
)
from tests.examples import CHILD, example_id
from tests.level_examples import FOUND_RED

BEFORE = NoToSharing(said_at=GIVEN_AT - timedelta(hours=1), agreed_before=frozenset())
AFTER = NoToSharing(said_at=GIVEN_AT + timedelta(hours=1), agreed_before=frozenset({CONSENT}))
LATER_IN_THAT_MINUTE = replace(AFTER, said_at=GIVEN_AT + timedelta(seconds=20))
EARLIER_IN_THAT_MINUTE = replace(BEFORE, said_at=LATER_IN_THAT_MINUTE.said_at)
AGREED = (CONCERN, TAKEN, GIVER_NAMED, CONSENT_RECORDED, ISSUED_ON_CONSENT)
FAMILY_MEANT = GuardianNotificationWithheld(
    case_id=CASE,
    child_id=CHILD,
    withheld_by=CRISIS_LEAD,
    reason=WithholdingReason.SUSPECTED_OF_HARM,
    why="身上有伤。",
)
EARLIER = IssueReferral(
    case_id=CASE,
    hospital_id=HOSPITAL,
    referral_id=ReferralId(example_id(871)),
    consent_id=CONSENT,
)
IN_DANGER = replace(EARLIER, consent_id=None, danger="他在楼顶。")


def case(*facts: ReferralsEvent) -> CaseState:
    return fold((*AGREED, *facts))


def test_what_rests_on_a_consent_from_before_is_withheld_and_on_a_later_one_is_not() -> None:
    assert is_withheld(case(), AFTER)
    assert not is_withheld(case(), BEFORE)
    assert (agreed_since(case(), AFTER), agreed_since(case(), BEFORE)) == (False, True)


@pytest.mark.parametrize("facts", [(ISSUED_IN_DANGER,), (FOUND_RED,), (FAMILY_MEANT,)])
def test_in_danger_at_red_and_where_the_family_may_be_meant_nothing_is_withheld(
    facts: tuple[ReferralsEvent, ...],
) -> None:
    assert not is_withheld(case(*facts), AFTER)


def test_a_life_said_to_be_in_danger_waits_for_no_assessment() -> None:
    grave = replace(CONCERN, situation=Situation.LIFE_IN_DANGER)
    assert not is_withheld(fold((grave, *AGREED[1:])), AFTER)


def test_where_nobody_said_no_or_no_hospital_has_it_nothing_is_withheld() -> None:
    assert not is_withheld(case(), None)
    assert not is_withheld(fold((CONCERN, TAKEN)), AFTER)


def test_nobody_is_referred_on_an_older_consent_and_anybody_in_danger() -> None:
    with pytest.raises(RuleBroken, match="sharing_with_hospital_ended"):
        require_shared(case(), EARLIER, AFTER)
    allowed = (
        (case(), EARLIER, BEFORE),
        (case(), IN_DANGER, AFTER),
        (case(FOUND_RED), EARLIER, AFTER),
    )
    for state, request, said in allowed:
        require_shared(state, request, said)
    assert not is_withheld(case(FOUND_RED), AFTER)


def test_nobody_else_of_the_hospital_is_let_in() -> None:
    with pytest.raises(RuleBroken, match="sharing_with_hospital_ended"):
        require_handing(case(), AFTER)


def test_of_two_answers_of_one_minute_the_one_that_was_learned_last_counts() -> None:
    assert not agreed_since(case(), LATER_IN_THAT_MINUTE)
    assert agreed_since(case(), EARLIER_IN_THAT_MINUTE)
    assert (is_withheld(case(), LATER_IN_THAT_MINUTE), is_withheld(case(), BEFORE)) == (True, False)
    with pytest.raises(RuleBroken, match="sharing_with_hospital_ended"):
        require_shared(case(), EARLIER, LATER_IN_THAT_MINUTE)
    require_shared(case(), EARLIER, EARLIER_IN_THAT_MINUTE)


def test_what_was_learned_last_counts_within_a_minute_alone() -> None:
    late = replace(AFTER, agreed_before=frozenset())
    early = replace(BEFORE, agreed_before=frozenset({CONSENT}))
    assert (agreed_since(case(), late), agreed_since(case(), early)) == (False, True)
