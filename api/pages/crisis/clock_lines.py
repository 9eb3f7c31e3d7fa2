"""What the pages show of deadlines, made of what the use cases answered."""

from datetime import datetime

from api.view_models.crisis.clocks import ClockLine, PressingLine, PressingLines
from api.view_models.crisis.duty import case_number
from application.crisis.clocks.case_clocks import CaseClocks
from application.crisis.clocks.clock_rows import ClockRow
from application.crisis.desk.duty_desk import DutyDesk
from domain.clocks.timing import Deadline, Timing


def clocks_of(clocks: CaseClocks, now: datetime, timing: Timing) -> tuple[ClockLine, ...]:
    """Return every deadline of a case, the first due first."""
    in_order = sorted(clocks.deadlines, key=lambda each: (each.due_at, each.step))
    return tuple(_of_case(each, clocks, now, timing) for each in in_order)


def row_of(row: ClockRow, now: datetime) -> ClockLine:
    """Return a deadline that runs."""
    return ClockLine(
        step=row.step,
        level=row.level,
        now=now,
        soon_at=row.soon_at,
        due_at=row.due_at,
        is_provisional=row.is_provisional,
        tier=row.tier,
        paused_until=row.paused_until if row.is_paused(now) else None,
        times_paused=row.pauses,
    )


def pressing_of(desk: DutyDesk, now: datetime) -> PressingLines:
    """Return what presses of all cases open to the person."""
    found = desk.pressing
    return PressingLines(
        lines=tuple(
            PressingLine(
                case_id=row.case_id, number=case_number(row.case_id), clock=row_of(row, now)
            )
            for row in found.rows
        ),
        soon=found.soon,
        overdue=found.overdue,
        nobody_sweeps=desk.nobody_sweeps,
        troubled_channels=desk.troubled_channels,
        years_unknown=desk.years_unknown,
        roster_gaps=desk.roster_gaps,
    )


def _of_case(deadline: Deadline, clocks: CaseClocks, now: datetime, timing: Timing) -> ClockLine:
    over_at = deadline.done_at or deadline.ended_at
    same, until = deadline.learned_at == deadline.done_at, deadline.paused_until(now)
    return ClockLine(
        step=deadline.step,
        level=deadline.level,
        now=now,
        soon_at=deadline.soon_at,
        due_at=deadline.due_at,
        is_provisional=deadline.is_provisional,
        done_at=deadline.done_at,
        learned_at=None if same else deadline.learned_at,
        is_ended=deadline.ended_at is not None,
        tier=clocks.tiers(deadline),
        for_duty_teacher=deadline.is_running
        and timing.is_for_duty_teacher(deadline.step, deadline.due_at),
        paused_until=until,
        pauses=tuple((e.from_at, min(e.ends_at, over_at or now, now)) for e in deadline.pauses),
        times_paused=len(deadline.pauses),
        pause_id=deadline.pauses[-1].pause_id if until else None,
    )
