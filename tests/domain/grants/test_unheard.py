"""Broken glass of which nobody could be told is told once, as soon as somebody is there."""

from dataclasses import replace

from domain.grants.facts import GlassBreakReviewed, GlassBreakTold, GrantsEvent, Verdict
from domain.grants.state import GrantsState
from domain.grants.telling import Told
from domain.grants.unheard import tell_late
from tests.domain.grants.examples import BROKEN, GLASS, GRANTS, HEAD, KEEPER, OFFICER, REQUESTED
from tests.examples import CHILD
from tests.spec import Rule

UNHEARD = replace(BROKEN, supervisor_ids=(), privacy_officer_ids=())
SOMEBODY = Told(supervisor_ids=(OFFICER,), privacy_officer_ids=(KEEPER,))
TOLD = GlassBreakTold(
    child_id=CHILD, grant_id=GLASS, supervisor_ids=(OFFICER,), privacy_officer_ids=(KEEPER,)
)
REVIEWED = GlassBreakReviewed(
    child_id=CHILD, grant_id=GLASS, reviewed_by=HEAD, verdict=Verdict.COMPLIANT
)


def telling(told: Told = SOMEBODY) -> Rule[GrantsState, GrantsEvent]:
    return lambda state: tell_late(state, GLASS, told)


def test_what_nobody_heard_of_is_told_to_whoever_is_there_at_last() -> None:
    GRANTS.given(UNHEARD).when(telling()).then(TOLD)


def test_it_is_told_once_whoever_else_comes_later() -> None:
    later = Told(supervisor_ids=(HEAD,))
    GRANTS.given(UNHEARD, TOLD).when(telling(later)).then_known(TOLD)


def test_while_nobody_is_there_it_goes_on_waiting() -> None:
    GRANTS.given(UNHEARD).when(telling(Told())).then_refused("nobody_to_tell")


def test_what_was_told_when_it_was_broken_or_is_reviewed_is_told_nobody_anew() -> None:
    GRANTS.given(BROKEN).when(telling()).then_refused("grant_already_over")
    GRANTS.given(UNHEARD, REVIEWED).when(telling()).then_refused("grant_already_over")


def test_a_request_is_no_broken_glass() -> None:
    GRANTS.given(REQUESTED).when(telling()).then_refused("grant_not_found")


def test_everybody_who_was_ever_told_counts_as_told() -> None:
    state = GRANTS.given(UNHEARD, TOLD).state
    assert state.told_of_glass(GLASS) == {OFFICER, KEEPER}
