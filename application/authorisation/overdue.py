"""Tells those above, once, of what nobody answered, reviewed or looked into in time."""

import logging
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from application.authentication.night_ports import NightRecoveries, NightRecovery
from application.authorisation.glass import posts_around
from application.authorisation.grant_rows import GrantRow
from application.authorisation.permission import Standings
from application.authorisation.reach import reaches
from application.authorisation.recusal import recused_among
from application.ports import Actor, Context, History, Ledger, Unreadable
from application.recording import Decision, Request, record
from application.said_lately import SaidLately
from application.states import accounts_stream, grants_state, grants_stream
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.accounts.outside_facts import NightReviewOverdue
from domain.accounts.recoveries import review_due_at, review_overdue
from domain.errors import NotFound, RecordDamaged, RuleBroken
from domain.grants.overdue import tell_overdue
from domain.grants.scope import is_closed_to_the_involved
from domain.grants.telling import SUPERVISING, Told, is_told, told_above
from domain.shared import Known

AT_ONCE = 200
_COUNTY_AND_ABOVE = SUPERVISING["township_supervisor"]
_STAND_ABOVE = frozenset({Standing.BUREAU_OFFICER, Standing.PRIVACY_OFFICER})
"""Who is told that the security administrators left a code of the night alone."""

logger = logging.getLogger(__name__)


def tell_of_overdue_access(ledger: Ledger, actor: Actor, now: datetime, said: SaidLately) -> int:
    """Record which requests and glass breaks became overdue, each once, and return how many.

    Of whom nobody can tell now who may be involved waits for the next time.

    Raises: Unavailable when the log cannot take it.
    """
    told, untellable = 0, dict[UUID, str]()
    rules = ledger.rules
    untold = ledger.grants.untold(
        now,
        glass_before=now - timedelta(hours=rules.glass_reviewed_within_hours),
        asked_before=now - timedelta(hours=rules.glass.request_waits_hours),
        limit=AT_ONCE,
    )
    for row in untold:
        try:
            told += _tell_of_grant(ledger, actor, row, now)
        except (NotFound, RuleBroken):
            continue  # Erased, or answered meanwhile.
        except (Unreadable, RecordDamaged) as error:
            untellable[row.grant_id] = type(error).__name__
    for grant_id, trouble in said.news_of("access", untellable, now):
        logger.error("access %s not told of: %s", grant_id, trouble)
    return told


def tell_of_overdue_nights(
    ledger: Ledger, recoveries: NightRecoveries, actor: Actor, now: datetime, said: SaidLately
) -> int:
    """Record which codes of the night nobody looked into in time, each once; return how many.

    Raises: Unavailable when the log cannot take it.
    """
    told, untellable = 0, dict[UUID, str]()
    for recovery in _left_alone(ledger, recoveries, now):
        try:
            told += _tell_of_night(ledger, actor, recovery, now)
        except NotFound:
            continue  # Erased meanwhile.
        except (Unreadable, RecordDamaged) as error:
            untellable[recovery.recovery_id] = type(error).__name__
    for recovery_id, trouble in said.news_of("code of the night", untellable, now):
        logger.error("code of the night %s not told of: %s", recovery_id, trouble)
    return told


def nights_overdue(
    ledger: Ledger, recoveries: NightRecoveries, standings: Standings, now: datetime
) -> int:
    """Return how many codes of the night nobody looked into in time, for whoever stands above.

    Raises: Unavailable.
    """
    if not standings.held & _STAND_ABOVE:
        return 0
    asking = Asking.REVIEW_GLASS_BREAK
    return sum(
        reaches(ledger, standings, asking, each.person_id, now)
        for each in _left_alone(ledger, recoveries, now)
    )


def _left_alone(
    ledger: Ledger, recoveries: NightRecoveries, now: datetime
) -> tuple[NightRecovery, ...]:
    rows = recoveries.listed(AT_ONCE)
    return tuple(
        each
        for each in rows
        if not each.reviewed_at and review_due_at(each.given_at, ledger.rules) <= now
    )


def _tell_of_grant(ledger: Ledger, actor: Actor, row: GrantRow, now: datetime) -> bool:
    told = _told(ledger, row, now)
    if row.is_glass and told == Told():
        return False  # It is looked for again: a fact that tells nobody would let it be forgotten.

    def decide(history: History) -> Decision:
        return tell_overdue(
            grants_state(history, row.child),
            row.grant_id,
            asked_at=row.asked_at,
            at=now,
            told=told,
            rules=ledger.rules,
        )

    request = Request(
        request_id=uuid5(row.grant_id, "overdue"),
        actor=actor,
        now=now,
        context=Context(rules=ledger.rules.version),
    )
    return record(ledger, request, [grants_stream(row.child)], decide).fresh


def _told(ledger: Ledger, row: GrantRow, now: datetime) -> Told:
    """Return who is told: of a request those above the child's places, of glass above its user."""
    chain = ledger.access.chain_of_child(row.child) or frozenset()
    above, around = posts_around(ledger, row.person_id, chain, now)
    if not row.is_glass:
        above, around = (), tuple(each for each in around if each.organisation_id in chain)
    is_closed = row.is_glass or is_closed_to_the_involved(row.compartments)
    people = {row.person_id, *(each.person_id for each in around if is_told(each.role))}
    kept_out = recused_among(ledger, row.child, people, now) if is_closed else frozenset()
    if row.is_glass:
        kept_out |= people - ledger.reachable(people)
    return told_above(
        above,
        around,
        user=row.person_id,
        kept_out=kept_out,
        beyond=_COUNTY_AND_ABOVE if is_closed and not row.is_glass else 0,
    )


def _tell_of_night(ledger: Ledger, actor: Actor, recovery: NightRecovery, now: datetime) -> bool:
    overdue = review_overdue(
        recovery.person_id,
        recovery.recovery_id,
        given_at=recovery.given_at,
        rules=ledger.rules,
    )
    stream = accounts_stream(recovery.person_id)

    def decide(history: History) -> Decision:
        said = [each for each in history.of(stream) if isinstance(each, NightReviewOverdue)]
        same = [each for each in said if each.recovery_id == recovery.recovery_id]
        return Known((same[0],)) if same else (overdue,)

    request = Request(
        request_id=uuid5(recovery.recovery_id, "overdue"),
        actor=actor,
        now=now,
        context=Context(rules=ledger.rules.version),
    )
    return record(ledger, request, [stream], decide).fresh
