"""Which class teachers a case says were told of the danger, and who of them may read of it now."""

from dataclasses import dataclass
from datetime import datetime

from application.crisis.cases.cases import open_case
from application.crisis.reading.case_reading import Case
from application.crisis.telling.class_teachers import has_read, red_since, teaching, told_of
from application.ports import Ledger
from domain.alerts.class_teachers import still_told
from domain.errors import Unavailable
from domain.referrals.levels.acute import is_acute
from domain.shared import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachersTold:
    """Who was told of the danger that there is now, and may read of it still; `before` no more.

    `is_said` is False until it was found out whom to tell.
    """

    is_said: bool = False
    now: frozenset[PersonId] = frozenset()
    before: frozenset[PersonId] = frozenset()
    read: frozenset[PersonId] = frozenset()


def teachers_told(ledger: Ledger, found: Case, now: datetime) -> TeachersTold | None:
    """Return it of a case whose level is red; None of others, and for a hospital.

    Raises: NotFound; Unreadable.
    """
    if found.is_for_hospital or not is_acute(found.state):
        return None
    case = open_case(ledger, found.case_id)
    cause = red_since(case)
    said = told_of(case, cause.event_id) if cause else ()
    if not said or cause is None:
        return TeachersTold()
    try:
        teachers = teaching(ledger, case, now).teachers
    except Unavailable:
        teachers = frozenset()  # Whoever handles the case had better find one more than none.
    ever = {person_id for each in said for person_id in each.told_ids}
    told = still_told(said) & teachers
    return TeachersTold(
        is_said=True,
        now=told,
        before=frozenset(ever - told),
        read=frozenset(each for each in told if has_read(case, cause.event_id, each)),
    )
