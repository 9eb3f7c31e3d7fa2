"""How things stand for a child, which of two is graver, and who may have to do with it."""

from enum import StrEnum


class Situation(StrEnum):
    """How things stand for the child, in the words of whoever raises the worry."""

    LIFE_IN_DANGER = "life_in_danger"
    SUSPECTED_HARM = "suspected_harm"
    NOBODY_CARING = "nobody_caring"
    SOMEWHAT_WORRIED = "somewhat_worried"


class Involved(StrEnum):
    """Who may be involved, by what they are to the child; they are kept out of the case."""

    GUARDIAN = "guardian"
    CARER = "carer"
    MENTOR = "mentor"
    CLASS_TEACHER = "class_teacher"
    TEACHER = "teacher"
    SCHOOL_LEADER = "school_leader"
    OFFICIAL = "official"
    PUPIL = "pupil"
    OTHER = "other"


_GRAVEST_FIRST = tuple(Situation)


def is_graver(situation: Situation, than: Situation) -> bool:
    """Return whether one situation is graver than another."""
    return _GRAVEST_FIRST.index(situation) < _GRAVEST_FIRST.index(than)
