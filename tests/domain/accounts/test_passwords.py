"""A password is refused that is short, plain, known to others, or what many people choose."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.accounts.passwords import (
    PASSWORD_MAX_LENGTH,
    is_due,
    is_often_chosen,
    kinds,
    require_hard_to_guess,
)
from domain.errors import Invalid
from tests.examples import NOW, RULES

LOGIN = "chen.li"
ABOUT = ("陈丽", "13807771234", None)


def refusal(password: str, login: str = LOGIN) -> str | None:
    """Return why a password is refused, None when it passes."""
    try:
        require_hard_to_guess(password, login=login, about=ABOUT, rules=RULES)
    except Invalid as refused:
        return refused.code if refused.field == "password" else refused.field
    return None


@pytest.mark.parametrize(
    "password",
    [
        "four plain words there",
        "Regen8Wolke!",
        "下雨天要记得给每个孩子带上一把伞",
        "grün-Wolke-9",
    ],
)
def test_a_sentence_or_a_mixture_of_three_kinds_passes(password: str) -> None:
    assert refusal(password) is None


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Rw8!", "password_too_short"),
        ("Regen8!wol"[: RULES.password_length_at_least - 1], "password_too_short"),
        ("Wolke 9 " * 40, "password_too_long"),
        (LOGIN.upper() * 2, "password_is_login"),
        ("Regen-CHEN.LI-8", "password_is_login"),
        ("陈丽-Regen-8-Wolke", "password_names_person"),
        ("Regen-13807771234", "password_names_person"),
        ("Ｒegen-１３８０７７７１２３４", "password_names_person"),
        ("Password2026!", "password_common"),
        ("Tongxin-2026-Laoshi", "password_common"),
        ("Qwertyuiop123!", "password_common"),
        ("1990-01-01 2026", "password_common"),
        ("aaaaAAAA1111!!!!", "password_common"),
        ("regenwolke", "password_too_plain"),
        ("regenwolke42", "password_too_plain"),
    ],
)
def test_one_that_is_easy_to_guess_is_refused_and_told_why(password: str, code: str) -> None:
    assert refusal(password) == code


@pytest.mark.parametrize("run", ["abcd", "dcba", "7654", "asdf", "zxcvbnm", "poiuytrewq"])
def test_a_run_of_keys_adds_nothing_in_either_direction(run: str) -> None:
    assert is_often_chosen(run * 3 + "!")


def test_full_width_letters_are_no_other_kind_than_plain_ones() -> None:
    assert refusal("ｒｅｇｅｎｗｏｌｋｅ") == "password_too_plain"


def test_each_kind_of_character_counts_once() -> None:
    assert [kinds(each) for each in ("", "ab", "aB", "aB3", "aB3!", "中!中")] == [0, 1, 2, 3, 4, 1]


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_stands_around_it_no_password_holds_login_name_or_telephone(
    before: str, after: str
) -> None:
    for known in (LOGIN, "陈丽", "13807771234"):
        assert refusal(before + known + after) is not None


@given(st.text(min_size=0, max_size=300))
def test_what_passes_is_as_long_as_the_rules_say_and_no_longer_than_can_be_hashed(
    password: str,
) -> None:
    if refusal(password) is None:
        assert len(password) <= PASSWORD_MAX_LENGTH
        assert kinds(password) >= 1


def test_it_has_to_be_changed_on_its_last_day_and_at_once_where_it_was_for_one_sign_in() -> None:
    lasts = timedelta(days=RULES.password_valid_days)
    assert is_due(None, NOW, RULES)
    assert is_due(NOW - lasts, NOW, RULES)
    assert not is_due(NOW - lasts + timedelta(seconds=1), NOW, RULES)
