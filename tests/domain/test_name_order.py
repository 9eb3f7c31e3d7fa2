"""Names stand where Chinese readers look for them."""

from hypothesis import given
from hypothesis import strategies as st

from domain.name_order import place_in_order


def in_order(*names: str) -> list[str]:
    return sorted(names, key=place_in_order)


def test_usual_names_stand_by_their_pinyin_and_the_shorter_first() -> None:
    assert in_order("张伟", "李娜", "安平", "李明", "李", "王芳") == [
        "安平",
        "李",
        "李明",
        "李娜",
        "王芳",
        "张伟",
    ]


def test_other_letters_stand_first_whatever_their_size_and_rare_characters_last() -> None:
    assert in_order("𠮷示例", "覃示例", "张示例", "tom", "Anna", "㐂示例") == [
        "Anna",
        "tom",
        "张示例",
        "覃示例",
        "㐂示例",
        "𠮷示例",
    ]


@given(st.text(), st.text())
def test_only_what_reads_alike_has_one_place(one: str, other: str) -> None:
    is_alike = one.casefold() == other.casefold()
    assert (place_in_order(one) == place_in_order(other)) == is_alike
