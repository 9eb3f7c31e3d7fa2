"""Names and notes as people type them."""

import pytest

from domain.errors import Invalid
from domain.text import one_line, one_line_if_any, some_lines, some_lines_if_any


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("示例", "示例"),
        ("  示例\u3000", "示例"),
        ("覃𠮷·示例", "覃𠮷·示例"),
        ("𠮷" * 50, "𠮷" * 50),
        ("Anna Example", "Anna Example"),
    ],
)
def test_a_name_is_kept_as_written_but_trimmed(typed: str, kept: str) -> None:
    assert one_line(typed, field="name", at_most=50) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "required"),
        ("\u3000 ", "required"),
        ("示" * 51, "too_long"),
        ("示\n例", "unseen_character"),
        ("示\u202e例", "unseen_character"),
        ("示\u200b例", "unseen_character"),
        ("示\ud842例", "unseen_character"),
        ("示\u2028例", "unseen_character"),
    ],
)
def test_a_name_that_nobody_could_read_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        one_line(typed, field="name", at_most=50)
    assert (refusal.value.code, refusal.value.field) == (code, "name")


def test_a_refusal_says_the_bound_and_never_the_text() -> None:
    with pytest.raises(Invalid) as refusal:
        one_line("示" * 51, field="name", at_most=50)
    assert refusal.value.parameters == {"at_most": 50}
    assert "示" not in str(refusal.value)


def test_a_note_keeps_its_lines_however_the_device_breaks_them() -> None:
    typed = " 第一行\r\n第二行\r第三行\n\t第四行 "
    assert some_lines(typed, field="note", at_most=100) == "第一行\n第二行\n第三行\n\t第四行"


def test_a_note_without_text_is_refused_where_one_is_needed() -> None:
    with pytest.raises(Invalid, match="required"):
        some_lines(" \n ", field="why", at_most=100)


@pytest.mark.parametrize("blank", [None, "", " \n\u3000"])
def test_a_field_left_blank_is_nothing(blank: str | None) -> None:
    assert one_line_if_any(blank, field="address", at_most=200) is None
    assert some_lines_if_any(blank, field="note", at_most=200) is None


def test_a_field_filled_in_is_kept() -> None:
    assert one_line_if_any(" 示例村 ", field="address", at_most=200) == "示例村"
    assert some_lines_if_any(" 一\n二 ", field="note", at_most=200) == "一\n二"
