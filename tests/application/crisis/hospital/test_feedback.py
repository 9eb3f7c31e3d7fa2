"""What a hospital tells a school reaches whoever answers, and ends the case where all is well."""

import pytest

from application.crisis.reading.case_reading import case
from application.crisis.worries.own_concerns import own_concern
from domain.errors import NotPermitted, RuleBroken
from domain.referrals.hospital.feedback_facts import (
    CaseRestored,
    FeedbackAuthoriserNamed,
    Fitness,
    FunctionalFeedbackGiven,
)
from tests import examples as given
from tests.application.at_hospital import FEEDBACK, LET, fed_back, received, restored, seen
from tests.application.casework import CASE, REPORTER, asked, referred, reopen_casework
from tests.application.levels import assessed, dropping
from tests.application.telling import LEAD_TOLD, history_of, told_of_the_last
from tests.crisis import ADVISER, CRISIS_LEAD, HOSPITAL, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office


@pytest.fixture
def visited(founded_ledger: FoundedLedger) -> Office:
    """Bring the case to where the child came to the hospital, at a level."""
    office = reopen_casework(founded_ledger)
    referred(office)
    assessed(office)
    received(office)
    seen(office)
    return office


def test_feedback_is_recorded_once_with_who_let_it_and_told_to_whoever_answers(
    visited: Office,
) -> None:
    assert [fed_back(visited).fresh for _time in range(2)] == [True, False]
    assert [each.fact for each in history_of(visited).recorded[-2:]] == [
        FeedbackAuthoriserNamed(
            case_id=CASE, child_id=given.CHILD, feedback_id=FEEDBACK.feedback_id, name=LET.name
        ),
        FunctionalFeedbackGiven(
            case_id=CASE,
            child_id=given.CHILD,
            feedback_id=FEEDBACK.feedback_id,
            hospital_id=HOSPITAL,
            given_by=LIAISON,
            fitness=Fitness.FIT_TO_ATTEND,
            relation_code="52",
            is_guardian=False,
            means=LET.means,
            authorised_at=LET.authorised_at,
            not_suspected=False,
        ),
    ]
    heard, _nobody = told_of_the_last(visited, FunctionalFeedbackGiven)
    assert heard.addressees == (LEAD_TOLD,)
    for refused in (fed_back, restored):
        with pytest.raises(NotPermitted):
            refused(visited, by=CRISIS_LEAD)


def test_where_no_disorder_is_found_level_desk_and_clocks_are_clear_in_the_same_commit(
    visited: Office,
) -> None:
    health, clocks = visited.ledger.health, visited.ledger.clocks
    (before,) = health.page(CRISIS_LEAD, given.TODAY, limit=9).rows
    assert before.level is not None
    assert clocks.of_cases(CRISIS_LEAD, [CASE], given.TODAY)[CASE]
    assert [restored(visited).fresh for _time in range(2)] == [True, False]
    last = history_of(visited).recorded[-1]
    assert isinstance(last.fact, CaseRestored)
    assert visited.opened.projector.catch_up(wait_ms=5_000)
    for person in (CRISIS_LEAD, ADVISER, LIAISON):
        assert health.page(person, given.TODAY, limit=9).rows == ()
    assert clocks.of_cases(CRISIS_LEAD, [CASE], given.TODAY) == {}
    shown = case(visited.ledger, asked(CRISIS_LEAD))
    assert (shown.state.level, shown.state.restored) == (None, last.fact)
    assert own_concern(visited.ledger, asked(REPORTER)).is_over
    with pytest.raises(RuleBroken, match="case_restored"):
        dropping(visited, given.NOW)
