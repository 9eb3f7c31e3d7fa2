"""A liaison without an account acts by link and code: one at a time, in one browser."""

from dataclasses import replace
from datetime import timedelta

from domain.referrals.facts import ReferralsEvent
from domain.referrals.hospital.liaison_facts import (
    LiaisonEnd,
    OutsideCodeRefused,
    OutsideLiaisonEnded,
    OutsideLiaisonEntered,
    OutsideLiaisonNamed,
)
from domain.referrals.hospital.liaison_state import NameLiaison
from domain.referrals.hospital.liaisons import acting, end_liaison, enter, name_liaison
from domain.referrals.rules import Answer
from domain.referrals.state import NO_CASE, CaseState, evolve
from domain.shared import PersonId
from tests.case_examples import (
    CASE,
    CONCERN,
    CRISIS_LEAD,
    HOSPITAL,
    ISSUED_IN_DANGER,
    OTHER_HOSPITAL,
    TAKEN,
    WITHDRAWN,
)
from tests.domain.referrals.test_aftercare import CLOSED
from tests.examples import CHILD, NOW, RULES, example_id
from tests.feedback_examples import RESTORED
from tests.hospital_examples import DECLINED, REROUTED
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
REFERRED = (CONCERN, TAKEN, ISSUED_IN_DANGER)
BEFORE: tuple[ReferralsEvent, ...] = REFERRED
OUTSIDE, ANOTHER = PersonId(example_id(951)), PersonId(example_id(952))
NURSE = NameLiaison(
    case_id=CASE,
    liaison_id=OUTSIDE,
    name="示例护士长",
    function="儿童心理门诊",
    phone="0775-0000000",
)
NAMED = OutsideLiaisonNamed(
    case_id=CASE,
    child_id=CHILD,
    liaison_id=OUTSIDE,
    hospital_id=HOSPITAL,
    named_by=CRISIS_LEAD,
    name="示例护士长",
    function="儿童心理门诊",
    phone="0775-0000000",
    code_digest="right",
    ends_at=NOW + timedelta(days=14),
)
ENTERED = OutsideLiaisonEntered(
    case_id=CASE, child_id=CHILD, liaison_id=OUTSIDE, browser_digest="browser"
)
REFUSED = OutsideCodeRefused(case_id=CASE, child_id=CHILD, liaison_id=OUTSIDE)
ENDED = OutsideLiaisonEnded(
    case_id=CASE,
    child_id=CHILD,
    liaison_id=OUTSIDE,
    reason=LiaisonEnd.WITHDRAWN,
    ended_by=CRISIS_LEAD,
)


def naming(request: NameLiaison = NURSE) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: name_liaison(
        state, request, by=CRISIS_LEAD, code_digest="right", now=NOW, rules=RULES
    )


def entering(
    code: str = "right", days: int = 0, browser: str = "browser"
) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: enter(
        state,
        OUTSIDE,
        code_digest=code,
        browser_digest=browser,
        now=NOW + timedelta(days=days),
        rules=RULES,
    )


def test_somebody_of_the_hospital_that_has_the_referral_is_named_once() -> None:
    CASES.given(*REFERRED).when(naming()).then(NAMED)
    CASES.given(*REFERRED, NAMED).when(naming()).then_known(NAMED)
    other = replace(NURSE, name="另一位")
    CASES.given(*REFERRED, NAMED).when(naming(other)).then_refused("liaison_already_named")


def test_whoever_is_named_next_ends_the_link_of_the_one_before() -> None:
    replaced = replace(ENDED, reason=LiaisonEnd.REPLACED)
    anew = replace(NAMED, liaison_id=ANOTHER)
    given = CASES.given(*REFERRED, NAMED, ENTERED)
    given.when(naming(replace(NURSE, liaison_id=ANOTHER))).then(replaced, anew)


def test_nobody_is_named_where_no_hospital_has_it_or_it_is_over_or_without_saying_who() -> None:
    CASES.given(CONCERN, TAKEN).when(naming()).then_refused("no_hospital_has_it")
    CASES.given(CONCERN, TAKEN, WITHDRAWN).when(naming()).then_refused("concern_withdrawn")
    unsaid = {
        "name": replace(NURSE, name=" "),
        "function": replace(NURSE, function=" "),
        "phone": replace(NURSE, phone=" "),
    }
    for field, request in unsaid.items():
        CASES.given(*REFERRED).when(naming(request)).then_refused("required", field=field)


def test_link_and_code_let_in_one_browser_until_the_day_is_over() -> None:
    CASES.given(*REFERRED, NAMED).when(entering()).then(ENTERED)
    came = CASES.given(*REFERRED, NAMED, ENTERED)
    came.when(entering()).then_known(ENTERED)
    came.when(entering(browser="another")).then_refused("outside_link_used")
    came.when(entering("wrong")).then_refused("outside_link_used")
    CASES.given(*REFERRED, NAMED).when(entering(days=14)).then_refused("outside_link_over")
    CASES.given(*REFERRED, NAMED, ENDED).when(entering()).then_refused("outside_link_over")
    CASES.given(*REFERRED).when(entering()).then_refused("outside_link_over")


def test_the_fifth_wrong_code_ends_the_link_whoever_typed_the_others() -> None:
    CASES.given(*REFERRED, NAMED).when(entering("wrong")).then(REFUSED)
    killed = replace(ENDED, reason=LiaisonEnd.WRONG_CODES, ended_by=None)
    four: tuple[ReferralsEvent, ...] = (*REFERRED, NAMED, *[REFUSED] * 4)
    CASES.given(*four).when(entering("wrong")).then(REFUSED, killed)
    CASES.given(*four, REFUSED, killed).when(entering()).then_refused("outside_link_over")


def test_a_link_of_a_referral_that_is_over_opens_nothing_not_even_the_next_to_that_hospital() -> (
    None
):
    later: tuple[tuple[ReferralsEvent, ...], ...] = (
        (DECLINED,),
        (DECLINED, REROUTED),
        (DECLINED, ISSUED_IN_DANGER),
    )
    for after in later:
        CASES.given(*BEFORE, NAMED, *after).when(entering()).then_refused("outside_link_over")
        came = CASES.given(*BEFORE, NAMED, ENTERED, *after).state
        hospital_id = came.issued.hospital_id if came.issued else None
        assert came.at_hospital.liaisons.acting(OUTSIDE, hospital_id, NOW) is None
    held = CASES.given(*REFERRED, NAMED, ENTERED).state.at_hospital.liaisons
    assert held.acting(OUTSIDE, HOSPITAL, NOW) is not None
    assert held.acting(OUTSIDE, OTHER_HOSPITAL, NOW) is None


def test_the_end_of_the_case_is_the_end_of_what_a_link_opens() -> None:
    assert acting(CASES.given(*REFERRED, NAMED, ENTERED).state, OUTSIDE, NOW) is not None
    for end in (WITHDRAWN, RESTORED, CLOSED):
        assert acting(CASES.given(*REFERRED, NAMED, ENTERED, end).state, OUTSIDE, NOW) is None
        CASES.given(*REFERRED, NAMED, end).when(entering()).then_refused("outside_link_over")


def test_a_link_is_taken_back_once() -> None:
    def ending(state: CaseState) -> Answer:
        return end_liaison(state, OUTSIDE, by=CRISIS_LEAD)

    CASES.given(*REFERRED, NAMED, ENTERED).when(ending).then(ENDED)
    CASES.given(*REFERRED).when(ending).then_refused("liaison_not_named")
