"""What a row of a list of staff tells, and what is wrong with it before anything is recorded."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

from domain.errors import Invalid
from domain.staff.facts import OrganisationKind, Role
from domain.staff.places import ROLE_PLACES
from domain.text import NAME_AT_MOST, one_line


class ListedProblem(StrEnum):
    """Why a row of a list of staff is not taken; of several the first that somebody can mend."""

    FORMULA = "formula"
    NAME_MISSING = "name_missing"
    NAME_UNUSABLE = "name_unusable"
    PHONE_UNUSABLE = "phone_unusable"
    LOGIN_OR_PHONE_MISSING = "login_or_phone_missing"
    LOGIN_UNUSABLE = "login_unusable"
    LOGIN_OF_ANOTHER = "login_of_another"
    ROLE_UNKNOWN = "role_unknown"
    ROLE_ONE_BY_ONE = "role_one_by_one"
    PLACE_UNKNOWN = "place_unknown"
    PLACE_AMBIGUOUS = "place_ambiguous"
    ROLE_NOT_HELD_THERE = "role_not_held_there"
    PLACE_OF_OTHERS = "place_of_others"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """One row: who, where, as what; `number` counts the rows of the sheet from 1."""

    number: int
    name: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    login: str | None = field(default=None, repr=False)
    place: str | None = None
    role: str | None = None
    has_bad_phone: bool = False
    has_formula: bool = False


def problem_of(
    row: ListedRow, role: Role | None, kinds: Collection[OrganisationKind]
) -> ListedProblem | None:
    """Return why a row cannot be taken, as far as it tells that by itself.

    `role` is what its word for a role means, `kinds` those of the organisations it may mean.
    """
    if row.has_formula:
        # Written back into a spreadsheet, it would be run.
        return ListedProblem.FORMULA
    return _of_person(row) or _of_post(role, kinds)


def _of_person(row: ListedRow) -> ListedProblem | None:
    if row.name is None:
        return ListedProblem.NAME_MISSING
    try:
        one_line(row.name, field="name", at_most=NAME_AT_MOST)
    except Invalid:
        return ListedProblem.NAME_UNUSABLE
    if row.has_bad_phone:
        return ListedProblem.PHONE_UNUSABLE
    if row.login is None and row.phone is None:
        return ListedProblem.LOGIN_OR_PHONE_MISSING
    return None


def _of_post(role: Role | None, kinds: Collection[OrganisationKind]) -> ListedProblem | None:
    if role is None:
        return ListedProblem.ROLE_UNKNOWN
    if role is Role.HEALTH_VICE_PRINCIPAL:
        # It is said from which hospital they come, which a list has no column for.
        return ListedProblem.ROLE_ONE_BY_ONE
    if not kinds:
        return ListedProblem.PLACE_UNKNOWN
    if len(kinds) > 1:
        return ListedProblem.PLACE_AMBIGUOUS
    if not set(kinds) <= ROLE_PLACES[role]:
        return ListedProblem.ROLE_NOT_HELD_THERE
    return None
