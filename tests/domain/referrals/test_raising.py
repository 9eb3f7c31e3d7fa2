"""Worries: raised once by anybody, never refused without need, a repeat that differs kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernRaised,
    Involved,
    MayTellGuardian,
    PupilNamed,
    ReferralsEvent,
    Sign,
    Situation,
)
from domain.referrals.rules import PupilOnFile, raise_concern
from domain.referrals.state import NO_CASE, CaseState, RaiseConcern, evolve
from domain.shared import OrganisationId
from tests.case_examples import (
    CASE,
    CONCERN,
    CRISIS_LEAD,
    HEARD,
    NOTICED_AT,
    PUPIL_NAMED,
    TAKEN,
    WITHDRAWN,
)
from tests.examples import CHILD, OTHER_CHILD, OTHER_SCHOOL, SCHOOL, SCHOOL_CLASS, VILLAGE
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)

RAISE = RaiseConcern(
    case_id=CASE,
    child_id=CHILD,
    situation=Situation.SUSPECTED_HARM,
    signs=(Sign.SPOKE_OF_DYING, Sign.WITHDRAWN),
    heard=HEARD,
    is_with_child=True,
    may_tell_guardian=MayTellGuardian.NOT_YET,
    noticed_at=NOTICED_AT,
    class_id=SCHOOL_CLASS,
    school_id=SCHOOL,
    village_id=VILLAGE,
)
OF_UNKNOWN = replace(RAISE, name="示例学生", described_as="五(2)班,短发,戴眼镜")
NOWHERE = replace(RAISE, class_id=None, school_id=None, village_id=None)
ON_FILE = PupilOnFile(class_id=SCHOOL_CLASS, school_id=SCHOOL, village_id=VILLAGE)


def raising(
    request: RaiseConcern, *, on_file: PupilOnFile | None = None, is_registered: bool = True
) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: raise_concern(state, request, on_file=on_file, is_registered=is_registered)


def kept(concern: ConcernRaised) -> ConcernConflictKept:
    return ConcernConflictKept(case_id=CASE, child_id=CHILD, kept=concern)


def test_a_worry_about_a_child_on_file_is_raised() -> None:
    CASES.given().when(raising(NOWHERE, on_file=ON_FILE)).then(CONCERN)


@pytest.mark.parametrize("situation", Situation)
def test_a_child_whom_nobody_finds_counts_as_in_danger(situation: Situation) -> None:
    missing = replace(RAISE, situation=situation, signs=(Sign.MISSING_NOW,))
    said = replace(CONCERN, situation=Situation.LIFE_IN_DANGER, signs=(Sign.MISSING_NOW,))
    CASES.given().when(raising(missing)).then(said)
    CASES.given(said).when(raising(missing)).then_known(said)


def test_a_worry_about_a_pupil_nobody_registered_is_raised_with_the_name() -> None:
    CASES.given().when(raising(OF_UNKNOWN, is_registered=False)).then(PUPIL_NAMED, CONCERN)


def test_a_pupil_whose_name_is_not_known_is_described() -> None:
    CASES.given().when(raising(replace(OF_UNKNOWN, name=" "), is_registered=False)).then(
        replace(PUPIL_NAMED, name=None), CONCERN
    )


def test_a_pupil_neither_registered_nor_named_nor_described_is_refused() -> None:
    blank = replace(RAISE, name=" ", described_as=" ")
    CASES.given().when(raising(blank, is_registered=False)).then_refused("required", field="name")


def test_the_least_that_can_be_told_is_enough() -> None:
    least = RaiseConcern(case_id=CASE, child_id=CHILD, situation=Situation.SOMEWHAT_WORRIED)
    CASES.given().when(raising(least)).then(
        ConcernRaised(
            case_id=CASE,
            child_id=CHILD,
            situation=Situation.SOMEWHAT_WORRIED,
            signs=(),
            heard=None,
            is_with_child=False,
            involved=(),
            involved_ids=(),
            may_tell_guardian=MayTellGuardian.UNKNOWN,
        )
    )


def test_the_places_of_the_file_go_before_those_told() -> None:
    told = replace(RAISE, class_id=None, school_id=OTHER_SCHOOL, village_id=None)
    CASES.given().when(raising(told, on_file=ON_FILE)).then(CONCERN)


@pytest.mark.parametrize(
    ("on_file", "class_id"),
    [
        (PupilOnFile(), SCHOOL_CLASS),
        (PupilOnFile(village_id=VILLAGE), SCHOOL_CLASS),
        (PupilOnFile(school_id=SCHOOL), None),
    ],
)
def test_what_the_file_does_not_know_is_taken_as_told(
    on_file: PupilOnFile, class_id: OrganisationId | None
) -> None:
    CASES.given().when(raising(RAISE, on_file=on_file)).then(replace(CONCERN, class_id=class_id))


def test_a_worry_noticed_ahead_of_our_clock_is_raised_as_told() -> None:
    tomorrow = datetime(2026, 3, 11, tzinfo=UTC)
    CASES.given().when(raising(replace(RAISE, noticed_at=tomorrow))).then(
        replace(CONCERN, noticed_at=tomorrow)
    )


def test_the_moment_is_kept_in_utc() -> None:
    in_beijing = NOTICED_AT.astimezone(timezone(timedelta(hours=8)))
    CASES.given().when(raising(replace(RAISE, noticed_at=in_beijing))).then(CONCERN)
    assert CONCERN.noticed_at == in_beijing


def test_a_moment_without_a_zone_is_refused() -> None:
    bare = replace(RAISE, noticed_at=datetime(2026, 3, 10, 8, 50))  # noqa: DTZ001
    CASES.given().when(raising(bare)).then_refused("time_without_zone", field="noticed_at")


def test_characters_that_nobody_sees_are_left_out_and_refuse_nothing() -> None:
    written = replace(
        OF_UNKNOWN,
        heard="\u202e课间说\r\n“不想再醒来了”。\u200d",
        name="示例\u200b学生\n",
        described_as="五(2)班,\u2066短发,\n戴眼镜",
    )
    CASES.given().when(raising(written)).then(
        replace(PUPIL_NAMED, described_as="五(2)班,短发, 戴眼镜"),
        replace(CONCERN, heard="课间说\n“不想再醒来了”。"),
    )


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        (replace(RAISE, heard="字" * 2_001), "heard"),
        (replace(RAISE, name="名" * 51), "name"),
        (replace(RAISE, described_as="样" * 501), "described_as"),
    ],
)
def test_a_text_too_long_is_refused(request_: RaiseConcern, field: str) -> None:
    CASES.given().when(raising(request_)).then_refused("too_long", field=field)


# ── the same worry again ─────────────────────────────────────────────────────────────────────────


def test_the_same_worry_sent_twice_is_raised_once() -> None:
    CASES.given(PUPIL_NAMED, CONCERN).when(raising(OF_UNKNOWN)).then_known(PUPIL_NAMED, CONCERN)
    CASES.given(CONCERN).when(raising(RAISE)).then_known(CONCERN)


def test_a_repeat_is_known_when_the_file_was_changed_or_opened_meanwhile() -> None:
    moved = PupilOnFile(school_id=OTHER_SCHOOL)
    CASES.given(CONCERN).when(raising(NOWHERE, on_file=moved)).then_known(CONCERN)


def test_a_repeat_is_known_when_the_case_is_over() -> None:
    CASES.given(CONCERN, TAKEN, WITHDRAWN).when(raising(RAISE)).then_known(CONCERN)


def test_a_repeat_that_differs_is_kept_even_when_the_case_is_over() -> None:
    graver = replace(RAISE, situation=Situation.LIFE_IN_DANGER, involved_ids=(CRISIS_LEAD,))
    wanted = kept(replace(CONCERN, situation=Situation.LIFE_IN_DANGER, involved_ids=(CRISIS_LEAD,)))
    CASES.given(CONCERN).when(raising(graver)).then(wanted)
    CASES.given(CONCERN, TAKEN, WITHDRAWN).when(raising(graver)).then(wanted)
    CASES.given(CONCERN, wanted).when(raising(graver)).then_known(wanted, conflicts=True)


def test_another_name_for_the_pupil_is_kept_beside_the_first() -> None:
    other: PupilNamed = replace(PUPIL_NAMED, name="示例同学", with_conflict=True)
    renamed = replace(OF_UNKNOWN, name="示例同学")
    CASES.given(PUPIL_NAMED, CONCERN).when(raising(renamed)).then(other, kept(CONCERN))
    CASES.given(PUPIL_NAMED, CONCERN, other, kept(CONCERN)).when(raising(renamed)).then_known(
        other, kept(CONCERN), conflicts=True
    )
    CASES.given(PUPIL_NAMED, CONCERN, other, kept(CONCERN)).when(raising(RAISE)).then_known(
        kept(CONCERN), conflicts=True
    )


def test_a_third_repeat_that_differs_again_is_kept_too() -> None:
    first = kept(replace(CONCERN, is_with_child=False))
    third = replace(RAISE, involved=(Involved.MENTOR,))
    CASES.given(CONCERN, first).when(raising(third)).then(
        kept(replace(CONCERN, involved=(Involved.MENTOR,)))
    )


def test_a_case_is_about_one_child() -> None:
    other = replace(RAISE, child_id=OTHER_CHILD)
    CASES.given(CONCERN).when(raising(other)).then_refused("case_of_another_child")
