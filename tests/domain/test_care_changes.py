"""What changes in an open care file: where the child lives, learns, and how closely to look."""

from dataclasses import replace
from datetime import date

import pytest

from domain.care.facts import (
    CareEvent,
    CareLevelAssessed,
    NotInSchoolReason,
    ResidenceRecorded,
    SchoolingRecorded,
)
from domain.care.rules import (
    Answer,
    assess_care_level,
    record_residence,
    record_schooling,
    require_open,
)
from domain.care.state import (
    NO_CARE_FILE,
    AssessCareLevel,
    Assessment,
    CareState,
    RecordResidence,
    RecordSchooling,
    Residence,
    Schooling,
    evolve,
    fold,
)
from domain.shared import PersonId
from tests.examples import (
    BORN_ON,
    CARE_FILE_OPENED,
    CHILD,
    OTHER_SCHOOL,
    OTHER_VILLAGE,
    RULES,
    SCHOOL_CLASS,
    SUPERVISOR,
    TEACHER,
    TODAY,
)
from tests.spec import Rule, Spec

CARE: Spec[CareState, CareEvent] = Spec(evolve, NO_CARE_FILE)

# ── residence ────────────────────────────────────────────────────────────────────────────────────

RECORD_RESIDENCE = RecordResidence(
    child_id=CHILD, residence=Residence(village_id=OTHER_VILLAGE, from_on=date(2026, 3, 5))
)
MOVED = ResidenceRecorded(child_id=CHILD, village_id=OTHER_VILLAGE, from_on=date(2026, 3, 5))


def moving(request: RecordResidence) -> Rule[CareState, CareEvent]:
    return lambda state: record_residence(state, request, born_on=BORN_ON, today=TODAY)


def test_a_child_who_moved_lives_elsewhere() -> None:
    CARE.given(CARE_FILE_OPENED).when(moving(RECORD_RESIDENCE)).then(MOVED)


def test_a_residence_without_a_file_is_refused() -> None:
    CARE.given().when(moving(RECORD_RESIDENCE)).then_refused("care_file_not_open")


@pytest.mark.parametrize(
    ("from_on", "code"),
    [(date(2026, 3, 11), "in_future"), (date(2015, 3, 11), "before_birth")],
)
def test_a_residence_on_an_impossible_day_is_refused(from_on: date, code: str) -> None:
    wrong = replace(
        RECORD_RESIDENCE, residence=Residence(village_id=OTHER_VILLAGE, from_on=from_on)
    )
    CARE.given(CARE_FILE_OPENED).when(moving(wrong)).then_refused(code, field="from_on")


def test_the_same_residence_sent_twice_is_recorded_once() -> None:
    CARE.given(CARE_FILE_OPENED, MOVED).when(moving(RECORD_RESIDENCE)).then_known(MOVED)


# ── schooling ────────────────────────────────────────────────────────────────────────────────────

RECORD_SCHOOLING = RecordSchooling(
    child_id=CHILD,
    schooling=Schooling(as_of_on=date(2026, 3, 5), school_id=OTHER_SCHOOL, boarding=True),
)
CHANGED_SCHOOL = SchoolingRecorded(
    child_id=CHILD, as_of_on=date(2026, 3, 5), school_id=OTHER_SCHOOL, boarding=True
)
DROPPED_OUT = NotInSchoolReason.DROPPED_OUT


def schooling(request: RecordSchooling) -> Rule[CareState, CareEvent]:
    return lambda state: record_schooling(state, request, born_on=BORN_ON, today=TODAY)


def test_a_child_who_changed_school_learns_elsewhere() -> None:
    CARE.given(CARE_FILE_OPENED).when(schooling(RECORD_SCHOOLING)).then(CHANGED_SCHOOL)


def test_a_schooling_without_a_file_is_refused() -> None:
    CARE.given().when(schooling(RECORD_SCHOOLING)).then_refused("care_file_not_open")


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        (Schooling(as_of_on=date(2026, 3, 11), school_id=OTHER_SCHOOL), "in_future", "as_of_on"),
        (Schooling(as_of_on=TODAY), "school_or_reason", "school_id"),
        (
            Schooling(as_of_on=TODAY, class_id=SCHOOL_CLASS, not_in_school_reason=DROPPED_OUT),
            "needs_school",
            "class_id",
        ),
        (
            Schooling(as_of_on=TODAY, boarding=False, not_in_school_reason=DROPPED_OUT),
            "needs_school",
            "boarding",
        ),
    ],
)
def test_a_schooling_whose_parts_disagree_is_refused(
    said: Schooling, code: str, field: str
) -> None:
    wrong = RecordSchooling(child_id=CHILD, schooling=said)
    CARE.given(CARE_FILE_OPENED).when(schooling(wrong)).then_refused(code, field=field)


