"""What is asked about a report of harm, and what the rules keep in mind of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import reduce
from typing import assert_never

from domain.codelists import Body, HarmKind
from domain.reporting.facts import (
    BodyNotified,
    HarmedChildNamed,
    HarmSuspected,
    OutcomeReturned,
    ReceiptConfirmed,
    ReportAcknowledged,
    ReportClosed,
    ReportClosingProposed,
    ReportConflictKept,
    ReportingEvent,
    ReportOutcome,
    ReportOverdue,
    ReportStep,
    Suspect,
)
from domain.reporting.officer_facts import OfficerEvent
from domain.reporting.officer_state import Officers, evolve_officers
from domain.shared import (
    CallId,
    CaseId,
    ChildId,
    ClosingId,
    OrganisationId,
    OutcomeId,
    PersonId,
    ReportId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyBody:
    """Tell that a body was told by telephone, and with which number it answered, if any."""

    report_id: ReportId
    call_id: CallId
    body: Body
    called_at: datetime
    answered_by: str | None = None
    receipt_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHarm:
    """Report suspected harm; `called` is the call that was made before, where one was.

    `name` and `described_as` tell which child is meant where no file does.
    """

    report_id: ReportId
    child_id: ChildId
    kind: HarmKind
    at_school: bool = False
    seen: str | None = None
    suspects: tuple[Suspect, ...] = ()
    suspect_ids: tuple[PersonId, ...] = ()
    noticed_at: datetime | None = None
    name: str | None = None
    described_as: str | None = None
    class_id: OrganisationId | None = None
    school_id: OrganisationId | None = None
    village_id: OrganisationId | None = None
    case_id: CaseId | None = None
    called: NotifyBody | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmReceipt:
    """Add the number under which a body received what it was told in a call."""

    report_id: ReportId
    call_id: CallId
    receipt_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnOutcome:
    """Record what a body said that it made of the report."""

    report_id: ReportId
    outcome_id: OutcomeId
    body: Body
    outcome: ReportOutcome
    returned_on: date
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseReport:
    """End a report, with the reason; where nothing came of it the second person's word ends it."""

    report_id: ReportId
    closing_id: ClosingId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportState:
    """One report: what is suspected, who was told, and how far it has come."""

    suspected: HarmSuspected | None = None
    named: HarmedChildNamed | None = None
    conflicts: tuple[ReportConflictKept, ...] = ()
    conflicting_names: tuple[HarmedChildNamed, ...] = ()
    calls: Mapping[CallId, BodyNotified] = field(default_factory=dict)
    receipts: Mapping[CallId, ReceiptConfirmed] = field(default_factory=dict)
    acknowledged: ReportAcknowledged | None = None
    outcomes: Mapping[OutcomeId, OutcomeReturned] = field(default_factory=dict)
    proposed: ReportClosingProposed | None = None
    closed: ReportClosed | None = None
    overdue: Mapping[ReportStep, int] = field(default_factory=dict)
    officers: Officers = field(default_factory=dict)

    @property
    def told(self) -> frozenset[Body]:
        """Return which bodies were told."""
        return frozenset(each.body for each in self.calls.values())

    @property
    def untold(self) -> tuple[Body, ...]:
        """Return which bodies had to be told and were not yet."""
        return tuple(each for each in self.demanded if each not in self.told)

    @property
    def demanded(self) -> tuple[Body, ...]:
        """Return which bodies have to be told, by the report and its repeats."""
        return tuple(dict.fromkeys(body for each in self._said for body in each.bodies))

    @property
    def suspects(self) -> frozenset[Suspect]:
        """Return what those suspected are to the child, by the report and its repeats."""
        return frozenset(who for each in self._said for who in each.suspects)

    @property
    def suspect_ids(self) -> frozenset[PersonId]:
        """Return who was named as suspected, by the report and its repeats."""
        return frozenset(who for each in self._said for who in each.suspect_ids)

    @property
    def receipt_numbers(self) -> Mapping[CallId, str]:
        """Return the newest number of each call that has one."""
        first = {key: each.receipt_number for key, each in self.calls.items()}
        later = {key: each.receipt_number for key, each in self.receipts.items()}
        return {key: number for key, number in {**first, **later}.items() if number}

    @property
    def _said(self) -> tuple[HarmSuspected, ...]:
        first = (self.suspected,) if self.suspected else ()
        return (*first, *(each.kept for each in self.conflicts))


NOTHING_REPORTED = ReportState()


def fold(events: Iterable[ReportingEvent]) -> ReportState:
    """Return what is known after these facts."""
    return reduce(evolve, events, NOTHING_REPORTED)


def evolve(state: ReportState, event: ReportingEvent) -> ReportState:
    """Return what is known after one more fact."""
    if isinstance(event, OfficerEvent):
        return replace(state, officers=evolve_officers(state.officers, event))
    match event:
        case HarmSuspected() | HarmedChildNamed() | ReportConflictKept():
            return _evolve_told(state, event)
        case BodyNotified():
            return replace(state, calls={**state.calls, event.call_id: event})
        case ReceiptConfirmed():
            return replace(state, receipts={**state.receipts, event.call_id: event})
        case _:
            return _evolve_answer(state, event)


def _evolve_told(
    state: ReportState, event: HarmSuspected | HarmedChildNamed | ReportConflictKept
) -> ReportState:
    match event:
        case HarmSuspected():
            return replace(state, suspected=event)
        case HarmedChildNamed(with_conflict=True):
            return replace(state, conflicting_names=(*state.conflicting_names, event))
        case HarmedChildNamed():
            return replace(state, named=event)
        case ReportConflictKept():
            return replace(state, conflicts=(*state.conflicts, event))
        case _:
            assert_never(event)


def _evolve_answer(
    state: ReportState,
    event: ReportAcknowledged
    | OutcomeReturned
    | ReportClosingProposed
    | ReportClosed
    | ReportOverdue,
) -> ReportState:
    match event:
        case ReportAcknowledged():
            return replace(state, acknowledged=event)
        case OutcomeReturned():
            return replace(state, outcomes={**state.outcomes, event.outcome_id: event})
        case ReportClosingProposed():
            return replace(state, proposed=event)
        case ReportClosed():
            return replace(state, closed=event)
        case ReportOverdue():
            return replace(state, overdue={**state.overdue, event.step: event.tier})
        case _:
            assert_never(event)
