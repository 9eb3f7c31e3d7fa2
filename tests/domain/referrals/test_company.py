"""Somebody is physically with the child: another matter than who answers for the case."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.referrals.facts import Involved, ReferralsEvent
from domain.referrals.family.company import (
    Saying,
    accompany_child,
    end_accompanying,
    start_escort,
)
from domain.referrals.family.guardian_facts import (
    AccompanyingEnded,
    ChildAccompanied,
    EmergencyEscortStarted,
)
from domain.referrals.family.guardian_state import AccompanyChild, EndAccompanying, StartEscort
from domain.referrals.state import NO_CASE, CaseState, evolve, fold
from domain.shared import CompanyId, EscortId, PersonId
from tests.case_examples import (
    CASE,
    CONCERN,
    CRISIS_LEAD,
    DOCTOR,
    DUTY_OFFICER,
    HOSPITAL,
    TAKEN,
    WITHDRAWN,
)
from tests.examples import CHILD, NOW, RULES, example_id
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
MEANT = replace(CONCERN, involved=(Involved.CARER,))
WITH = AccompanyChild(
    case_id=CASE, company_id=CompanyId(example_id(824)), since_at=NOW, with_id=DOCTOR
)
GRANDMOTHER = replace(WITH, with_id=None, relation_code="62")
ACCOMPANIED = ChildAccompanied(
    case_id=CASE,
    child_id=CHILD,
    company_id=WITH.company_id,
    said_by=CRISIS_LEAD,
    since_at=NOW,
    with_id=DOCTOR,
)
BY_FAMILY = replace(ACCOMPANIED, with_id=None, relation_code="62")
ENDED = AccompanyingEnded(
    case_id=CASE,
    child_id=CHILD,
    company_id=WITH.company_id,
    said_by=CRISIS_LEAD,
    ended_at=NOW,
)
ESCORT = StartEscort(
    case_id=CASE,
    escort_id=EscortId(example_id(825)),
    escorted_by=DOCTOR,
    hospital_id=HOSPITAL,
    started_at=NOW,
    danger="站在楼顶。",
)
ESCORTED = EmergencyEscortStarted(
    case_id=CASE,
    child_id=CHILD,
    escort_id=ESCORT.escort_id,
    started_by=CRISIS_LEAD,
    escorted_by=DOCTOR,
    hospital_id=HOSPITAL,
    started_at=NOW,
    danger="站在楼顶。",
)


def saying(by: PersonId = CRISIS_LEAD) -> Saying:
    return Saying(by=by, now=NOW, kept_out=frozenset({DUTY_OFFICER}))


def accompanying(request: AccompanyChild = WITH) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: accompany_child(state, request, saying(), RULES)


def ending(at: datetime = NOW, by: PersonId = CRISIS_LEAD) -> Rule[CaseState, ReferralsEvent]:
    request = EndAccompanying(case_id=CASE, company_id=WITH.company_id, ended_at=at)
    return lambda state: end_accompanying(state, request, saying(by), RULES)


def escorting(request: StartEscort = ESCORT) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: start_escort(state, request, saying(), RULES)


def test_somebody_of_staff_or_of_the_family_is_with_the_child() -> None:
    CASES.given(CONCERN).when(accompanying()).then(ACCOMPANIED)
    CASES.given(CONCERN).when(accompanying(GRANDMOTHER)).then(BY_FAMILY)
    CASES.given(CONCERN, ACCOMPANIED).when(accompanying()).then_known(ACCOMPANIED)
    CASES.given(CONCERN, ACCOMPANIED).when(accompanying(GRANDMOTHER)).then_refused(
        "company_already_recorded"
    )


def test_that_a_case_is_taken_never_says_that_somebody_is_with_the_child_nor_the_reverse() -> None:
    assert fold((CONCERN, TAKEN)).at_school.family.company == ()
    assert fold((CONCERN, ACCOMPANIED)).owner_id is None
    assert fold((CONCERN, ACCOMPANIED, TAKEN)).at_school.family.company == (ACCOMPANIED,)
    assert fold((CONCERN, TAKEN, ACCOMPANIED, ENDED)).owner_id == CRISIS_LEAD


@pytest.mark.parametrize(
    "request_",
    [replace(WITH, relation_code="62"), replace(WITH, with_id=None)],
    ids=["both", "neither"],
)
def test_it_is_either_staff_or_family(request_: AccompanyChild) -> None:
    CASES.given(CONCERN).when(accompanying(request_)).then_refused(
        "staff_or_family", field="with_id"
    )


def test_nobody_who_may_be_involved_is_the_one_with_the_child() -> None:
    involved = replace(WITH, with_id=DUTY_OFFICER)
    CASES.given(CONCERN).when(accompanying(involved)).then_refused("may_not_accompany")
    CASES.given(MEANT).when(accompanying(GRANDMOTHER)).then_refused("guardian_may_be_suspected")
    made_sure = replace(GRANDMOTHER, not_suspected=True)
    CASES.given(MEANT).when(accompanying(made_sure)).then(replace(BY_FAMILY, not_suspected=True))
    escort = replace(ESCORT, escorted_by=DUTY_OFFICER)
    CASES.given(CONCERN).when(escorting(escort)).then_refused("may_not_accompany")


def test_what_cannot_be_is_refused() -> None:
    ahead = NOW + timedelta(minutes=6)
    CASES.given(CONCERN).when(accompanying(replace(WITH, since_at=ahead))).then_refused(
        "in_future", field="since_at"
    )
    CASES.given(CONCERN).when(accompanying(replace(GRANDMOTHER, relation_code="0"))).then_refused(
        "unknown_code", field="relation_code"
    )
    CASES.given(CONCERN).when(escorting(replace(ESCORT, danger=" "))).then_refused(
        "required", field="danger"
    )
    CASES.given(CONCERN).when(escorting(replace(ESCORT, started_at=ahead))).then_refused(
        "in_future", field="started_at"
    )


def test_company_ends_once_and_not_before_it_began() -> None:
    CASES.given(CONCERN).when(ending()).then_refused("company_not_found")
    given = CASES.given(CONCERN, ACCOMPANIED)
    given.when(ending()).then(ENDED)
    given.when(ending(NOW - timedelta(minutes=1))).then_refused("before_start", field="ended_at")
    given.when(ending(NOW + timedelta(minutes=6))).then_refused("in_future", field="ended_at")
    ended = CASES.given(CONCERN, ACCOMPANIED, ENDED)
    ended.when(ending(NOW + timedelta(minutes=1))).then_known(ENDED)
    ended.when(ending(by=DOCTOR)).then_refused("accompanying_already_ended")
    assert fold((CONCERN, ACCOMPANIED, ENDED)).at_school.family.company == ()


def test_an_escort_starts_at_once_without_anybody_having_taken_the_case_or_agreed() -> None:
    CASES.given(CONCERN).when(escorting()).then(ESCORTED)
    CASES.given(CONCERN, ESCORTED).when(escorting()).then_known(ESCORTED)
    CASES.given(CONCERN, ESCORTED).when(escorting(replace(ESCORT, danger="别的。"))).then_refused(
        "escort_already_recorded"
    )


def test_there_must_be_a_case_and_but_for_an_end_an_open_one() -> None:
    for rule in (accompanying(), escorting(), ending()):
        CASES.given().when(rule).then_refused("case_not_found")
    over = CASES.given(CONCERN, TAKEN, ACCOMPANIED, WITHDRAWN)
    over.when(accompanying(replace(WITH, company_id=CompanyId(example_id(826))))).then_refused(
        "concern_withdrawn"
    )
    over.when(escorting()).then_refused("concern_withdrawn")
    over.when(ending()).then(ENDED)
