"""A list that is read again, or whose children changed meanwhile, is recorded once."""

from dataclasses import replace

import pytest

from domain.children.facts import ChildRegistered
from domain.identity import check_character
from domain.shared import Compartment
from domain.survey.facts import RosterRowReceived
from domain.survey.outcomes import RowReason
from infrastructure.rosters import recording as roster_recording
from infrastructure.rosters.known import KnownBefore
from tests import examples as given
from tests.office import Office
from tests.rosters.recording import (
    facts_of,
    list_of,
    listed,
    previewed,
    record_list,
    recorder_of,
)

NUMBER = "99999920140506122" + check_character("99999920140506122")


def test_the_same_list_again_changes_nothing_and_says_the_same(office: Office) -> None:
    content = list_of(
        listed(),
        listed(监护人="别人"),
        listed(姓名="示例丁", 监护人="示例奶奶"),
        listed(姓名=""),
    )
    first = record_list(office.opened, content)
    head = office.opened.recorder.head()

    again = record_list(office.opened, content)

    assert office.opened.recorder.head() == head
    assert [row.is_fresh for row in first] == [True, True, True, False]
    assert not any(row.is_fresh for row in again)
    said = [(row.judged.verdict, row.judged.child_id) for row in first]
    assert [(row.judged.verdict, row.judged.child_id) for row in again] == said


def test_a_number_that_somebody_registered_meanwhile_waits_for_a_person(office: Office) -> None:
    (sheet,) = previewed(office.opened, list_of(listed(身份证号=NUMBER)), KnownBefore())
    (other,) = record_list(office.opened, list_of(listed(身份证号=NUMBER, 监护人="")))

    (row,) = recorder_of(office.opened).record(sheet)

    assert row.is_fresh
    (kept,) = facts_of(office.opened, row.judged.own_id)
    assert isinstance(kept, RosterRowReceived)
    assert (kept.why, kept.like_child_id) == (RowReason.ID_OF_ANOTHER_CHILD, other.judged.own_id)


def test_a_child_who_was_erased_is_refused_and_the_others_are_recorded(office: Office) -> None:
    content = list_of(listed(), listed(姓名="示例丁"))
    (sheet,) = previewed(office.opened, content)
    erased = sheet.rows[0].own_id
    office.opened.vault.destroy(erased, [Compartment.IDENTITY, Compartment.CARE], given.NOW)

    first, second = recorder_of(office.opened).record(sheet)

    assert (first.refused, first.is_fresh) == ("erased", False)
    assert (second.refused, second.is_fresh) == ("", True)
    assert record_list(office.opened, content)[0].judged.verdict.why is RowReason.CHILD_ERASED


def test_what_was_left_when_it_was_interrupted_is_recorded_by_the_next_run(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = list_of(*(listed(姓名=f"示例{name}") for name in "甲乙丙丁戊己庚"))
    monkeypatch.setattr(roster_recording, "PORTION_ROWS", 2)
    (sheet,) = previewed(office.opened, content)
    begun = recorder_of(office.opened).record(sheet)
    done = [next(begun) for _ in range(3)]
    begun.close()

    rows = record_list(office.opened, content)

    assert all(row.is_fresh for row in done)
    assert [row.is_fresh for row in rows] == [False] * 4 + [True] * 3
    for row in rows:
        kinds = [type(each) for each in facts_of(office.opened, row.judged.own_id)]
        assert kinds.count(ChildRegistered) == kinds.count(RosterRowReceived) == 1


def test_a_verdict_that_changed_meanwhile_is_not_recorded_beside_the_first(office: Office) -> None:
    content = list_of(listed())
    (sheet,) = previewed(office.opened, content)
    recorder = recorder_of(office.opened)
    list(recorder.record(sheet))
    head = office.opened.recorder.head()
    judged = replace(sheet.rows[0], verdict=replace(sheet.rows[0].verdict, why=None))

    (row,) = recorder.record(replace(sheet, rows=(judged,)))

    assert not row.is_fresh
    assert office.opened.recorder.head() == head
