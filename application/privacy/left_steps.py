"""The steps by which those to whom a breach leaves a family end that: told, or left untold."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid5

from application.ports import Actor, Ledger, Receipt
from application.privacy.breaches import record_on_breach
from application.privacy.left_telling import LEAVING, TELLING, Telling, require_telling
from application.recording import Request
from domain.access.table import Request as Asking
from domain.breaches.facts import ToldBy
from domain.breaches.state import LeaveUntold, NotifyGuardian
from domain.breaches.telling import leave_untold, notify_guardian
from domain.days import local_day
from domain.shared import OrganisationId


def tell_left_family(
    ledger: Ledger, actor: Actor, office: OrganisationId, request: NotifyGuardian, now: datetime
) -> Receipt:
    """Record that somebody who speaks for a child was told by those to whom that was left.

    Raises: NotFound, NotPermitted, Unavailable.
    """
    breach_id, child_id = request.breach_id, request.child_id
    telling = require_telling(ledger, actor, office, breach_id, child_id, now)
    request_id = uuid5(breach_id, f"left {child_id}")
    asked = _asked(telling, TELLING, request_id, now)
    return record_on_breach(
        ledger,
        asked,
        office,
        breach_id,
        lambda state: notify_guardian(
            state,
            request,
            today=local_day(now),
            told_by=telling.told_by,
            may_mean_family=telling.may_mean_family,
        ),
    )


def leave_left_family_untold(
    ledger: Ledger, actor: Actor, office: OrganisationId, request: LeaveUntold, now: datetime
) -> Receipt:
    """Record why a family is not told, by those to whom it was left; whoever advises decides none.

    Raises: NotFound, NotPermitted, Unavailable.
    """
    breach_id, child_id = request.breach_id, request.child_id
    telling = require_telling(ledger, actor, office, breach_id, child_id, now)
    request_id = uuid5(breach_id, f"left untold {child_id}")
    asked = _asked(telling, LEAVING, request_id, now)
    return record_on_breach(
        ledger,
        asked,
        office,
        breach_id,
        lambda state: leave_untold(state, request, by=actor.person_id, told_by=telling.told_by),
    )


def _asked(
    telling: Telling, allowing: Mapping[ToldBy, Asking], request_id: UUID, now: datetime
) -> Request:
    context = telling.standings.require(allowing[telling.told_by])
    return Request(request_id=request_id, actor=telling.standings.actor, now=now, context=context)
