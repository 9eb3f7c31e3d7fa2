"""Of which children in acute danger teachers and offices are told now, and whether of all."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from application.authorisation.permission import Standings
from application.crisis.cases.cases import OpenCase, open_case
from application.crisis.telling.class_teachers import is_told
from application.crisis.telling.refusals import is_told_of_refusal
from application.ports import Ledger, Unreadable
from domain.access.table import Request as Asking
from domain.errors import NotFound, RecordDamaged, Unavailable
from domain.shared import CaseId, PersonId

_IsTold = Callable[[Ledger, OpenCase, PersonId, datetime], bool]


class NoticesNow(NamedTuple):
    """Of which cases a person learns now, as class teacher or in an office.

    Without `is_whole` there may be more: what cannot be told is not that there is no danger.
    """

    case_ids: tuple[CaseId, ...] = ()
    is_whole: bool = True


def risk_notices(ledger: Ledger, standings: Standings, now: datetime) -> NoticesNow:
    """Return of which cases a person learns as class teacher now: ids alone, so unrecorded.

    One that cannot be read hides no other.
    """
    if not standings.allow(Asking.READ_RISK_NOTICE):
        return NoticesNow()
    return _open_to(ledger, standings.actor.person_id, now, is_told)


def refusal_notices(ledger: Ledger, standings: Standings, now: datetime) -> NoticesNow:
    """Return of which cases a person learns now that the family refuses: ids alone, unrecorded."""
    if not standings.allow(Asking.READ_REFUSAL_NOTICE):
        return NoticesNow()
    return _open_to(ledger, standings.actor.person_id, now, is_told_of_refusal)


def _open_to(ledger: Ledger, person_id: PersonId, now: datetime, is_told: _IsTold) -> NoticesNow:
    # In this order: what comes in between is found as well.
    is_current = ledger.risk_notices.is_current()
    told = ledger.risk_notices.told(person_id)
    found = {each: _is_open(ledger, each, person_id, now, is_told) for each in told}
    return NoticesNow(
        case_ids=tuple(each for each, is_open in found.items() if is_open),
        is_whole=is_current and None not in found.values(),
    )


def _is_open(
    ledger: Ledger, case_id: CaseId, person_id: PersonId, now: datetime, is_told: _IsTold
) -> bool | None:
    """Return whether a notice is open to somebody, None where that cannot be told."""
    try:
        return is_told(ledger, open_case(ledger, case_id), person_id, now)
    except NotFound:
        return False
    except (Unreadable, RecordDamaged, Unavailable):
        return None
