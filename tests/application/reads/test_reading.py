"""Every look at a child is a durable record in the second log before anything is shown."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import uuid5

import pytest

from application.authorisation.shown_by import Access
from application.care_files.desk import my_children
from application.care_files.files import care_file
from application.care_files.history import history
from application.care_files.visits import log_home_visit
from application.ports import NO_CONTEXT, Commit, History, Recorded
from application.reads.reading import Look, note_reading
from application.reads.sealed_words import sealed_words
from domain.errors import Unavailable
from domain.reads.facts import Reading, RecordsRead
from domain.shared import ChildId, Erased, PersonId, Purpose, ReadId, Stream
from domain.visits.state import LogHomeVisit
from tests import examples as given
from tests.full_log import FullLog
from tests.office import Office, acting, read_id


class NeverLoaded:
    """A log from which nothing may be loaded."""

    def load(
        self, _streams: Sequence[Stream], *, before: datetime | None = None
    ) -> History | Erased:
        raise AssertionError(before)

    def append(self, _commit: Commit) -> tuple[Recorded[object], ...]:
        raise AssertionError


def reading(office: Office, number: int) -> RecordsRead:
    found = office.ledger.reads.load([Stream("reads", read_id(number))])
    assert isinstance(found, History)
    (recorded,) = found.recorded
    assert isinstance(recorded.fact, RecordsRead)
    return recorded.fact


def read_by_teacher(number: int, what: Reading) -> RecordsRead:
    return RecordsRead(
        read_id=ReadId(read_id(number)),
        reader_id=given.TEACHER,
        child_ids=(given.CHILD,),
        what=what,
        purpose=Purpose.CARE,
    )


def test_each_page_about_a_child_is_one_record_of_who_was_shown_what(office: Office) -> None:
    visit = LogHomeVisit(
        child_id=given.CHILD,
        visit_id=given.VISIT_ID,
        visit=given.HOME_VISIT,
        words=given.CHILD_WORDS,
    )
    log_home_visit(office.ledger, acting(given.TEACHER), visit, given.NOW)
    my_children(office.ledger, acting(given.TEACHER), given.NOW, read_id=read_id(1))
    care_file(office.ledger, office.asked(given.TEACHER, 2))
    history(office.ledger, office.asked(given.TEACHER, 3))
    sealed_words(office.ledger, office.asked(given.TEACHER, 4), given.VISIT_ID)
    assert [reading(office, number) for number in (1, 2, 3, 4)] == [
        read_by_teacher(1, Reading.DESK),
        read_by_teacher(2, Reading.CARE_FILE),
        read_by_teacher(3, Reading.HISTORY),
        read_by_teacher(4, Reading.CHILD_WORDS),
    ]


def test_nothing_is_shown_when_the_record_cannot_be_made(office: Office) -> None:
    blind = replace(office.ledger, reads=FullLog(), log=NeverLoaded())
    with pytest.raises(Unavailable):
        care_file(blind, office.asked(given.TEACHER))


def test_a_desk_without_children_leaves_no_record(office: Office) -> None:
    nobody: PersonId = given.COMMUNITY_WORKER
    page = my_children(office.ledger, acting(nobody), given.NOW, read_id=read_id(5))
    found = office.ledger.reads.load([Stream("reads", read_id(5))])
    assert isinstance(found, History)
    assert (page.rows, found.recorded) == ((), ())


def test_a_file_of_very_many_children_is_several_records_of_one_commit(office: Office) -> None:
    children = [ChildId(given.example_id(5_000 + number)) for number in range(1_001)]
    look = Look(
        read_id=read_id(6),
        actor=acting(given.TEACHER),
        now=given.NOW,
        what=Reading.EXPORT,
        access=Access(context=NO_CONTEXT, purpose=Purpose.CARE),
    )
    note_reading(office.ledger, look, children)
    rest = office.ledger.reads.load([Stream("reads", uuid5(read_id(6), "1"))])
    assert isinstance(rest, History)
    (last,) = (each.fact for each in rest.recorded)
    assert reading(office, 6).child_ids == tuple(children[:1_000])
    assert isinstance(last, RecordsRead)
    assert last.child_ids == tuple(children[1_000:])
