"""What the doors refused: recorded in the name of who counts, and shown to who watches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID, uuid5

from application.authentication.security_rows import SecurityFilter, SecurityRow
from application.authorisation.permission import Standings
from application.authorisation.reach import reach_of
from application.ports import Actor, History, Ledger
from application.reads.looking import Names, names_of
from application.recording import Decision, Request, record
from application.staffing.reactions import introduce
from application.states import security_stream
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.days import local_day
from domain.security.facts import RefusalKind, SecurityEvent
from domain.security.rules import tell

FOLLOWER = "refusals"
"""The name under which the reaction is registered; permanent."""


def introduce_recorder(ledger: Ledger, ledger_id: UUID, now: datetime) -> Actor:
    """Return who counts refusals as an actor, registered once. Raises: Unavailable."""
    return introduce(ledger, ledger_id, now, follower=FOLLOWER, name="安全记录")


def record_refusals(ledger: Ledger, actor: Actor, fact: SecurityEvent, now: datetime) -> None:
    """Record what is told of the refusals of one hour, once however often it is tried.

    Raises: Unavailable when the log cannot take it now.
    """
    stream = security_stream(fact.refusals_id)

    def decide(history: History) -> Decision:
        said = cast("Sequence[SecurityEvent]", history.of(stream))
        return cast("Decision", tell(said, fact))

    request_id = uuid5(fact.refusals_id, type(fact).__name__)
    record(ledger, Request(request_id=request_id, actor=actor, now=now), [stream], decide)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSecurity:
    """One page of security events, the newest first; `behind` is what the view still lacks."""

    rows: tuple[SecurityRow, ...]
    names: Names
    next_before: int | None
    behind: int


def emergencies_refused(ledger: Ledger, standings: Standings, now: datetime) -> int:
    """Return for a privacy officer in how many hours of late emergencies were refused often.

    Somebody may be trying one child after another; who it was, security administrators see.
    """
    if Standing.PRIVACY_OFFICER not in standings.held:
        return 0
    bounds = ledger.rules.glass
    since_on = local_day(now) - timedelta(days=bounds.refusals_told_days)
    kind = RefusalKind.EMERGENCY_REFUSED
    return ledger.security.count_often(kind, since_on, at_least=bounds.refused_often)


def security_events(
    ledger: Ledger,
    actor: Actor,
    chosen: SecurityFilter,
    now: datetime,
    *,
    before: int | None = None,
) -> ShownSecurity:
    """Return what was refused at the doors, and what happened to accounts and duties.

    Of people it is those of the places for which whoever asks answers; refusals belong to no place.

    Raises: NotPermitted, Unavailable.
    """
    reach = reach_of(ledger, actor, (Asking.READ_SECURITY_EVENTS,), now)
    page = ledger.security.page(chosen, reach, limit=ledger.rules.page_size, before=before)
    people = {each.actor_id for each in page.rows} | {
        person for each in page.rows for person in (each.person_id, *each.account_ids) if person
    }
    return ShownSecurity(
        rows=page.rows,
        names=names_of(ledger, people, {each.organisation_id for each in page.rows}),
        next_before=page.next_before,
        behind=ledger.security.behind(),
    )
