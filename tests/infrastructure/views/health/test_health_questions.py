"""What the duty desk asks of the database is short: the driver takes each question apart anew."""

import pytest
from sqlalchemy import Select, create_engine

from infrastructure.views.health.questions import COUNTS, FIRST, NEXT

LONGEST, MOST_VALUES = 16_000, 60
"""It is asked whenever anything changed, by each open screen, while a worry is on its way there."""


@pytest.mark.parametrize(
    "question", [COUNTS, FIRST, NEXT], ids=["how many", "the first", "the next"]
)
def test_a_question_of_the_duty_desk_is_short(question: Select[tuple[object, ...]]) -> None:
    compiled = question.compile(dialect=create_engine("postgresql+psycopg://").dialect)
    assert len(str(compiled)) < LONGEST
    assert len(compiled.binds) < MOST_VALUES
