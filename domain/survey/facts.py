"""What is recorded of the lists that offices send, row by row, in the terms of the list."""

from dataclasses import dataclass
from datetime import date

from domain.codelists import Sex
from domain.shared import ChildId
from domain.survey.outcomes import RowOutcome, RowReason
from domain.survey.rows import NumberState, ToldCarer, ToldCategories, ToldSchooling


@dataclass(frozen=True, slots=True, kw_only=True)
class RowOrigin:
    """Which row: `row_number` as a spreadsheet shows it, from 1; SHA-256 of the file in hex."""

    file_sha256: str
    sheet_name: str
    row_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRowReceived:
    """A list told this of a child, and what became of it.

    `child_id` is the child the row was taken for. While a person has yet to say whose a row is,
    it is an id of the row's own, and `like_child_id` is who it may be. An ID number is kept as it
    came, also a wrong one.
    """

    child_id: ChildId
    origin: RowOrigin
    outcome: RowOutcome
    why: RowReason | None
    like_child_id: ChildId | None
    name: str
    sex: Sex | None
    born_on: date
    id_number: str | None
    number_state: NumberState
    student_number: str | None
    ethnicity_code: str | None
    township: str | None
    village: str | None
    address: str | None
    carer: ToldCarer
    schooling: ToldSchooling
    categories: ToldCategories


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLeadReported:
    """Somebody noticed a child, of whom no more is known than this.

    `child_id` is an id of the row's own; `like_child_id` is the one known child whom it may be.
    """

    child_id: ChildId
    origin: RowOrigin
    like_child_id: ChildId | None
    name: str | None
    about_years: int | None
    address: str | None
    as_of_on: date | None
    noticed: str | None
    informant: str | None
    phone: str | None


SurveyEvent = RosterRowReceived | ChildLeadReported
"""Rows of lists: identity facts, sealed in their own compartment."""
