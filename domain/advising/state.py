"""What is asked about the log of a school's health vice principals, and what is kept in mind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import assert_never

from domain.advising.facts import (
    HealthDutiesEvent,
    HealthDuty,
    HealthDutyCorrected,
    HealthDutyLogged,
    HealthDutyVoided,
    HealthDutyVoidReason,
)
from domain.shared import CorrectionId, HealthDutyId, OrganisationId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class LogHealthDuty:
    """Write down what one did for a school."""

    school_id: OrganisationId
    health_duty_id: HealthDutyId
    duty: HealthDuty


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectHealthDuty:
    """Say what an entry should have said, and why."""

    school_id: OrganisationId
    health_duty_id: HealthDutyId
    correction_id: CorrectionId
    duty: HealthDuty
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidHealthDuty:
    """Take back an entry that was made in error."""

    school_id: OrganisationId
    health_duty_id: HealthDutyId
    reason: HealthDutyVoidReason


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthDutyRecord:
    """One entry of the log with what was said of it later."""

    logged: HealthDutyLogged
    corrections: Mapping[CorrectionId, HealthDutyCorrected] = field(default_factory=dict)
    voided: HealthDutyVoided | None = None

    @property
    def duty(self) -> HealthDuty:
        """What holds now: the last that was said."""
        corrected = list(self.corrections.values())
        return corrected[-1].duty if corrected else self.logged.duty

    @property
    def done_by(self) -> PersonId:
        """Who did it."""
        return self.logged.done_by


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthDutiesState:
    """The log of one school, in the order in which it was learned."""

    records: Mapping[HealthDutyId, HealthDutyRecord] = field(default_factory=dict)

    @property
    def counting(self) -> tuple[HealthDutyRecord, ...]:
        """The entries that were not taken back."""
        return tuple(each for each in self.records.values() if each.voided is None)


NO_HEALTH_DUTIES = HealthDutiesState()


def evolve(state: HealthDutiesState, event: HealthDutiesEvent) -> HealthDutiesState:
    """Return what the rules know after one more fact."""
    if isinstance(event, HealthDutyLogged):
        return _with(state, HealthDutyRecord(logged=event))
    before = state.records[event.health_duty_id]
    match event:
        case HealthDutyCorrected():
            corrections = {**before.corrections, event.correction_id: event}
            return _with(state, replace(before, corrections=corrections))
        case HealthDutyVoided():
            return _with(state, replace(before, voided=event))
        case _:
            assert_never(event)


def fold(facts: Iterable[HealthDutiesEvent]) -> HealthDutiesState:
    """Return what the rules know after these facts of one school."""
    return reduce(evolve, facts, NO_HEALTH_DUTIES)


def _with(state: HealthDutiesState, record: HealthDutyRecord) -> HealthDutiesState:
    return replace(state, records={**state.records, record.logged.health_duty_id: record})
