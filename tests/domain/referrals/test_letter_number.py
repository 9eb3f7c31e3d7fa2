"""The number on a letter: one for each referral, read back under its key alone."""

import hmac
from hashlib import sha256

import pytest

from domain.referrals.hospital.letter_number import Digest, letter_number, position_of


def keyed(key: bytes = b"example") -> Digest:
    return lambda kind, value: hmac.digest(key, f"{kind}/{value}".encode(), sha256)


ONE, OTHER = keyed(), keyed(b"another")


def test_no_two_positions_have_one_number_and_each_is_read_back() -> None:
    positions = [*range(1, 2_000), 2**39, 2**40 - 1]
    numbers = [letter_number(each, ONE) for each in positions]
    assert len(set(numbers)) == len(positions)
    assert [position_of(each, ONE) for each in numbers] == positions


def test_neighbours_look_like_strangers_and_another_key_reads_something_else() -> None:
    first, second = letter_number(1_000, ONE), letter_number(1_001, ONE)
    assert sum(a == b for a, b in zip(first, second, strict=True)) <= 4
    assert letter_number(1_000, OTHER) != first
    assert position_of(first, OTHER) != 1_000


def test_it_is_read_however_it_was_copied() -> None:
    number = letter_number(77, ONE)
    assert number[4] == "-"
    for typed in (number.lower(), f" {number} ", number.replace("-", ""), " ".join(number)):
        assert position_of(typed, ONE) == 77


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-234O", "ABCD-23456", "一二三四五六七八"])
def test_what_is_no_number_stands_for_nothing(typed: str) -> None:
    assert position_of(typed, ONE) is None