def test_the_same_schooling_sent_twice_is_recorded_once() -> None:
    CARE.given(CARE_FILE_OPENED, CHANGED_SCHOOL).when(schooling(RECORD_SCHOOLING)).then_known(
        CHANGED_SCHOOL
    )


# ── care level ───────────────────────────────────────────────────────────────────────────────────

ASSESS_THREE = AssessCareLevel(
    child_id=CHILD,
    assessment=Assessment(
        level=3, basis="父亲已返乡。", assessed_on=date(2026, 3, 1), next_review_on=date(2026, 6, 8)
    ),
)
THREE_BY_TEACHER = CareLevelAssessed(
    child_id=CHILD,
    level=3,
    basis="父亲已返乡。",
    assessed_by=TEACHER,
    assessed_on=date(2026, 3, 1),
    next_review_on=date(2026, 6, 8),
)
FOUR_BY_TEACHER = replace(THREE_BY_TEACHER, level=4, basis="无人照护。")


def assessing(request: AssessCareLevel, by: PersonId = TEACHER) -> Rule[CareState, CareEvent]:
    def rule(state: CareState) -> Answer:
        return assess_care_level(state, request, by=by, today=TODAY, rules=RULES)

    return rule


def test_a_child_not_assessed_so_far_gets_a_level() -> None:
    CARE.given(CARE_FILE_OPENED).when(assessing(ASSESS_THREE)).then(THREE_BY_TEACHER)


def test_a_level_without_a_file_is_refused() -> None:
    CARE.given().when(assessing(ASSESS_THREE)).then_refused("care_file_not_open")


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        (replace(ASSESS_THREE.assessment, level=0), "unknown_level", "level"),
        (replace(ASSESS_THREE.assessment, level=6), "unknown_level", "level"),
        (replace(ASSESS_THREE.assessment, basis=""), "required", "basis"),
        (replace(ASSESS_THREE.assessment, basis="示" * 501), "too_long", "basis"),
        (replace(ASSESS_THREE.assessment, next_review_on=TODAY), "not_ahead", "next_review_on"),
    ],
)
def test_an_assessment_that_cannot_be_right_is_refused(
    said: Assessment, code: str, field: str
) -> None:
    wrong = AssessCareLevel(child_id=CHILD, assessment=said)
    CARE.given(CARE_FILE_OPENED).when(assessing(wrong)).then_refused(code, field=field)


def test_the_same_assessment_sent_twice_is_recorded_once() -> None:
    CARE.given(CARE_FILE_OPENED, THREE_BY_TEACHER).when(assessing(ASSESS_THREE)).then_known(
        THREE_BY_TEACHER
    )


def test_whoever_set_a_level_may_raise_it() -> None:
    higher = replace(ASSESS_THREE, assessment=replace(ASSESS_THREE.assessment, level=5))
    CARE.given(CARE_FILE_OPENED, FOUR_BY_TEACHER).when(assessing(higher)).then(
        replace(THREE_BY_TEACHER, level=5)
    )


def test_whoever_set_a_level_may_confirm_it() -> None:
    again = replace(ASSESS_THREE, assessment=replace(ASSESS_THREE.assessment, level=4))
    CARE.given(CARE_FILE_OPENED, FOUR_BY_TEACHER).when(assessing(again)).then(
        replace(THREE_BY_TEACHER, level=4)
    )


def test_whoever_set_a_level_may_not_lower_it_alone() -> None:
    CARE.given(CARE_FILE_OPENED, FOUR_BY_TEACHER).when(assessing(ASSESS_THREE)).then_refused(
        "lowering_needs_another_person"
    )


def test_a_second_person_may_lower_a_level() -> None:
    CARE.given(CARE_FILE_OPENED, FOUR_BY_TEACHER).when(assessing(ASSESS_THREE, by=SUPERVISOR)).then(
        replace(THREE_BY_TEACHER, assessed_by=SUPERVISOR)
    )


def test_an_open_file_says_how_it_was_opened() -> None:
    assert require_open(fold([CARE_FILE_OPENED])) == CARE_FILE_OPENED
