"""What is known when a list is read: kept, read on from there, and never of an erased child."""

from collections.abc import Sequence
from datetime import date

import pytest

from application.survey.known_children import KnownChild
from domain.matching import Described, Likeness
from domain.shared import ChildId, Compartment
from infrastructure.log.recorder import LogRecorder
from infrastructure.rosters.known import KnownBefore, KnownSoFar
from tests import examples as given
from tests.office import Office, reopen_office
from tests.rosters.recording import list_of, listed, record_list

BORN_ON = date(2014, 5, 6)


def record(office: Office, name: str) -> ChildId:
    (row,) = record_list(office.opened, list_of(listed(姓名=name, 出生日期=BORN_ON.isoformat())))
    assert row.is_fresh
    return row.judged.own_id


def found(known: KnownBefore, name: str) -> ChildId | None:
    how, child_id = known.children.like(Described(name=name, born_on=BORN_ON))
    return None if how is Likeness.DIFFERENT else child_id


def test_what_was_recorded_since_is_known_and_the_log_is_read_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = KnownSoFar(office.opened)
    first = record(office, "示例甲")
    assert found(known(), "示例甲") == first
    read_to = office.opened.recorder.head()
    second = record(office, "示例乙")
    begun: list[int] = []
    rows_after = LogRecorder.rows_after

    def noting(recorder: LogRecorder, after: int, limit: int, names: Sequence[str] = ()) -> object:
        begun.append(after)
        return rows_after(recorder, after, limit, names)

    with monkeypatch.context() as patched:
        patched.setattr(LogRecorder, "rows_after", noting)
        now = known()
    assert (found(now, "示例甲"), found(now, "示例乙")) == (first, second)
    assert set(now.received) == {first, second}
    assert min(begun) == read_to


def test_an_erased_child_is_not_known_any_more_and_the_others_are(office: Office) -> None:
    known = KnownSoFar(office.opened)
    first, second = record(office, "示例甲"), record(office, "示例乙")
    assert found(known(), "示例甲") == first
    office.opened.vault.destroy(first, [Compartment.IDENTITY], given.NOW)
    now = known()
    assert (found(now, "示例甲"), found(now, "示例乙")) == (None, second)
    assert (first in now.erased, set(now.received)) == (True, {second})


def test_what_a_list_only_tells_is_not_kept(office: Office) -> None:
    known = KnownSoFar(office.opened)
    described = Described(name="示例丙", born_on=BORN_ON)
    now = known()
    now.children.add(KnownChild(child_id=ChildId(given.example_id(901)), described=described))
    assert found(now, "示例丙") is not None
    assert found(known(), "示例丙") is None


def test_what_another_process_recorded_is_known(office: Office) -> None:
    known = KnownSoFar(office.opened)
    known()
    child_id = record(reopen_office(office.databases), "示例甲")
    assert found(known(), "示例甲") == child_id


def test_more_than_is_kept_is_read_anew_and_tells_the_same(office: Office) -> None:
    known = KnownSoFar(office.opened, kept_at_most=0)
    child_id = record(office, "示例甲")
    assert (found(known(), "示例甲"), found(known(), "示例甲")) == (child_id, child_id)
