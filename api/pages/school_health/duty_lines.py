"""Entries of the duty log of a school as lines of a page."""

from collections.abc import Mapping

from api.view_models.school_health import HealthDutyLine
from application.school_health.school_logs import LoggedDuty
from domain.shared import PersonId


def health_duty_line(
    logged: LoggedDuty,
    names: Mapping[PersonId, str],
    me: PersonId | None = None,
    *,
    may_void: bool = False,
) -> HealthDutyLine:
    """Return one entry as a line; `me` serves the school, and may change what they logged.

    Among what is taken back is what names a pupil: it stays in the log alone.
    """
    record = logged.record
    return HealthDutyLine(
        health_duty_id=record.logged.health_duty_id,
        kind=record.duty.kind,
        held_on=record.duty.held_on,
        done_by=names.get(record.done_by, ""),
        duty=None if record.voided else record.duty,
        voided=record.voided.reason if record.voided else None,
        learned_on=logged.learned_on if logged.is_late else None,
        corrected_on=logged.corrected_on,
        may_change=record.voided is None and record.done_by == me,
        may_void=record.voided is None and may_void,
    )
