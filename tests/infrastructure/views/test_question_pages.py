"""Questions about readings go on behind one, whatever happens to it meanwhile; on each engine."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.shared import QuestionId
from tests.domain.test_reading_questions import ASKED, SETTLED
from tests.examples import TODAY, example_id
from tests.infrastructure.views.opened_reads import OpenedReads

TOMORROW = TODAY + timedelta(days=1)
"""When each may be settled."""
NIGHT = datetime(2026, 3, 10, 16, 30, tzinfo=UTC)


def test_questions_go_on_behind_one_also_when_that_was_settled_meanwhile(
    reads: OpenedReads,
) -> None:
    view, numbers = reads.shown.readings, range(5)
    asked = [replace(ASKED, question_id=QuestionId(example_id(950 + each))) for each in numbers]
    reads.record(*asked)
    last = replace(ASKED, question_id=QuestionId(example_id(949)))
    reads.record(last, at=NIGHT)
    first = view.waiting(TOMORROW, None, limit=2)
    assert first.next_after == asked[1].question_id
    reads.record(replace(SETTLED, question_id=asked[1].question_id))
    rest = view.waiting(TOMORROW, None, limit=9, after=first.next_after)
    expected = [each.question_id for each in (*asked[2:], last)]
    assert [each.question_id for each in rest.rows] == expected
    assert rest.next_after is None
