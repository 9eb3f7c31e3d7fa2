"""Until when a case is open to a head or officer to whom it was brought, by all that is recorded.

The view `health` folds the same rules (infrastructure/views/health/brought.py), so that a desk
lists what a use case opens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from application.ports import Ledger, Recorded
from application.rows import DutyRow
from domain.alerts.bringing import Bringing, WhoHas, bringing_of, is_open_to, open_until
from domain.alerts.rules import STANDS_IN
from domain.days import local_day
from domain.referrals.joining.joining_facts import ConcernJoined
from domain.referrals.joining.redirecting_facts import ConcernMisdirected
from domain.referrals.state import CaseState
from domain.ruleset import RulesOverTime
from domain.shared import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedBy:
    """That a case is open to somebody since it was brought to them `on` that day, the last time.

    `until_on` is the last day as things stand, None while nobody has it, or they have it.
    """

    on: date
    until_on: date | None


def opened_by_bringing(
    ledger: Ledger,
    recorded: Sequence[Recorded[object]],
    state: CaseState,
    posts: Sequence[DutyRow],
    now: datetime,
) -> OpenedBy | None:
    """Return since when a case is open to who holds these posts, None where it is not.

    The posts are one person's today, at the child's places or above.
    """
    standing_in = [each.person_id for each in posts if each.role in STANDS_IN]
    return opened_to(ledger, recorded, state, standing_in[0], now) if standing_in else None


def opened_to(
    ledger: Ledger,
    recorded: Sequence[Recorded[object]],
    state: CaseState,
    person_id: PersonId,
    now: datetime,
) -> OpenedBy | None:
    """Return since when and until when a case is open to whoever is next in line.

    Days count by the rules of when it was brought. `recorded` is all of the case, and of whom it
    was brought to.
    """
    known, today = _bringing(recorded, ledger.rulebook), local_day(now)
    has = _who_has(recorded, state, ledger.rulebook)
    if not is_open_to(person_id, known, has, today):
        return None
    until_on = open_until(person_id, known, has, today)
    return OpenedBy(on=known.brought[person_id].on, until_on=until_on)


def _bringing(recorded: Sequence[Recorded[object]], rulebook: RulesOverTime) -> Bringing:
    return bringing_of(
        (each.fact, local_day(each.recorded_at), _days(each, rulebook)) for each in recorded
    )


def _who_has(
    recorded: Sequence[Recorded[object]], state: CaseState, rulebook: RulesOverTime
) -> WhoHas:
    waits = state.owner_id is None or bool(state.further.unanswered)
    if not state.is_over:
        return WhoHas(owner_id=state.owner_id, waits=waits)
    last = _end(recorded, state)
    over_until_on = local_day(last.recorded_at) + timedelta(days=_days(last, rulebook))
    return WhoHas(owner_id=state.owner_id, waits=waits, over_until_on=over_until_on)


def _end(recorded: Sequence[Recorded[object]], state: CaseState) -> Recorded[object]:
    """Return by what a case came to its end; what is recorded after it adds no day."""
    ends = (state.withdrawn, state.restored, state.aftercare.closed)
    of_end = [
        each
        for each in recorded
        if each.fact in ends or isinstance(each.fact, ConcernJoined | ConcernMisdirected)
    ]
    return max(of_end or recorded, key=lambda each: each.position)


def _days(recorded: Recorded[object], rulebook: RulesOverTime) -> int:
    return rulebook.at(recorded.recorded_at).worries.brought_open_days
