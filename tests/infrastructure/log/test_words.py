"""The words that facts are stored with are permanent: more may come, none may go."""

import json
from dataclasses import is_dataclass
from enum import StrEnum
from typing import get_args, get_type_hints

from domain.shared import Compartment
from infrastructure.log.names import NAMES
from tests.tree import ROOT

# To add a word, add it here too, by hand: `{"list of words": ["word", …]}`.
PUBLISHED = ROOT / "tests" / "vectors" / "words.json"


def word_lists(*declared: object) -> set[type[StrEnum]]:
    """Every list of words that these types hold values of; what they share is seen once."""
    left, seen, found = [*declared], set[object](), set[type[StrEnum]]()
    while left:
        part = left.pop()
        if part in seen:
            continue
        seen.add(part)
        if isinstance(part, type) and issubclass(part, StrEnum):
            found.add(part)
            continue
        left += get_args(part)
        if is_dataclass(part):
            left += get_type_hints(part).values()
    return found


def test_no_word_that_a_stored_fact_may_hold_is_lost_and_each_new_one_is_published() -> None:
    lists = word_lists(Compartment, *(row.fact for row in NAMES.rows))
    today = {each.__name__: [word.value for word in each] for each in lists}
    assert today == json.loads(PUBLISHED.read_text("utf-8"))
