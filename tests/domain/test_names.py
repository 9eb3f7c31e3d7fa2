"""The name by which a child is called, where the whole name is not needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import given_name


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("王小明", "小明"),
        ("李雷", "雷"),
        ("欧阳小明", "小明"),
        ("欧阳", "阳"),
        ("𠮷小明", "小明"),
        ("阿卜杜拉·买买提", "阿卜杜拉"),
        ("Anna Example", "Anna"),
        ("明", "明"),
    ],
)
def test_a_child_is_called_by_the_given_name(name: str, called: str) -> None:
    assert given_name(name) == called


@given(st.text(min_size=1).filter(lambda each: each.strip() == each and each))
def test_nobody_is_left_without_a_name(name: str) -> None:
    assert given_name(name)
    assert given_name(name) in name
