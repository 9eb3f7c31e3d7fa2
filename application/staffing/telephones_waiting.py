"""Which proposed telephones wait for one person, and what became of those they proposed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from application.authorisation.answering_for import may_for_person
from application.authorisation.permission import Standings, standings_of
from application.authorisation.reach import reach_within
from application.ports import Actor, Ledger
from application.proposed_numbers import OWN_AT_MOST, NumberKind, NumberRow, NumberStage
from application.staffing.duty_rows import OnePage, page_of
from application.staffing.telephones import may_see_telephone
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.shared import PersonId
from domain.staff.proposal_days import open_since


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephonesWaiting:
    """A page of what waits for somebody, the oldest first; and their own proposals.

    `behind` counts the facts that it does not show yet.
    """

    page: OnePage[NumberRow]
    own: tuple[NumberRow, ...]
    behind: int


def telephones_waiting(
    ledger: Ledger, actor: Actor, now: datetime, cursor: str | None = None
) -> TelephonesWaiting:
    """Return which telephones a person may confirm, and what became of those they proposed.

    Raises: NotPermitted for whoever may neither confirm nor propose any; Invalid; Unavailable.
    """
    standings = standings_of(ledger, actor, now)
    # A second factor is asked for only where one of them is confirmed.
    if not standings.allow(Asking.CONFIRM_TELEPHONE):
        standings.require(Asking.PROPOSE_TELEPHONE)
    page = page_of(
        list(_to_confirm(ledger, standings, now)),
        lambda row: (row.proposed_on, row.proposal_id),
        cursor=cursor,
        size=ledger.rules.page_size,
    )
    return TelephonesWaiting(
        page=page,
        own=tuple(_own(ledger, standings, now)),
        behind=ledger.numbers.behind(),
    )


def any_telephone_waits(ledger: Ledger, standings: Standings, now: datetime) -> bool:
    """Return whether any proposed telephone waits for this person. Raises: Unavailable."""
    if not standings.allow(Asking.CONFIRM_TELEPHONE):
        return False
    # Mostly nothing waits anywhere, which one question tells without asking how far a duty reaches.
    since = open_since(local_day(now), ledger.rules)
    kinds = ledger.numbers.kinds_waiting(standings.actor.person_id, since)
    return NumberKind.TELEPHONE in kinds and any(
        True for _row in _to_confirm(ledger, standings, now)
    )


def _to_confirm(ledger: Ledger, standings: Standings, now: datetime) -> Iterator[NumberRow]:
    asking, actor = Asking.CONFIRM_TELEPHONE, standings.actor
    if not standings.allow(asking):
        return
    reach = reach_within(ledger, standings, (asking,), now)
    since = open_since(local_day(now), ledger.rules)
    for row in ledger.numbers.telephones(actor.person_id, reach, since):
        # Only for whoever answers for all places of the person, as confirming asks.
        if may_for_person(ledger, standings, asking, PersonId(row.subject_id), now):
            yield row


def _own(ledger: Ledger, standings: Standings, now: datetime) -> Iterator[NumberRow]:
    me, since = standings.actor.person_id, open_since(local_day(now), ledger.rules)
    for row in ledger.numbers.own_telephones(me, limit=OWN_AT_MOST):
        # Whoever answers for the person no more is not told what became of their telephone.
        if may_see_telephone(ledger, standings, PersonId(row.subject_id), now):
            yield _as_of(row, since)


def _as_of(row: NumberRow, since: date) -> NumberRow:
    lapsed = row.stage is NumberStage.WAITING and row.proposed_on < since
    return replace(row, stage=NumberStage.LAPSED) if lapsed else row
