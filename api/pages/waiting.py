"""What waits for a person, as the frame of every page says it and an open page asks again."""

import logging
from collections.abc import Callable

from api.deps import Call
from api.faults import place_of
from api.view_models.shell import BreachesWaiting, GrantsWaiting
from application.authentication.account_stores import Accounts
from application.authentication.first_sign_ins import waiting_first_sign_ins
from application.authentication.night_ports import NightRecoveries
from application.authentication.outside_doors import OutsideDoors
from application.authorisation.grant_lists import grants_waiting
from application.authorisation.overdue import nights_overdue
from application.authorisation.permission import Standings
from application.care_files.corrections_waiting import any_correction_waits
from application.crisis.reading.notices_now import refusal_notices, risk_notices
from application.outages.shown import silent_for
from application.privacy.breaches import waiting_breaches
from application.privacy.due_rows import RightsWaiting
from application.privacy.privacy_desk import waiting_rights
from application.proposed_numbers import NumberKind
from application.reporting.listing import unreceived_reports
from application.staffing.approvals import waiting_approvals, waiting_reviews
from application.staffing.telephones_waiting import any_telephone_waits
from domain.access.table import Request as Asking
from domain.errors import Unavailable

_HOUR, _MINUTE = 3600, 60

logger = logging.getLogger(__name__)


def counted(count: Callable[[], int]) -> int:
    """Return how much of a kind waits for the person; no page fails because of it."""
    try:
        return count()
    except Exception as error:
        logger.warning("no count of what waits: %s", place_of(error))
        return 0


def reports_waiting(call: Call, standings: Standings) -> int | None:
    """Return how many reports of harm nobody has received; None = they are not this person's."""
    if not standings.allow(Asking.LIST_REPORTS):
        return None
    return counted(lambda: unreceived_reports(call.ledger, standings, call.now))


def first_sign_ins(call: Call, accounts: Accounts, standings: Standings) -> int:
    """Return how many people signed in for the first time and wait for the person's word."""
    return counted(lambda: waiting_first_sign_ins(call.ledger, accounts, standings, call.now))


def approvals(call: Call, doors: OutsideDoors, standings: Standings) -> int:
    """Return how many proposed duties wait for the person's signature."""
    return counted(lambda: waiting_approvals(call.ledger, doors.tokens, standings, call.now))


def nights(call: Call, doors: OutsideDoors, standings: Standings) -> int:
    """Return how many codes given at night wait for the person to look into them."""
    return counted(lambda: waiting_reviews(call.ledger, doors, standings, call.now))


def numbers(call: Call, standings: Standings) -> frozenset[NumberKind]:
    """Return of which kinds a proposed number waits for the person to confirm or compare it."""
    asked = {
        NumberKind.TELEPHONE: lambda: any_telephone_waits(call.ledger, standings, call.now),
        NumberKind.ID_NUMBER: lambda: any_correction_waits(call.ledger, standings, call.now),
    }
    return frozenset(kind for kind, waits in asked.items() if counted(waits))


def grants_of(call: Call, standings: Standings) -> GrantsWaiting | None:
    """Return what waits for the person; a page is drawn although that cannot be counted."""
    try:
        counts = grants_waiting(call.ledger, standings, call.now)
    except Unavailable:
        return None
    if counts is None:
        return None
    return GrantsWaiting(
        to_decide=counts.to_decide,
        to_review=counts.to_review - counts.still_open,
        still_open=counts.still_open,
        overdue=counts.overdue,
    )


def risks_of(call: Call, standings: Standings) -> int | None:
    """Return of how many pupils in acute danger the person is told; None = of none ever."""
    if not standings.allow(Asking.READ_RISK_NOTICE):
        return None
    return risks_told(call, standings) or 0


def refusals_of(call: Call, standings: Standings) -> int:
    """Return of how many children an office is told that their family refuses help in danger."""
    return counted(lambda: len(refusal_notices(call.ledger, standings, call.now).case_ids))


def risks_told(call: Call, standings: Standings) -> int | None:
    """Return of how many pupils the person is told; None while none is found and not all is seen.

    An open page leaves its line as it is then.
    """
    try:
        found = risk_notices(call.ledger, standings, call.now)
    except Exception as error:
        logger.warning("no count of pupils in danger: %s", place_of(error))
        return None
    return len(found.case_ids) or (0 if found.is_whole else None)


def silent_of(call: Call, standings: Standings) -> int | None:
    """Return how many parts are silent; None for whoever does not look after them."""
    try:
        found = silent_for(call.ledger, standings)
    except Exception as error:
        logger.warning("no count of silent parts: %s", place_of(error))
        return None
    return None if found is None else len(found)


def late_nights(call: Call, recoveries: NightRecoveries, standings: Standings) -> int:
    """Return how many codes given at night nobody looked into in time."""
    return counted(lambda: nights_overdue(call.ledger, recoveries, standings, call.now))


def rights_of(call: Call, standings: Standings) -> RightsWaiting | None:
    """Return the requests of families that wait; a page is drawn although they are not counted."""
    try:
        return waiting_rights(call.ledger, standings, call.now)
    except Exception as error:
        logger.warning("no count of requests of families: %s", place_of(error))
        return None


def breaches_of(call: Call, standings: Standings) -> BreachesWaiting | None:
    """Return the breaches that wait; a page is drawn although they cannot be counted."""
    try:
        counts = waiting_breaches(call.ledger, standings, call.now)
    except Exception as error:
        logger.warning("no count of breaches: %s", place_of(error))
        return None
    if counts is None:
        return None
    left = int((counts.due_at - call.now).total_seconds()) if counts.due_at else 0
    return BreachesWaiting(
        to_tell=counts.to_tell,
        overdue=counts.overdue,
        to_end=counts.to_end,
        families=counts.families,
        may_handle=standings.allow(Asking.HANDLE_BREACH),
        hours=left // _HOUR,
        minutes=left % _HOUR // _MINUTE,
    )
