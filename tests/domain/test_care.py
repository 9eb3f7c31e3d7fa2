"""Opening a care file with all its sections, once for each child."""

from dataclasses import replace
from datetime import date

import pytest

from domain.care.facts import (
    CareEvent,
    Category,
    Evidence,
    NotInSchoolReason,
    ResidenceRecorded,
    SchoolingRecorded,
    Standard,
    StatedBy,
)
from domain.care.rules import Answer, open_care_file
from domain.care.state import (
    NO_CARE_FILE,
    Assessment,
    CareState,
    OpenCareFile,
    Residence,
    Schooling,
    StatedCategory,
    evolve,
)
from tests.examples import (
    BORN_ON,
    CARE_FILE_OPENED,
    CHILD,
    LEFT_BEHIND_STATED,
    LEVEL_ASSESSED,
    POOR_FAMILY_STATED,
    RESIDENCE_RECORDED,
    RULES,
    SCHOOL,
    SCHOOL_CLASS,
    SCHOOLING_RECORDED,
    TEACHER,
    TODAY,
    VILLAGE,
)
from tests.spec import Rule, Spec

CARE: Spec[CareState, CareEvent] = Spec(evolve, NO_CARE_FILE)

LEFT_BEHIND = StatedCategory(
    category=Category.LEFT_BEHIND,
    standard=Standard.SCHOOL_REGISTER,
    stated_by=StatedBy.SCHOOL,
    evidence=Evidence.HOME_VISIT,
    from_on=date(2025, 9, 1),
)
POOR_FAMILY = StatedCategory(
    category=Category.POOR_FAMILY,
    standard=Standard.CIVIL_AFFAIRS,
    stated_by=StatedBy.VILLAGE,
    evidence=Evidence.REGISTER_ENTRY,
    from_on=date(2024, 1, 1),
)
OPEN_CARE_FILE = OpenCareFile(
    child_id=CHILD,
    organisation_id=SCHOOL,
    opened_on=date(2026, 3, 2),
    residence=Residence(village_id=VILLAGE, from_on=date(2020, 1, 1)),
    schooling=Schooling(
        as_of_on=date(2026, 2, 20), school_id=SCHOOL, class_id=SCHOOL_CLASS, boarding=False
    ),
    categories=(LEFT_BEHIND, POOR_FAMILY),
    assessment=Assessment(
        level=4,
        basis=" 祖母年迈,无人辅导。 ",
        assessed_on=date(2026, 3, 1),
        next_review_on=date(2026, 4, 1),
    ),
)

OPENING: tuple[CareEvent, ...] = (
    CARE_FILE_OPENED,
    RESIDENCE_RECORDED,
    SCHOOLING_RECORDED,
    LEFT_BEHIND_STATED,
    POOR_FAMILY_STATED,
)


def opening(request: OpenCareFile, born_on: date | None = BORN_ON) -> Rule[CareState, CareEvent]:
    def rule(state: CareState) -> Answer:
        return open_care_file(state, request, by=TEACHER, born_on=born_on, today=TODAY, rules=RULES)

    return rule


def test_a_file_is_opened_with_every_section_in_a_fixed_order() -> None:
    CARE.given().when(opening(OPEN_CARE_FILE)).then(*OPENING, LEVEL_ASSESSED)


def test_a_child_not_assessed_yet_has_a_file_without_a_level() -> None:
    CARE.given().when(opening(replace(OPEN_CARE_FILE, assessment=None))).then(*OPENING)


def test_a_child_in_no_school_has_a_reason_instead() -> None:
    not_in_school = Schooling(
        as_of_on=date(2026, 2, 20), not_in_school_reason=NotInSchoolReason.DROPPED_OUT
    )
    CARE.given().when(
        opening(replace(OPEN_CARE_FILE, schooling=not_in_school, assessment=None))
    ).then(
        CARE_FILE_OPENED,
        RESIDENCE_RECORDED,
        SchoolingRecorded(
            child_id=CHILD,
            as_of_on=date(2026, 2, 20),
            not_in_school_reason=NotInSchoolReason.DROPPED_OUT,
        ),
        LEFT_BEHIND_STATED,
        POOR_FAMILY_STATED,
    )


