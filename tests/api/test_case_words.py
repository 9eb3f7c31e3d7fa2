"""How a case is called, and how long ago it was raised, as pages say it."""

import re

import pytest

from api.language import Language
from api.rendering import environment
from api.view_models.crisis.duty import case_number
from tests.api.showcases import showcase_duty


def test_a_case_is_called_by_the_same_number_that_tells_nothing_of_it() -> None:
    numbers = {case_number(showcase_duty.case_id(each)) for each in range(200)}
    assert len(numbers) == 200
    assert all(re.fullmatch(r"[0-9A-F]{2}-\d{5}", each) for each in numbers)
    assert case_number(showcase_duty.case_id(1)) == "1E-92151"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-5, "刚刚"),
        (0, "刚刚"),
        (6, "6分钟前"),
        (60, "1小时前"),
        (72, "1小时12分前"),
        (1440, "1天前"),
    ],
)
def test_how_long_ago_is_said_in_words(minutes: int, words: str) -> None:
    template = environment(Language.CHINESE).from_string(
        '{% import "parts/case.html" as c with context %}{{ c.ago(elapsed) }}'
    )
    assert f"data-ago>{words}</time>" in template.render(elapsed=showcase_duty.ago(minutes))
