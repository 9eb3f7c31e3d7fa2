"""A home visit: logged once however often it is sent, and kept whole when it comes differently."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from domain.errors import Invalid
from domain.shared import VisitId
from domain.visits.facts import (
    Area,
    ChildWordsRecorded,
    Grade,
    HomeVisit,
    HomeVisitConflictKept,
    HomeVisitLogged,
    Observation,
    Outcome,
    VisitsEvent,
)
from domain.visits.rules import Answer, is_late, log_home_visit
from domain.visits.state import (
    NO_VISITS,
    ChildOnFile,
    LogHomeVisit,
    VisitsState,
    evolve,
)
from tests.examples import (
    BORN_ON,
    CHILD,
    CHILD_WORDS,
    HOME_VISIT,
    NOW,
    RULES,
    VISIT_ID,
    example_id,
)
from tests.spec import Rule, Spec

VISITS: Spec[VisitsState, VisitsEvent] = Spec(evolve, NO_VISITS)

LOG_VISIT = LogHomeVisit(
    child_id=CHILD, visit_id=VISIT_ID, visit=HOME_VISIT, words=f" {CHILD_WORDS} "
)
VISIT_LOGGED = HomeVisitLogged(child_id=CHILD, visit_id=VISIT_ID, visit=HOME_VISIT)
WORDS_RECORDED = ChildWordsRecorded(child_id=CHILD, visit_id=VISIT_ID, words=CHILD_WORDS)

SHORTER = replace(HOME_VISIT, minutes=20)
CONFLICT_KEPT = HomeVisitConflictKept(child_id=CHILD, visit_id=VISIT_ID, visit=SHORTER)
CONFLICTING_WORDS = replace(WORDS_RECORDED, with_conflict=True)


def logging(request: LogHomeVisit, *, file_is_open: bool = True) -> Rule[VisitsState, VisitsEvent]:
    def rule(state: VisitsState) -> Answer:
        child = ChildOnFile(born_on=BORN_ON, file_is_open=file_is_open)
        return log_home_visit(state, request, child=child, now=NOW, rules=RULES)

    return rule


# ── allowed ──────────────────────────────────────────────────────────────────────────────────────


def test_a_visit_is_logged_and_the_childs_words_are_a_fact_apart() -> None:
    VISITS.given().when(logging(LOG_VISIT)).then(VISIT_LOGGED, WORDS_RECORDED)


@pytest.mark.parametrize("blank", [None, "", " \n "])
def test_a_visit_without_words_is_one_fact(blank: str | None) -> None:
    VISITS.given().when(logging(replace(LOG_VISIT, words=blank))).then(VISIT_LOGGED)


def test_a_visit_that_met_nobody_is_logged_too() -> None:
    not_at_home = HomeVisit(
        visited_by=HOME_VISIT.visited_by,
        started_at=HOME_VISIT.started_at,
        means=HOME_VISIT.means,
        outcome=Outcome.NOT_AT_HOME,
        child_seen=False,
        spoke_alone=False,
        carer_seen=False,
    )
    VISITS.given().when(logging(replace(LOG_VISIT, visit=not_at_home, words=None))).then(
        replace(VISIT_LOGGED, visit=not_at_home)
    )


def test_a_visit_stopped_for_safety_may_have_met_the_child() -> None:
    stopped = replace(HOME_VISIT, outcome=Outcome.STOPPED_FOR_SAFETY)
    VISITS.given().when(logging(replace(LOG_VISIT, visit=stopped, words=None))).then(
        replace(VISIT_LOGGED, visit=stopped)
    )


def test_a_visit_is_kept_in_utc_with_its_note_trimmed() -> None:
    beijing = timezone(timedelta(hours=8))
    typed = replace(
        HOME_VISIT,
        started_at=datetime(2026, 3, 9, 16, 0, tzinfo=beijing),
        note=" 奶奶身体还好。\r\n",
    )
    answer = logging(replace(LOG_VISIT, visit=typed, words=None))(NO_VISITS)
    assert answer == (VISIT_LOGGED,)
    assert isinstance(answer, tuple)
    assert isinstance(answer[0], HomeVisitLogged)
    assert answer[0].visit.started_at.tzinfo is UTC


def test_a_phone_whose_clock_runs_a_little_ahead_may_log() -> None:
    ahead = replace(HOME_VISIT, started_at=NOW + timedelta(minutes=5))
    VISITS.given().when(logging(replace(LOG_VISIT, visit=ahead, words=None))).then(
        replace(VISIT_LOGGED, visit=ahead)
    )


def test_another_visit_stands_beside_the_first() -> None:
    second = VisitId(example_id(699))
    VISITS.given(VISIT_LOGGED, WORDS_RECORDED).when(
        logging(replace(LOG_VISIT, visit_id=second))
    ).then(replace(VISIT_LOGGED, visit_id=second), replace(WORDS_RECORDED, visit_id=second))


# ── refused ──────────────────────────────────────────────────────────────────────────────────────


def test_a_visit_without_an_open_file_is_refused() -> None:
    VISITS.given().when(logging(LOG_VISIT, file_is_open=False)).then_refused("care_file_not_open")


REFUSED = replace(
    HOME_VISIT, outcome=Outcome.REFUSED, child_seen=False, spoke_alone=False, observations=()
)


@pytest.mark.parametrize(
    ("visit", "code", "field"),
    [
        (
            replace(HOME_VISIT, started_at=NOW + timedelta(minutes=5, seconds=1)),
            "in_future",
            "started_at",
        ),
        (
            replace(HOME_VISIT, started_at=datetime(2015, 3, 11, 15, 0, tzinfo=UTC)),
            "before_birth",
            "started_at",
        ),
        (replace(HOME_VISIT, minutes=0), "minutes_out_of_range", "minutes"),
        (replace(HOME_VISIT, minutes=601), "minutes_out_of_range", "minutes"),
        (replace(HOME_VISIT, next_visit_on=date(2026, 3, 9)), "not_ahead", "next_visit_on"),
        (replace(HOME_VISIT, child_seen=False), "child_was_not_seen", "spoke_alone"),
        (replace(REFUSED, child_seen=True), "child_was_not_met", "child_seen"),
        (replace(REFUSED, spoke_alone=True), "child_was_not_met", "spoke_alone"),
        (REFUSED, "child_was_not_met", "words"),
        (
            replace(
                HOME_VISIT,
                observations=(
                    Observation(area=Area.MOOD, grade=Grade.GOOD),
                    Observation(area=Area.MOOD, grade=Grade.WORRYING),
                ),
            ),
            "stated_twice",
            "observations",
        ),
        (replace(HOME_VISIT, note="示" * 2001), "too_long", "note"),
    ],
)
def test_a_visit_that_cannot_be_is_refused(visit: HomeVisit, code: str, field: str) -> None:
    VISITS.given().when(logging(replace(LOG_VISIT, visit=visit))).then_refused(code, field=field)


def test_a_time_without_a_zone_is_refused() -> None:
    naive = replace(HOME_VISIT, started_at=HOME_VISIT.started_at.replace(tzinfo=None))
    with pytest.raises(Invalid, match="time_without_zone"):
        logging(replace(LOG_VISIT, visit=naive))(NO_VISITS)


# ── sent again ───────────────────────────────────────────────────────────────────────────────────


def test_the_same_visit_sent_twice_is_logged_once() -> None:
    VISITS.given(VISIT_LOGGED, WORDS_RECORDED).when(logging(LOG_VISIT)).then_known(
        VISIT_LOGGED, WORDS_RECORDED
    )


def test_the_same_visit_is_known_even_when_the_file_was_closed_since() -> None:
    VISITS.given(VISIT_LOGGED, WORDS_RECORDED).when(
        logging(LOG_VISIT, file_is_open=False)
    ).then_known(VISIT_LOGGED, WORDS_RECORDED)


def test_the_same_visit_with_other_content_is_kept_beside_the_first() -> None:
    other = replace(LOG_VISIT, visit=SHORTER)
    VISITS.given(VISIT_LOGGED, WORDS_RECORDED).when(logging(other, file_is_open=False)).then(
        CONFLICT_KEPT, CONFLICTING_WORDS
    )


def test_the_same_visit_without_its_words_is_kept_beside_the_first() -> None:
    VISITS.given(VISIT_LOGGED, WORDS_RECORDED).when(logging(replace(LOG_VISIT, words=None))).then(
        replace(CONFLICT_KEPT, visit=HOME_VISIT)
    )


def test_a_conflict_sent_twice_is_kept_once() -> None:
    other = replace(LOG_VISIT, visit=SHORTER)
    VISITS.given(VISIT_LOGGED, WORDS_RECORDED, CONFLICT_KEPT, CONFLICTING_WORDS).when(
        logging(other)
    ).then_known(CONFLICT_KEPT, CONFLICTING_WORDS, conflicts=True)


def test_words_belong_to_the_conflict_they_came_with() -> None:
    without_words = replace(CONFLICT_KEPT, visit=HOME_VISIT)
    history = (VISIT_LOGGED, WORDS_RECORDED, without_words, CONFLICT_KEPT, CONFLICTING_WORDS)
    VISITS.given(*history).when(logging(replace(LOG_VISIT, words=None))).then_known(
        without_words, conflicts=True
    )
    VISITS.given(*history).when(logging(replace(LOG_VISIT, visit=SHORTER))).then_known(
        CONFLICT_KEPT, CONFLICTING_WORDS, conflicts=True
    )


def test_a_conflict_that_cannot_be_is_refused() -> None:
    wrong = replace(LOG_VISIT, visit=replace(HOME_VISIT, minutes=0))
    VISITS.given(VISIT_LOGGED, WORDS_RECORDED).when(logging(wrong)).then_refused(
        "minutes_out_of_range", field="minutes"
    )


# ── late ─────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_learned_more_than_a_day_later_is_late() -> None:
    assert not is_late(NOW - timedelta(hours=24), NOW, RULES)
    assert is_late(NOW - timedelta(hours=24, seconds=1), NOW, RULES)
