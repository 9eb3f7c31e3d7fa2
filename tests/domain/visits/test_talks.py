"""A talk: logged once, kept when it differs, corrected whole; its notes are a fact apart."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.visits.facts import (
    Outcome,
    Talk,
    TalkConflictKept,
    TalkCorrected,
    TalkLogged,
    TalkNotesRecorded,
    VisitsEvent,
)
from domain.visits.rules import Answer, correct_talk, log_talk
from domain.visits.state import (
    NO_VISITS,
    ChildOnFile,
    CorrectTalk,
    LogTalk,
    VisitsState,
    evolve,
)
from tests.examples import (
    BORN_ON,
    CHILD,
    CORRECTION_ID,
    NOW,
    RULES,
    TALK,
    TALK_ID,
    TALK_NOTES,
)
from tests.spec import Rule, Spec

TALKS: Spec[VisitsState, VisitsEvent] = Spec(evolve, NO_VISITS)

LOG_TALK = LogTalk(child_id=CHILD, talk_id=TALK_ID, talk=TALK, notes=f" {TALK_NOTES} ")
TALK_LOGGED = TalkLogged(child_id=CHILD, talk_id=TALK_ID, talk=TALK)
NOTES_RECORDED = TalkNotesRecorded(child_id=CHILD, talk_id=TALK_ID, notes=TALK_NOTES)

LONGER = replace(TALK, minutes=30)
CONFLICT_KEPT = TalkConflictKept(child_id=CHILD, talk_id=TALK_ID, talk=LONGER)
CONFLICTING_NOTES = replace(NOTES_RECORDED, with_conflict=True)

CORRECT_TALK = CorrectTalk(
    child_id=CHILD,
    talk_id=TALK_ID,
    correction_id=CORRECTION_ID,
    talk=LONGER,
    why="时间记错了。",
    notes=TALK_NOTES,
)
TALK_CORRECTED = TalkCorrected(
    child_id=CHILD,
    talk_id=TALK_ID,
    correction_id=CORRECTION_ID,
    talk=LONGER,
    why="时间记错了。",
)
CORRECTED_NOTES = replace(NOTES_RECORDED, correction_id=CORRECTION_ID)


def child(*, file_is_open: bool = True) -> ChildOnFile:
    return ChildOnFile(born_on=BORN_ON, file_is_open=file_is_open)


def logging(request: LogTalk, *, file_is_open: bool = True) -> Rule[VisitsState, VisitsEvent]:
    def rule(state: VisitsState) -> Answer:
        return log_talk(
            state, request, child=child(file_is_open=file_is_open), now=NOW, rules=RULES
        )

    return rule


def correcting(request: CorrectTalk) -> Rule[VisitsState, VisitsEvent]:
    return lambda state: correct_talk(state, request, child=child(), now=NOW, rules=RULES)


def test_a_talk_is_logged_and_its_notes_are_a_fact_apart() -> None:
    TALKS.given().when(logging(LOG_TALK)).then(TALK_LOGGED, NOTES_RECORDED)


def test_a_talk_without_notes_is_one_fact() -> None:
    TALKS.given().when(logging(replace(LOG_TALK, notes=" "))).then(TALK_LOGGED)


def test_a_talk_that_was_refused_is_logged_too() -> None:
    refused = replace(TALK, outcome=Outcome.REFUSED, topics=(), mood=None, minutes=None)
    TALKS.given().when(logging(replace(LOG_TALK, talk=refused, notes=None))).then(
        replace(TALK_LOGGED, talk=refused)
    )


def test_a_talk_without_an_open_file_is_refused() -> None:
    TALKS.given().when(logging(LOG_TALK, file_is_open=False)).then_refused("care_file_not_open")


@pytest.mark.parametrize(
    ("talk", "code", "field"),
    [
        (replace(TALK, started_at=NOW + timedelta(minutes=6)), "in_future", "started_at"),
        (
            replace(TALK, started_at=datetime(2015, 3, 11, 15, 0, tzinfo=UTC)),
            "before_birth",
            "started_at",
        ),
        (replace(TALK, minutes=601), "minutes_out_of_range", "minutes"),
        (replace(TALK, next_talk_on=date(2026, 3, 9)), "not_ahead", "next_talk_on"),
        (replace(TALK, outcome=Outcome.NOT_AT_HOME), "child_was_not_met", "topics"),
        (replace(TALK, outcome=Outcome.NOT_AT_HOME, topics=()), "child_was_not_met", "mood"),
    ],
)
def test_a_talk_that_cannot_be_is_refused(talk: Talk, code: str, field: str) -> None:
    TALKS.given().when(logging(replace(LOG_TALK, talk=talk))).then_refused(code, field=field)


def test_the_same_talk_sent_twice_is_logged_once() -> None:
    TALKS.given(TALK_LOGGED, NOTES_RECORDED).when(logging(LOG_TALK)).then_known(
        TALK_LOGGED, NOTES_RECORDED
    )


def test_the_same_talk_with_other_content_is_kept_beside_the_first() -> None:
    TALKS.given(TALK_LOGGED, NOTES_RECORDED).when(logging(replace(LOG_TALK, talk=LONGER))).then(
        CONFLICT_KEPT, CONFLICTING_NOTES
    )


def test_a_conflict_sent_twice_is_kept_once() -> None:
    TALKS.given(TALK_LOGGED, NOTES_RECORDED, CONFLICT_KEPT, CONFLICTING_NOTES).when(
        logging(replace(LOG_TALK, talk=LONGER))
    ).then_known(CONFLICT_KEPT, CONFLICTING_NOTES, conflicts=True)


def test_a_talk_is_corrected_with_the_reason() -> None:
    TALKS.given(TALK_LOGGED, NOTES_RECORDED).when(correcting(CORRECT_TALK)).then(
        TALK_CORRECTED, CORRECTED_NOTES
    )


def test_a_correction_without_notes_leaves_them_as_they_are() -> None:
    TALKS.given(TALK_LOGGED, NOTES_RECORDED).when(
        correcting(replace(CORRECT_TALK, notes=None))
    ).then(TALK_CORRECTED)


def test_a_talk_that_does_not_exist_is_not_corrected() -> None:
    TALKS.given().when(correcting(CORRECT_TALK)).then_refused("talk_not_found")


def test_a_correction_without_a_reason_is_refused() -> None:
    TALKS.given(TALK_LOGGED).when(correcting(replace(CORRECT_TALK, why=""))).then_refused(
        "required", field="why"
    )


def test_a_correction_that_cannot_be_is_refused() -> None:
    wrong = replace(CORRECT_TALK, talk=replace(TALK, minutes=0))
    TALKS.given(TALK_LOGGED).when(correcting(wrong)).then_refused(
        "minutes_out_of_range", field="minutes"
    )


def test_the_same_correction_sent_twice_is_recorded_once() -> None:
    TALKS.given(TALK_LOGGED, NOTES_RECORDED, TALK_CORRECTED, CORRECTED_NOTES).when(
        correcting(CORRECT_TALK)
    ).then_known(TALK_CORRECTED, CORRECTED_NOTES)


def test_another_correction_of_the_same_id_is_refused() -> None:
    TALKS.given(TALK_LOGGED, TALK_CORRECTED, CORRECTED_NOTES).when(
        correcting(replace(CORRECT_TALK, notes=None))
    ).then_refused("correction_already_recorded")
