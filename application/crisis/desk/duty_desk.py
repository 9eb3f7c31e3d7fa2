"""The duty desk: the cases open to a person, and what of them is due soon or overdue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from application.authorisation.permission import standings_of
from application.crisis.clocks.clock_rows import ClockRow, Pressing
from application.crisis.delivery.channels import troubled_channels
from application.crisis.desk.agreeing import WaitingForMe, waiting_for_me
from application.oncall.gaps import count_own_gaps
from application.ports import Actor, Ledger
from application.reads.reading import Look, note_reading
from application.rows import HealthPage
from domain.access.table import Request as Asking
from domain.alerts.outside import Channel
from domain.calendar import Calendar
from domain.days import local_day
from domain.reads.facts import Reading
from domain.shared import CaseId

PRESSING_AT_MOST = 20
SILENT_AFTER_SECONDS = 60.0
"""Where nobody looked at the deadlines for so long, what the desk says of them is no more sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDesk:
    """One page of the desk; `pressing` is of all pages, `next_steps` of the cases of this one.

    `paused` are the steps of these cases whose clocks stand still.

    `nobody_sweeps` tells that nothing new is said to be overdue just now, `troubled_channels` by
    which nothing goes out; `years_unknown` are those of the page's deadlines for which holidays
    could not be counted; `roster_gaps` counts the shifts of the coming days at the person's own
    places that reach nobody. `waiting_for_me` is what they may agree to, on the first page alone.
    """

    page: HealthPage
    pressing: Pressing
    next_steps: Mapping[CaseId, ClockRow] = field(default_factory=dict)
    paused: Mapping[CaseId, tuple[ClockRow, ...]] = field(default_factory=dict)
    nobody_sweeps: bool = False
    troubled_channels: tuple[Channel, ...] = ()
    years_unknown: tuple[int, ...] = ()
    roster_gaps: int = 0
    waiting_for_me: WaitingForMe = field(default_factory=WaitingForMe)


def duty_desk(
    ledger: Ledger, actor: Actor, now: datetime, *, read_id: UUID, cursor: str | None = None
) -> DutyDesk:
    """Return one page of the cases open to the person; the reading is recorded first.

    Raises: NotPermitted, Unavailable, Invalid when the cursor is not one of ours.
    """
    standings = standings_of(ledger, actor, now)
    access = standings.require_reading(Asking.LIST_CASES)
    today = local_day(now)
    page = ledger.health.page(actor.person_id, today, limit=ledger.rules.page_size, cursor=cursor)
    pressing = ledger.clocks.pressing(actor.person_id, today, now, limit=PRESSING_AT_MOST)
    look = Look(read_id=read_id, actor=actor, now=now, what=Reading.HEALTH_DESK, access=access)
    waiting = waiting_for_me(ledger, standings, now) if cursor is None else WaitingForMe()
    shown = [row.child_id for row in page.rows] + [row.child_id for row in pressing.rows]
    shown += [each.child_id for each in waiting.of_cases]
    note_reading(ledger, look, list(dict.fromkeys(shown)))
    case_ids = [row.case_id for row in page.rows]
    running = ledger.clocks.of_cases(actor.person_id, case_ids, today)
    rows = [*pressing.rows, *(row for rows in running.values() for row in rows)]
    return DutyDesk(
        page=page,
        pressing=pressing,
        next_steps={case_id: rows[0] for case_id, rows in running.items() if rows},
        paused={
            case_id: tuple(each for each in of_case if each.is_paused(now))
            for case_id, of_case in running.items()
        },
        nobody_sweeps=nobody_sweeps(ledger),
        troubled_channels=troubled_channels(ledger),
        roster_gaps=count_own_gaps(ledger, standings, now),
        waiting_for_me=waiting,
        years_unknown=_unknown(ledger.clocks.calendar, (row.due_at for row in rows)),
    )


def nobody_sweeps(ledger: Ledger) -> bool:
    """Return whether nobody looked for what is overdue for too long, in whichever process."""
    silent = ledger.clocks.silent_for()
    return silent is None or silent > SILENT_AFTER_SECONDS


def _unknown(calendar: Calendar, due: Iterable[datetime]) -> tuple[int, ...]:
    days = {local_day(each - timedelta(microseconds=1)) for each in due}
    return tuple(sorted({each.year for each in days if not calendar.knows(each)}))
