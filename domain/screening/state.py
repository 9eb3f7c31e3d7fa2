"""What is asked about a screening, and what the rules keep in mind of one child's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import assert_never

from domain.screening.facts import (
    DropReason,
    InterviewHeld,
    InterviewMissed,
    InterviewOutcome,
    MissedReason,
    ScreeningEvent,
    ScreeningLeadDropped,
    ScreeningLeadRecorded,
    ScreeningScale,
    WorryRaisedInstead,
)
from domain.shared import (
    CaseId,
    ChildId,
    InterviewId,
    ScreeningId,
    ScreeningListId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordScreeningLead:
    """Write down that the result of a screening asks for a talk."""

    child_id: ChildId
    screening_id: ScreeningId
    scale: ScreeningScale
    screened_on: date
    list_id: ScreeningListId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteInterviewMissed:
    """Write down that a talk did not take place."""

    child_id: ChildId
    screening_id: ScreeningId
    interview_id: InterviewId
    reason: MissedReason
    tried_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInterview:
    """Write down that a talk took place, and what follows."""

    child_id: ChildId
    screening_id: ScreeningId
    interview_id: InterviewId
    held_on: date
    outcome: InterviewOutcome
    case_id: CaseId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveToWorry:
    """Leave the talk to whoever answers for the worry that was raised (不另谈)."""

    child_id: ChildId
    screening_id: ScreeningId
    case_id: CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class DropScreeningLead:
    """Take a lead off the list without a talk."""

    child_id: ChildId
    screening_id: ScreeningId
    reason: DropReason


Interview = InterviewHeld | InterviewMissed


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """One result that asks for a talk, and what became of it."""

    recorded: ScreeningLeadRecorded
    missed: tuple[InterviewMissed, ...] = ()
    held: InterviewHeld | None = None
    instead: WorryRaisedInstead | None = None
    dropped: ScreeningLeadDropped | None = None

    @property
    def is_over(self) -> bool:
        """Whether no talk is to be held any more."""
        return self.answer is not None or self.dropped is not None

    @property
    def answer(self) -> InterviewHeld | WorryRaisedInstead | None:
        """What came of it: a talk, or a worry in its stead."""
        return self.held or self.instead

    @property
    def due_on(self) -> date:
        """By when the talk is to be held: after the last try, however late that is told."""
        tried = [each.again_by_on for each in self.missed]
        return max(tried, default=self.recorded.talk_by_on)

    def is_shown_on(self, day: date) -> bool:
        """Return whether anybody is shown it on a day."""
        if self.dropped is not None:
            return False
        return self.answer is None or day < self.answer.delete_by_on


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningState:
    """The leads of one child in the order in which they were learned."""

    leads: Mapping[ScreeningId, Lead] = field(default_factory=dict)
    interviews: Mapping[InterviewId, Interview] = field(default_factory=dict)

    def of_screening(self, scale: ScreeningScale, screened_on: date) -> Lead | None:
        """Return the lead of one screening that stands or led to a talk or worry."""
        for lead in self.leads.values():
            of = lead.recorded
            is_answer = lead.dropped is None or lead.answer is not None
            if (of.scale, of.screened_on) == (scale, screened_on) and is_answer:
                return lead
        return None


NO_SCREENING = ScreeningState()


def evolve(state: ScreeningState, event: ScreeningEvent) -> ScreeningState:
    """Return what the rules know after one more fact."""
    match event:
        case ScreeningLeadRecorded():
            leads = {**state.leads, event.screening_id: Lead(recorded=event)}
            return replace(state, leads=leads)
        case InterviewMissed() | InterviewHeld():
            interviews = {**state.interviews, event.interview_id: event}
            return replace(_with(state, event), interviews=interviews)
        case WorryRaisedInstead() | ScreeningLeadDropped():
            return _with(state, event)
        case _:
            assert_never(event)


def fold(facts: Iterable[ScreeningEvent]) -> ScreeningState:
    """Return what the rules know after these facts of one child."""
    return reduce(evolve, facts, NO_SCREENING)


def _with(
    state: ScreeningState, event: Interview | WorryRaisedInstead | ScreeningLeadDropped
) -> ScreeningState:
    lead = state.leads[event.screening_id]
    match event:
        case InterviewMissed():
            lead = replace(lead, missed=(*lead.missed, event))
        case InterviewHeld():
            lead = replace(lead, held=event)
        case WorryRaisedInstead():
            lead = replace(lead, instead=event)
        case ScreeningLeadDropped():
            lead = replace(lead, dropped=event)
        case _:
            assert_never(event)
    return replace(state, leads={**state.leads, event.screening_id: lead})
