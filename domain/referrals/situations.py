"""How things stand for a child, and which of two is graver whatever was assessed."""

from enum import StrEnum


class Situation(StrEnum):
    """How things stand for the child, in the words of whoever raises the worry."""

    LIFE_IN_DANGER = "life_in_danger"
    SUSPECTED_HARM = "suspected_harm"
    NOBODY_CARING = "nobody_caring"
    SOMEWHAT_WORRIED = "somewhat_worried"


_GRAVEST_FIRST = tuple(Situation)


def is_graver(situation: Situation, than: Situation) -> bool:
    """Return whether one situation is graver than another."""
    return _GRAVEST_FIRST.index(situation) < _GRAVEST_FIRST.index(than)
