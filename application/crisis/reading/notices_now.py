"""Of which pupils in acute danger a class teacher is told now, and whether that is known of all."""

from datetime import datetime
from typing import NamedTuple

from application.authorisation.permission import Standings
from application.crisis.cases.cases import open_case
from application.crisis.telling.class_teachers import is_told
from application.ports import Ledger, Unreadable
from domain.access.table import Request as Asking
from domain.errors import NotFound, Unavailable
from domain.shared import CaseId, PersonId


class NoticesNow(NamedTuple):
    """Of which cases a person learns as class teacher now.

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
    person_id = standings.actor.person_id
    # In this order: what comes in between is found as well.
    is_current = ledger.risk_notices.is_current()
    told = ledger.risk_notices.told(person_id)
    found = {each: _is_open(ledger, each, person_id, now) for each in told}
    return NoticesNow(
        case_ids=tuple(each for each, is_open in found.items() if is_open),
        is_whole=is_current and None not in found.values(),
    )


def _is_open(ledger: Ledger, case_id: CaseId, person_id: PersonId, now: datetime) -> bool | None:
    """Return whether a notice is open to somebody, None where that cannot be told."""
    try:
        return is_told(ledger, open_case(ledger, case_id), person_id, now)
    except NotFound:
        return False
    except (Unreadable, Unavailable):
        return None
