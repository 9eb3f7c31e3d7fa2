"""Who looked at a child is counted as it is read: adding up all readings tells the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from application.ports import NO_CONTEXT, Context
from application.reads.reading_rows import Looker, ReadingRow
from domain.reads.facts import Reading
from domain.shared import ChildId, Purpose
from tests.examples import CHILD, OTHER_CHILD, SCHOOL, SUPERVISOR, TEACHER, example_id
from tests.infrastructure.views.opened_reads import MORNING, OpenedReads, read

MANY = 9_999


def by_hand(rows: Iterable[ReadingRow]) -> set[Looker]:
    """Count readings one by one."""
    counted: dict[tuple[object, ...], Looker] = {}
    for row in rows:
        looker = Looker(
            reader_id=row.reader_id,
            purpose=row.purpose,
            duty=row.duty,
            organisation_id=row.organisation_id,
            times=0,
            first_at=row.read_at,
            last_at=row.read_at,
        )
        key = (row.reader_id, row.purpose, row.duty, row.organisation_id)
        so_far = counted.get(key, looker)
        counted[key] = replace(
            so_far,
            times=so_far.times + 1,
            first_at=min(so_far.first_at, row.read_at),
            last_at=max(so_far.last_at, row.read_at),
        )
    return set(counted.values())


def assert_counted(reads: OpenedReads, *children: ChildId) -> None:
    view = reads.shown.readings
    for child_id in children:
        for with_cases in (True, False):
            rows = view.of_child(child_id, limit=MANY, with_cases=with_cases).rows
            lookers = view.lookers(child_id, limit=MANY, with_cases=with_cases)
            assert Counter(lookers) == Counter(by_hand(rows))


def test_readings_of_all_kinds_are_counted_batch_after_batch_and_once_anew(
    reads: OpenedReads,
) -> None:
    contexts = (NO_CONTEXT, Context(duty="class_teacher", organisation=SCHOOL), Context(duty="x"))
    kinds = [
        (by, what, purpose)
        for by in (TEACHER, SUPERVISOR)
        for what in (Reading.CARE_FILE, Reading.CASE)
        for purpose in (Purpose.CARE, Purpose.CRISIS)
    ]
    number = 0
    for turn, context in enumerate((*contexts, *contexts)):
        facts = []
        for by, what, purpose in kinds:
            number += 1
            shown = (CHILD, OTHER_CHILD, CHILD) if number % 3 else (OTHER_CHILD,)
            facts.append(read(number, *shown, by=by, what=what, purpose=purpose))
        reads.record(*facts, at=MORNING + timedelta(hours=turn), context=context)
        assert_counted(reads, CHILD, OTHER_CHILD)
    reads.shown.projector.rebuild("readings")
    assert_counted(reads, CHILD, OTHER_CHILD)
    assert len(reads.shown.readings.lookers(CHILD, limit=MANY)) == len(contexts) * 4


def test_a_page_of_more_children_than_one_question_takes_is_counted(reads: OpenedReads) -> None:
    children = [ChildId(example_id(10_000 + number)) for number in range(1_200)]
    for number in (1, 2):
        reads.record(read(number, *children))
    lookers = reads.shown.readings.lookers(children[-1], limit=9)
    assert [each.times for each in lookers] == [2]
