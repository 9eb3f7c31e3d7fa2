"""What is asked of visits and talks, and what the rules keep in mind of those recorded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import assert_never

from domain.shared import ChildId, CorrectionId, TalkId, VisitId
from domain.visits.facts import (
    ChildWordsRecorded,
    HomeVisit,
    HomeVisitConflictKept,
    HomeVisitCorrected,
    HomeVisitLogged,
    Talk,
    TalkConflictKept,
    TalkCorrected,
    TalkLogged,
    TalkNotesRecorded,
    VisitsEvent,
)

Facts = tuple[VisitsEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogHomeVisit:
    """Log a visit that was made or tried; `words` are the child's own, kept as a fact apart."""

    child_id: ChildId
    visit_id: VisitId
    visit: HomeVisit
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectHomeVisit:
    """Say what a visit's record should have said; without `words` the words stay as they are."""

    child_id: ChildId
    visit_id: VisitId
    correction_id: CorrectionId
    visit: HomeVisit
    why: str
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogTalk:
    """Log a talk that was held or tried; `notes` are kept as a fact apart."""

    child_id: ChildId
    talk_id: TalkId
    talk: Talk
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectTalk:
    """Say what a talk's record should have said; without `notes` the notes stay as they are."""

    child_id: ChildId
    talk_id: TalkId
    correction_id: CorrectionId
    talk: Talk
    why: str
    notes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildOnFile:
    """What a contact's rules need to know of the child."""

    born_on: date
    file_is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRecord:
    """All that was recorded under one visit's or talk's id, each recording with its own words."""

    logged: Facts = ()
    conflicts: tuple[Facts, ...] = ()
    corrections: Mapping[CorrectionId, Facts] = field(default_factory=dict)


NOTHING_RECORDED = ContactRecord()


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitsState:
    """The visits to and talks with one child."""

    visits: Mapping[VisitId, ContactRecord] = field(default_factory=dict)
    talks: Mapping[TalkId, ContactRecord] = field(default_factory=dict)


NO_VISITS = VisitsState()


def evolve(state: VisitsState, event: VisitsEvent) -> VisitsState:
    """Return what the rules know after one more fact."""
    match event:
        case HomeVisitLogged() | HomeVisitCorrected() | HomeVisitConflictKept():
            visit = _with_content(state.visits.get(event.visit_id, NOTHING_RECORDED), event)
            return replace(state, visits={**state.visits, event.visit_id: visit})
        case ChildWordsRecorded():
            visit = _with_words(state.visits.get(event.visit_id, NOTHING_RECORDED), event)
            return replace(state, visits={**state.visits, event.visit_id: visit})
        case TalkLogged() | TalkCorrected() | TalkConflictKept():
            talk = _with_content(state.talks.get(event.talk_id, NOTHING_RECORDED), event)
            return replace(state, talks={**state.talks, event.talk_id: talk})
        case TalkNotesRecorded():
            talk = _with_words(state.talks.get(event.talk_id, NOTHING_RECORDED), event)
            return replace(state, talks={**state.talks, event.talk_id: talk})
        case _:
            assert_never(event)


def fold(facts: Iterable[VisitsEvent]) -> VisitsState:
    """Return what the rules know after these facts of one child."""
    return reduce(evolve, facts, NO_VISITS)


def _with_content(
    record: ContactRecord,
    event: HomeVisitLogged
    | HomeVisitCorrected
    | HomeVisitConflictKept
    | TalkLogged
    | TalkCorrected
    | TalkConflictKept,
) -> ContactRecord:
    if isinstance(event, HomeVisitLogged | TalkLogged):
        return replace(record, logged=(event,))
    if isinstance(event, HomeVisitConflictKept | TalkConflictKept):
        return replace(record, conflicts=(*record.conflicts, (event,)))
    corrections = {**record.corrections, event.correction_id: (event,)}
    return replace(record, corrections=corrections)


def _with_words(
    record: ContactRecord, event: ChildWordsRecorded | TalkNotesRecorded
) -> ContactRecord:
    """Add words to the recording they came with: its facts stand directly before them."""
    if event.with_conflict:
        *earlier, latest = record.conflicts or ((),)
        return replace(record, conflicts=(*earlier, (*latest, event)))
    if event.correction_id is not None:
        corrected = record.corrections.get(event.correction_id, ())
        corrections = {**record.corrections, event.correction_id: (*corrected, event)}
        return replace(record, corrections=corrections)
    return replace(record, logged=(*record.logged, event))
