"""What becomes of each row of a list, and why, in the words that reports use."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.codelists import Sex
from domain.days import age_in_years
from domain.identity import read_id_number
from domain.ruleset import RuleSet
from domain.survey.rows import NumberState, RosterRow


class RowOutcome(StrEnum):
    """What becomes of a row."""

    ACCEPT = "accept"
    ACCEPT_FLAGGED = "accept_flagged"
    REJECT = "reject"
    IGNORE = "ignore"
    DUPLICATE_ROW = "duplicate_row"
    REVIEW = "review"
    LEAD = "lead"


class RowReason(StrEnum):
    """Why it becomes that, where a word is needed."""

    SUBTOTAL = "subtotal"
    TOTAL = "total"
    FOOTER = "footer"
    NAME_MISSING = "name_missing"
    BIRTH_DATE_MISSING = "birth_date_missing"
    BIRTH_DATE_UNREADABLE = "birth_date_unreadable"
    BIRTH_DATE_IN_FUTURE = "birth_date_in_future"
    OF_AGE = "of_age"
    CELL_UNUSABLE = "cell_unusable"
    CHILD_ERASED = "child_erased"
    EXACT_REPEAT = "exact_repeat"
    ID_MISSING = "id_missing"
    ID_CHECK_DIGIT = "id_check_digit"
    ID_PRECISION_LOST = "id_precision_lost"
    ID_TELLS_OTHER_BIRTH_DATE = "id_tells_other_birth_date"
    ID_TELLS_OTHER_SEX = "id_tells_other_sex"
    ID_OF_ANOTHER_CHILD = "id_of_another_child"
    PLACE_UNKNOWN = "place_unknown"
    FORMULA_TEXT_KEPT_AS_TEXT = "formula_text_kept_as_text"
    SAME_CHILD_NO_ID = "same_child_no_id"
    SAME_NAME_AND_BIRTH_DATE = "same_name_and_birth_date"
    MATCHES_KNOWN_CHILD = "matches_known_child"
    NEW_CHILD = "new_child"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What becomes of a row, and why."""

    outcome: RowOutcome
    why: RowReason | None = None


def refusal_of(row: RosterRow, today: date, rules: RuleSet) -> RowReason | None:
    """Return why a row cannot become a child, or nothing."""
    if row.name is None:
        return RowReason.NAME_MISSING
    if row.born_on is None:
        return RowReason.BIRTH_DATE_UNREADABLE if row.has_bad_date else RowReason.BIRTH_DATE_MISSING
    if row.born_on > today:
        return RowReason.BIRTH_DATE_IN_FUTURE
    if age_in_years(row.born_on, today, rules.birthday) >= rules.adult_at_years:
        return RowReason.OF_AGE
    return None


def flag_of(row: RosterRow) -> RowReason | None:
    """Return what somebody should put right in a row that is taken all the same, or nothing."""
    match row.number_state:
        case NumberState.CHECK_DIGIT:
            return RowReason.ID_CHECK_DIGIT
        case NumberState.PRECISION_LOST:
            return RowReason.ID_PRECISION_LOST
        case NumberState.MISSING:
            return None
        case NumberState.VALID:
            return _contradiction_of(row)


def remark_on(row: RosterRow) -> RowReason | None:
    """Return what is worth a word about a row that is taken as it is, or nothing."""
    if row.number_state is NumberState.MISSING:
        return RowReason.ID_MISSING
    return RowReason.FORMULA_TEXT_KEPT_AS_TEXT if row.has_formula_text else None


def _contradiction_of(row: RosterRow) -> RowReason | None:
    found = read_id_number(row.id_number or "")
    if found is None:
        return RowReason.ID_CHECK_DIGIT
    if row.born_on != found.born_on:
        return RowReason.ID_TELLS_OTHER_BIRTH_DATE
    other = Sex.FEMALE if found.is_male else Sex.MALE
    return RowReason.ID_TELLS_OTHER_SEX if row.sex is other else None
