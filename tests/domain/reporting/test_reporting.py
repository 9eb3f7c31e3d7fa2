"""Suspected harm is reported once, by anybody, of any child: no consent, file or clock stops it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from domain.codelists import Body, HarmKind
from domain.reporting.facts import (
    BodyNotified,
    HarmedChildNamed,
    ReceiptConfirmed,
    ReportConflictKept,
    ReportingEvent,
    Suspect,
)
from domain.reporting.rules import (
    Answer,
    ChildOnFile,
    confirm_receipt,
    is_late,
    notify_body,
    report_harm,
)
from domain.reporting.state import (
    NOTHING_REPORTED,
    ConfirmReceipt,
    NotifyBody,
    ReportHarm,
    ReportState,
    evolve,
)
from domain.shared import ChildId
from tests.examples import CHILD, OTHER_CHILD, OTHER_SCHOOL, RULES, SCHOOL, SCHOOL_CLASS, VILLAGE
from tests.report_examples import (
    CALL,
    CALLED,
    CALLED_AT,
    HARM,
    NAMED,
    NOTIFIED,
    OTHER_CALL,
    REPORT,
    SUSPECTED,
)
from tests.spec import Spec

SPEC = Spec[ReportState, ReportingEvent](evolve, NOTHING_REPORTED)
ON_FILE = ChildOnFile(class_id=SCHOOL_CLASS, school_id=SCHOOL, village_id=VILLAGE)
REPORTED = (NAMED, SUSPECTED, NOTIFIED)


def reporting(
    request: ReportHarm, on_file: ChildOnFile | None = ON_FILE, *, registered: bool = True
) -> Callable[[ReportState], Answer]:
    return lambda state: report_harm(
        state, request, on_file=on_file, is_registered=registered, rules=RULES
    )


def telling(request: NotifyBody) -> Callable[[ReportState], Answer]:
    return lambda state: notify_body(state, request)


def test_what_is_suspected_and_the_call_before_stand_in_one_commit() -> None:
    SPEC.given().when(reporting(HARM)).then(*REPORTED)


def test_a_child_without_file_or_name_is_reported_as_described() -> None:
    described = replace(
        HARM, name=None, described_as="  红书包\u200b的男孩 ", seen=None, called=None
    )
    SPEC.given().when(reporting(described, None, registered=False)).then(
        HarmedChildNamed(report_id=REPORT, child_id=CHILD, name=None, described_as="红书包的男孩"),
        replace(SUSPECTED, seen=None, class_id=None, village_id=None),
    )


def test_nobody_can_be_looked_for_of_whom_nothing_is_told() -> None:
    nameless = replace(HARM, name=None)
    SPEC.given().when(reporting(nameless, None, registered=False)).then_refused(
        "required", field="name"
    )
    SPEC.given().when(reporting(nameless)).then(SUSPECTED, NOTIFIED)


def test_the_file_knows_the_places_better_than_who_reports() -> None:
    elsewhere = replace(HARM, school_id=OTHER_SCHOOL)
    SPEC.given().when(reporting(elsewhere)).then(*REPORTED)
    nowhere = replace(SUSPECTED, school_id=OTHER_SCHOOL, class_id=None)
    SPEC.given().when(reporting(elsewhere, ChildOnFile(village_id=VILLAGE))).then(
        NAMED, nowhere, NOTIFIED
    )


@pytest.mark.parametrize("kind", HarmKind)
@pytest.mark.parametrize("at_school", [True, False])
def test_the_police_always_and_others_as_the_case_demands(
    kind: HarmKind, *, at_school: bool
) -> None:
    expected = [Body.POLICE]
    if kind in (HarmKind.ABANDONED, HarmKind.MADE_TO_BEG):
        expected.append(Body.CIVIL_AFFAIRS)
    if at_school:
        expected.append(Body.EDUCATION)
    asked = replace(HARM, kind=kind, at_school=at_school)
    demanded = replace(SUSPECTED, kind=kind, at_school=at_school, bodies=tuple(expected))
    SPEC.given().when(reporting(asked)).then(NAMED, demanded, NOTIFIED)


def test_the_same_report_twice_is_recorded_once_also_when_the_child_has_moved() -> None:
    given = SPEC.given(*REPORTED)
    given.when(reporting(HARM)).then_known(*REPORTED)
    moved = ChildOnFile(school_id=OTHER_SCHOOL)
    given.when(reporting(HARM, moved)).then_known(*REPORTED)


def test_a_repeat_with_other_content_is_kept_whole_beside_the_first() -> None:
    graver = replace(HARM, suspects=(Suspect.TEACHER,), name="示例学生乙")
    kept = ReportConflictKept(
        report_id=REPORT, child_id=CHILD, kept=replace(SUSPECTED, suspects=(Suspect.TEACHER,))
    )
    named = replace(NAMED, name="示例学生乙", with_conflict=True)
    given = SPEC.given(*REPORTED)
    given.when(reporting(graver)).then(named, kept)
    again = SPEC.given(*REPORTED, named, kept)
    again.when(reporting(graver)).then_known(named, kept, conflicts=True)
    assert again.state.suspects == {Suspect.GUARDIAN, Suspect.TEACHER}


def test_a_call_that_only_the_repeat_tells_is_added() -> None:
    without = SPEC.given(NAMED, SUSPECTED)
    without.when(reporting(HARM)).then(NOTIFIED)


def test_a_repeat_loses_neither_what_is_graver_nor_a_call_that_differs() -> None:
    graver = replace(
        HARM,
        kind=HarmKind.ABANDONED,
        suspects=(Suspect.OFFICIAL,),
        called=replace(CALLED, receipt_number="7"),
    )
    given = SPEC.given(*REPORTED)
    answer = reporting(graver)(given.state)
    assert isinstance(answer, tuple)
    *names, beside, kept = answer
    assert isinstance(beside, BodyNotified)
    assert (beside.call_id != CALL, beside) == (
        True,
        replace(NOTIFIED, call_id=beside.call_id, receipt_number="7"),
    )
    said = replace(
        SUSPECTED,
        kind=HarmKind.ABANDONED,
        suspects=(Suspect.OFFICIAL,),
        bodies=(Body.POLICE, Body.CIVIL_AFFAIRS),
    )
    assert kept == ReportConflictKept(report_id=REPORT, child_id=CHILD, kept=said)
    again = SPEC.given(*REPORTED, *names, beside, kept)
    again.when(reporting(graver)).then_known(*names, kept, conflicts=True)
    # Whom the repeat demands has to be told, too.
    assert again.state.untold == (Body.CIVIL_AFFAIRS,)
    assert again.state.suspects == {Suspect.GUARDIAN, Suspect.OFFICIAL}


def test_a_time_that_no_calendar_has_is_refused_by_name() -> None:
    long_ago = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=8)))
    SPEC.given().when(reporting(replace(HARM, noticed_at=long_ago))).then_refused(
        "not_a_time", field="noticed_at"
    )


def test_an_id_stands_for_one_child() -> None:
    of_another = replace(HARM, child_id=ChildId(OTHER_CHILD))
    SPEC.given(*REPORTED).when(reporting(of_another)).then_refused("report_of_another_child")


def test_another_body_is_told_any_time_later_and_the_same_call_once() -> None:
    asked = NotifyBody(
        report_id=REPORT, call_id=OTHER_CALL, body=Body.EDUCATION, called_at=CALLED_AT
    )
    told = replace(NOTIFIED, call_id=OTHER_CALL, body=Body.EDUCATION, answered_by=None)
    SPEC.given(*REPORTED).when(telling(asked)).then(told)
    SPEC.given(*REPORTED, told).when(telling(asked)).then_known(told)
    SPEC.given(*REPORTED, told).when(telling(replace(asked, body=Body.POLICE))).then_refused(
        "call_already_recorded"
    )
    SPEC.given().when(telling(asked)).then_refused("report_not_found")


def test_a_clock_that_is_ahead_keeps_nobody_from_telling_but_one_without_zone_says_nothing() -> (
    None
):
    ahead = replace(CALLED, called_at=datetime(2031, 1, 1, tzinfo=UTC))
    SPEC.given(NAMED, SUSPECTED).when(telling(ahead)).then(
        replace(NOTIFIED, called_at=ahead.called_at)
    )
    naive = replace(CALLED, called_at=CALLED_AT.replace(tzinfo=None))
    SPEC.given(NAMED, SUSPECTED).when(telling(naive)).then_refused(
        "time_without_zone", field="called_at"
    )


def test_the_number_of_a_call_is_added_later_and_put_right() -> None:
    def adding(number: str, call: object = CALL) -> Callable[[ReportState], Answer]:
        asked = ConfirmReceipt(report_id=REPORT, call_id=CALL, receipt_number=number)
        if call is not CALL:
            asked = replace(asked, call_id=OTHER_CALL)
        return lambda state: confirm_receipt(state, asked)

    first = ReceiptConfirmed(
        report_id=REPORT, child_id=CHILD, call_id=CALL, receipt_number="示例 07"
    )
    second = replace(first, receipt_number="示例 08")
    SPEC.given(*REPORTED).when(adding(" 示例  07 ")).then(first)
    SPEC.given(*REPORTED, first).when(adding("示例 07")).then_known(first)
    again = SPEC.given(*REPORTED, first)
    again.when(adding("示例 08")).then(second)
    assert SPEC.given(*REPORTED, first, second).state.receipt_numbers == {CALL: "示例 08"}
    SPEC.given(*REPORTED).when(adding("  ")).then_refused("required", field="receipt_number")
    SPEC.given(*REPORTED).when(adding("1", OTHER_CALL)).then_refused("call_not_found")


def test_late_is_said_from_two_hours_after_the_call_and_refused_never() -> None:
    two_hours = timedelta(hours=2)
    assert not is_late(CALLED_AT, CALLED_AT + two_hours, RULES)
    assert is_late(CALLED_AT, CALLED_AT + two_hours + timedelta(microseconds=1), RULES)
    assert SPEC.given(*REPORTED).state.untold == ()
    assert SPEC.given(NAMED, SUSPECTED).state.untold == (Body.POLICE,)
