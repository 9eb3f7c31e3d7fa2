"""Where one guardian is kept from, refuses or is not reached it is said why no other is told."""

from dataclasses import replace

import pytest

from domain.referrals.facts import ReferralsEvent
from domain.referrals.family.guardian_facts import OtherGuardianReason
from domain.referrals.family.guardian_state import OmitOtherGuardian
from domain.referrals.family.other_guardian import omit_other_guardian
from domain.referrals.state import CaseState
from domain.shared import PersonId
from tests.case_examples import CASE, CONCERN, CRISIS_LEAD, DOCTOR, WITHDRAWN
from tests.domain.clocks.test_search_clock import NOT_TOLD
from tests.domain.referrals.test_guardians import (
    CASES,
    INFORMED,
    MEANT,
    NOT_REACHED,
    REFUSAL,
    WITHHELD,
)
from tests.spec import Rule

OMIT = OmitOtherGuardian(
    case_id=CASE, telling_id=NOT_TOLD.telling_id, reason=NOT_TOLD.reason, why=NOT_TOLD.why
)


def omitting(
    request: OmitOtherGuardian = OMIT, by: PersonId = CRISIS_LEAD
) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: omit_other_guardian(state, request, by=by)


@pytest.mark.parametrize("given", [(MEANT, WITHHELD), (CONCERN, NOT_REACHED), (CONCERN, REFUSAL)])
def test_beside_one_kept_from_refusing_or_not_reached_it_is_said_why_no_other_is_told(
    given: tuple[ReferralsEvent, ...],
) -> None:
    CASES.given(*given).when(omitting()).then(NOT_TOLD)


@pytest.mark.parametrize("reason", OtherGuardianReason)
def test_each_reason_is_recorded_with_its_words(reason: OtherGuardianReason) -> None:
    said = replace(NOT_TOLD, reason=reason)
    CASES.given(MEANT, WITHHELD).when(omitting(replace(OMIT, reason=reason))).then(said)
    without = omitting(replace(OMIT, reason=reason, why="  "))
    CASES.given(MEANT, WITHHELD).when(without).then_refused("required", field="why")


@pytest.mark.parametrize(
    "given", [(CONCERN,), (CONCERN, INFORMED), (CONCERN, NOT_REACHED, INFORMED)]
)
def test_where_no_guardian_is_missing_there_is_nothing_to_explain(
    given: tuple[ReferralsEvent, ...],
) -> None:
    CASES.given(*given).when(omitting()).then_refused("no_other_guardian_owed")


def test_the_same_twice_is_recorded_once_and_something_else_under_its_id_is_refused() -> None:
    said = CASES.given(MEANT, WITHHELD, NOT_TOLD)
    said.when(omitting()).then_known(NOT_TOLD)
    for other in (omitting(by=DOCTOR), omitting(replace(OMIT, why="住在外地。"))):
        said.when(other).then_refused("telling_already_recorded")
    tried = replace(OMIT, telling_id=NOT_REACHED.telling_id)
    CASES.given(CONCERN, NOT_REACHED).when(omitting(tried)).then_refused("telling_already_recorded")


def test_there_must_be_an_open_case() -> None:
    CASES.given().when(omitting()).then_refused("case_not_found")
    CASES.given(CONCERN, NOT_REACHED, WITHDRAWN).when(omitting()).then_refused("concern_withdrawn")
    CASES.given(MEANT, WITHHELD, NOT_TOLD, WITHDRAWN).when(omitting()).then_known(NOT_TOLD)
