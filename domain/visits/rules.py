"""How visits and talks are logged once, however often they are sent, and how they are corrected."""

from datetime import datetime, timedelta

from domain.errors import NotFound, RuleBroken
from domain.ruleset import RuleSet
from domain.shared import CorrectionId, Known
from domain.visits.content import (
    require_possible_talk,
    require_possible_visit,
    trimmed_talk,
    trimmed_visit,
    trimmed_why,
    trimmed_words,
)
from domain.visits.facts import (
    ChildWordsRecorded,
    HomeVisitConflictKept,
    HomeVisitCorrected,
    HomeVisitLogged,
    TalkConflictKept,
    TalkCorrected,
    TalkLogged,
    TalkNotesRecorded,
    VisitsEvent,
)
from domain.visits.state import (
    ChildOnFile,
    ContactRecord,
    CorrectHomeVisit,
    CorrectTalk,
    Facts,
    LogHomeVisit,
    LogTalk,
    VisitsState,
)

Answer = Facts | Known[VisitsEvent]


def log_home_visit(
    state: VisitsState, request: LogHomeVisit, *, child: ChildOnFile, now: datetime, rules: RuleSet
) -> Answer:
    """Record a home visit and the child's words, or keep a repeat that differs beside the first.

    Raises: RuleBroken without an open file; Invalid when the content cannot be.
    """
    child_id, visit_id = request.child_id, request.visit_id
    visit = trimmed_visit(request.visit)
    words = trimmed_words(request.words, field="words")
    logged: Facts = (
        HomeVisitLogged(child_id=child_id, visit_id=visit_id, visit=visit),
        *_words(request, words),
    )
    kept: Facts = (
        HomeVisitConflictKept(child_id=child_id, visit_id=visit_id, visit=visit),
        *_words(request, words, with_conflict=True),
    )
    record = state.visits.get(visit_id)
    known = _known(record, logged, kept)
    if known is not None:
        return known
    require_possible_visit(visit, words, born_on=child.born_on, now=now, rules=rules)
    return _first_or_kept(record, child, logged, kept)


def correct_home_visit(
    state: VisitsState,
    request: CorrectHomeVisit,
    *,
    child: ChildOnFile,
    now: datetime,
    rules: RuleSet,
) -> Answer:
    """Record what a visit should have said, whole, and why; the first record stays readable.

    Raises: NotFound when there is no such visit; RuleBroken when the correction's id was used for
    other content; Invalid when the content cannot be or no reason is given.
    """
    visit = trimmed_visit(request.visit)
    words = trimmed_words(request.words, field="words")
    said: Facts = (
        HomeVisitCorrected(
            child_id=request.child_id,
            visit_id=request.visit_id,
            correction_id=request.correction_id,
            visit=visit,
            why=trimmed_why(request.why),
        ),
        *_words(request, words, correction_id=request.correction_id),
    )
    record = state.visits.get(request.visit_id)
    if record is None:
        raise NotFound("home_visit_not_found")
    if _corrected_before(record, request.correction_id, said):
        return Known(said)
    require_possible_visit(visit, words, born_on=child.born_on, now=now, rules=rules)
    return said


def log_talk(
    state: VisitsState, request: LogTalk, *, child: ChildOnFile, now: datetime, rules: RuleSet
) -> Answer:
    """Record a talk and its notes, or keep a repeat that differs beside the first.

    Raises: RuleBroken without an open file; Invalid when the content cannot be.
    """
    child_id, talk_id = request.child_id, request.talk_id
    talk = trimmed_talk(request.talk)
    notes = trimmed_words(request.notes, field="notes")
    logged: Facts = (
        TalkLogged(child_id=child_id, talk_id=talk_id, talk=talk),
        *_notes(request, notes),
    )
    kept: Facts = (
        TalkConflictKept(child_id=child_id, talk_id=talk_id, talk=talk),
        *_notes(request, notes, with_conflict=True),
    )
    record = state.talks.get(talk_id)
    known = _known(record, logged, kept)
    if known is not None:
        return known
    require_possible_talk(talk, born_on=child.born_on, now=now, rules=rules)
    return _first_or_kept(record, child, logged, kept)


def correct_talk(
    state: VisitsState, request: CorrectTalk, *, child: ChildOnFile, now: datetime, rules: RuleSet
) -> Answer:
    """Record what a talk's record should have said, whole, and why.

    Raises: NotFound when there is no such talk; RuleBroken when the correction's id was used for
    other content; Invalid when the content cannot be or no reason is given.
    """
    talk = trimmed_talk(request.talk)
    notes = trimmed_words(request.notes, field="notes")
    said: Facts = (
        TalkCorrected(
            child_id=request.child_id,
            talk_id=request.talk_id,
            correction_id=request.correction_id,
            talk=talk,
            why=trimmed_why(request.why),
        ),
        *_notes(request, notes, correction_id=request.correction_id),
    )
    record = state.talks.get(request.talk_id)
    if record is None:
        raise NotFound("talk_not_found")
    if _corrected_before(record, request.correction_id, said):
        return Known(said)
    require_possible_talk(talk, born_on=child.born_on, now=now, rules=rules)
    return said


def is_late(happened_at: datetime, learned_at: datetime, rules: RuleSet) -> bool:
    """Return whether something was learned so long after it happened that the record says so."""
    return learned_at - happened_at > timedelta(hours=rules.late_after_hours)


def _words(
    request: LogHomeVisit | CorrectHomeVisit,
    words: str | None,
    *,
    correction_id: CorrectionId | None = None,
    with_conflict: bool = False,
) -> tuple[ChildWordsRecorded, ...]:
    if words is None:
        return ()
    return (
        ChildWordsRecorded(
            child_id=request.child_id,
            visit_id=request.visit_id,
            words=words,
            correction_id=correction_id,
            with_conflict=with_conflict,
        ),
    )


def _notes(
    request: LogTalk | CorrectTalk,
    notes: str | None,
    *,
    correction_id: CorrectionId | None = None,
    with_conflict: bool = False,
) -> tuple[TalkNotesRecorded, ...]:
    if notes is None:
        return ()
    return (
        TalkNotesRecorded(
            child_id=request.child_id,
            talk_id=request.talk_id,
            notes=notes,
            correction_id=correction_id,
            with_conflict=with_conflict,
        ),
    )


def _known(record: ContactRecord | None, logged: Facts, kept: Facts) -> Known[VisitsEvent] | None:
    if record is None:
        return None
    if logged == record.logged:
        return Known(logged)
    return Known(kept, conflicts=True) if kept in record.conflicts else None


def _first_or_kept(
    record: ContactRecord | None, child: ChildOnFile, logged: Facts, kept: Facts
) -> Facts:
    # What differs is kept even if the file was closed meanwhile: no offline record is lost.
    if record is not None:
        return kept
    if not child.file_is_open:
        raise RuleBroken("care_file_not_open")
    return logged


def _corrected_before(record: ContactRecord, correction_id: CorrectionId, said: Facts) -> bool:
    before = record.corrections.get(correction_id)
    if before is not None and before != said:
        raise RuleBroken("correction_already_recorded")
    return before is not None
