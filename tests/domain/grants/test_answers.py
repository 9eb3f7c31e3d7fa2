"""What was decided is new to whoever asked until they opened it, each decision once."""

from dataclasses import replace

import pytest

from domain.grants.answers import see_answer
from domain.grants.facts import (
    AccessDenied,
    AccessRevoked,
    AnswerSeen,
    DenialReason,
    GlassBreakReviewed,
    GrantsEvent,
    RevocationReason,
    Verdict,
)
from domain.grants.state import GrantsState
from domain.shared import GrantId, PersonId
from tests.domain.grants.examples import (
    APPROVED,
    BROKEN,
    DOCTOR,
    GLASS,
    GRANT,
    GRANTS,
    HEAD,
    REQUESTED,
)
from tests.examples import CHILD
from tests.spec import Rule

SEEN = AnswerSeen(child_id=CHILD, grant_id=GRANT, person_id=DOCTOR)
DENIED = AccessDenied(
    child_id=CHILD, grant_id=GRANT, denied_by=HEAD, reason=DenialReason.NOT_NEEDED
)
REVOKED = AccessRevoked(
    child_id=CHILD, grant_id=GRANT, revoked_by=HEAD, reason=RevocationReason.MISUSED
)
GIVEN_BACK = replace(REVOKED, revoked_by=DOCTOR, reason=RevocationReason.GIVEN_BACK)
REVIEWED = GlassBreakReviewed(
    child_id=CHILD, grant_id=GLASS, reviewed_by=HEAD, verdict=Verdict.COMPLIANT
)


def seeing(grant_id: GrantId = GRANT, by: PersonId = DOCTOR) -> Rule[GrantsState, GrantsEvent]:
    return lambda state: see_answer(state, grant_id, by=by)


@pytest.mark.parametrize("decisions", [(APPROVED,), (DENIED,), (APPROVED, SEEN, REVOKED)])
def test_each_decision_of_somebody_else_is_opened_once(decisions: tuple[GrantsEvent, ...]) -> None:
    GRANTS.given(REQUESTED, *decisions).when(seeing()).then(SEEN)
    GRANTS.given(REQUESTED, *decisions, SEEN).when(seeing()).then_known(SEEN)


def test_a_review_is_opened_by_whoever_broke_the_glass() -> None:
    GRANTS.given(BROKEN, REVIEWED).when(seeing(GLASS)).then(replace(SEEN, grant_id=GLASS))


def test_what_waits_what_one_gave_back_and_what_is_somebody_elses_is_no_answer() -> None:
    GRANTS.given(REQUESTED).when(seeing()).then_refused("grant_not_found")
    GRANTS.given(REQUESTED, APPROVED, GIVEN_BACK).when(seeing()).then_refused("grant_not_found")
    GRANTS.given(REQUESTED, APPROVED).when(seeing(by=HEAD)).then_refused("grant_not_found")
