"""What a list from an office says of a child, row by row, once its words are read."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.codelists import Sex


class NumberState(StrEnum):
    """What became of an ID number on its way through a spreadsheet."""

    VALID = "valid"
    MISSING = "missing"
    CHECK_DIGIT = "check_digit"
    PRECISION_LOST = "precision_lost"


class NotAChild(StrEnum):
    """What a row is that speaks of no child."""

    SUBTOTAL = "subtotal"
    TOTAL = "total"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCarer:
    """Who looks after the child; `relation_code` is GB/T 4761, None where the word is unknown."""

    name: str | None = None
    relation_code: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSchooling:
    """Where the child learns, in the list's own words."""

    school: str | None = None
    grade: str | None = None
    class_name: str | None = None
    is_boarding: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCategories:
    """Which categories the list says hold; None where it says nothing."""

    left_behind: bool | None = None
    migrant: bool | None = None
    orphan: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One child as a list has it; `number` is the row as a spreadsheet shows it, from 1.

    `id_number` is what was told, normalised, also when it fails; `has_bad_date` that a birth date
    is told which nobody can read; `has_formula_text` that some cell begins like a formula and is
    kept as text. `digest` is equal for rows whose every cell is equal.
    """

    number: int
    digest: bytes
    name: str | None = None
    sex: Sex | None = None
    born_on: date | None = None
    has_bad_date: bool = False
    id_number: str | None = None
    number_state: NumberState = NumberState.MISSING
    student_number: str | None = None
    ethnicity_code: str | None = None
    township: str | None = None
    village: str | None = None
    address: str | None = None
    carer: ToldCarer = ToldCarer()
    schooling: ToldSchooling = ToldSchooling()
    categories: ToldCategories = ToldCategories()
    has_formula_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadRow:
    """A child somebody noticed: a name, an age that is about right, and where."""

    number: int
    name: str | None
    about_years: int | None
    address: str | None
    as_of_on: date | None = None
    noticed: str | None = None
    informant: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRow:
    """A row that speaks of no child: a sum, or a line for signatures."""

    number: int
    what: NotAChild


Row = RosterRow | LeadRow | OtherRow