def test_since_when_the_child_lives_there_may_be_unknown() -> None:
    since_unknown = replace(OPEN_CARE_FILE, residence=Residence(village_id=VILLAGE))
    CARE.given().when(opening(since_unknown)).then(
        CARE_FILE_OPENED,
        ResidenceRecorded(child_id=CHILD, village_id=VILLAGE),
        *OPENING[2:],
        LEVEL_ASSESSED,
    )


def test_one_category_may_hold_by_two_standards() -> None:
    by_civil_affairs = replace(LEFT_BEHIND, standard=Standard.CIVIL_AFFAIRS)
    both = replace(OPEN_CARE_FILE, categories=(LEFT_BEHIND, by_civil_affairs), assessment=None)
    CARE.given().when(opening(both)).then(
        *OPENING[:4], replace(LEFT_BEHIND_STATED, standard=Standard.CIVIL_AFFAIRS)
    )


def test_a_file_for_a_child_who_is_not_registered_is_refused() -> None:
    CARE.given().when(opening(OPEN_CARE_FILE, born_on=None)).then_refused("child_not_registered")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        (replace(OPEN_CARE_FILE, opened_on=date(2026, 3, 11)), "in_future", "opened_on"),
        (replace(OPEN_CARE_FILE, opened_on=date(2015, 3, 11)), "before_birth", "opened_on"),
        (
            replace(
                OPEN_CARE_FILE,
                residence=Residence(village_id=VILLAGE, from_on=date(2026, 3, 11)),
            ),
            "in_future",
            "residence_from_on",
        ),
        (
            replace(OPEN_CARE_FILE, schooling=Schooling(as_of_on=TODAY)),
            "school_or_reason",
            "school_id",
        ),
        (
            replace(
                OPEN_CARE_FILE,
                schooling=replace(
                    OPEN_CARE_FILE.schooling, not_in_school_reason=NotInSchoolReason.FINISHED
                ),
            ),
            "school_or_reason",
            "school_id",
        ),
        (
            replace(
                OPEN_CARE_FILE,
                schooling=replace(OPEN_CARE_FILE.schooling, as_of_on=date(2015, 3, 11)),
            ),
            "before_birth",
            "as_of_on",
        ),
        (replace(OPEN_CARE_FILE, categories=()), "required", "categories"),
        (
            replace(
                OPEN_CARE_FILE,
                categories=(LEFT_BEHIND, replace(LEFT_BEHIND, stated_by=StatedBy.GUARDIAN)),
            ),
            "stated_twice",
            "categories",
        ),
        (
            replace(OPEN_CARE_FILE, categories=(replace(LEFT_BEHIND, from_on=date(2026, 3, 11)),)),
            "in_future",
            "category_from_on",
        ),
        (
            replace(
                OPEN_CARE_FILE,
                assessment=Assessment(
                    level=6,
                    basis="示例",
                    assessed_on=date(2026, 3, 1),
                    next_review_on=date(2026, 4, 1),
                ),
            ),
            "unknown_level",
            "level",
        ),
        (
            replace(
                OPEN_CARE_FILE,
                assessment=Assessment(
                    level=3,
                    basis=" ",
                    assessed_on=date(2026, 3, 1),
                    next_review_on=date(2026, 4, 1),
                ),
            ),
            "required",
            "basis",
        ),
    ],
)
def test_an_opening_that_cannot_be_right_is_refused(
    wrong: OpenCareFile, code: str, field: str
) -> None:
    CARE.given().when(opening(wrong)).then_refused(code, field=field)


def test_the_same_opening_sent_twice_opens_one_file() -> None:
    CARE.given(*OPENING, LEVEL_ASSESSED).when(opening(OPEN_CARE_FILE)).then_known(
        *OPENING, LEVEL_ASSESSED
    )


def test_an_opening_sent_again_after_later_changes_is_still_known() -> None:
    moved = replace(RESIDENCE_RECORDED, village_id=SCHOOL, from_on=TODAY)
    CARE.given(*OPENING, LEVEL_ASSESSED, moved).when(opening(OPEN_CARE_FILE)).then_known(
        *OPENING, LEVEL_ASSESSED
    )


def test_a_second_file_for_the_same_child_is_refused() -> None:
    other = replace(OPEN_CARE_FILE, opened_on=TODAY)
    CARE.given(*OPENING, LEVEL_ASSESSED).when(opening(other)).then_refused("care_file_already_open")
