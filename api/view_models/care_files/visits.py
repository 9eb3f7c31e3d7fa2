"""The forms for a home visit and a talk, new or corrected, and the words kept apart."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from api.view_models.care_files.children import ChildHead
from api.view_models.forms import Choice, Form, typed
from domain.days import LOCAL
from domain.shared import PersonId
from domain.visits.facts import HomeVisit, Talk

YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correcting:
    """That a record is being corrected; `version` is that of its last event, sent back hidden."""

    correction_id: UUID
    version: int
    first_learned_at: datetime
    first_entered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPage:
    """A home visit.

    Fields: started_on, started_time (Beijing), means, minutes, outcome,
    child_seen/spoke_alone/carer_seen (yes), companions (several), observed_<area>
    (good|fair|worrying|""), words, needs (several), note, next_visit_on, visited_by (a person id);
    hidden visit_id. A correction adds why, and hidden correction_id and version. Errors named
    started_at are shown beside day and time. `visitors` may have gone (代录); one entry
    alone is not asked for.
    """

    template: ClassVar[str] = "visit.html"
    child: ChildHead
    visit_id: UUID
    form: Form
    visitors: tuple[Choice, ...]
    correcting: Correcting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkPage:
    """A talk.

    Fields: started_on, started_time (Beijing), means, minutes, outcome, topics (several), mood
    (good|fair|worrying|""), notes, needs (several), next_talk_on, talked_by; hidden talk_id. A
    correction adds why, and hidden correction_id and version.
    """

    template: ClassVar[str] = "talk.html"
    child: ChildHead
    talk_id: UUID
    form: Form
    talkers: tuple[Choice, ...]
    correcting: Correcting | None = None


class SealedKind(StrEnum):
    """Which words are shown on the page of their own."""

    CHILD_WORDS = "child_words"
    TALK_NOTES = "talk_notes"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedWords:
    """Words as they were recorded at one time."""

    text: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedWordsPage:
    """The child's own words at a visit, or the notes of a talk: opened apart, and recorded."""

    template: ClassVar[str] = "sealed_words.html"
    child: ChildHead
    kind: SealedKind
    happened_at: datetime
    words: tuple[SealedWords, ...]


def _when(started_at: datetime) -> tuple[str, str]:
    local = started_at.astimezone(LOCAL)
    return local.date().isoformat(), local.strftime("%H:%M")


def new_visit_form(now: datetime, visitor: PersonId) -> Form:
    """Return an empty visit form that proposes now and the person who is signed in."""
    day, time = _when(now)
    return Form(typed(started_on=day, started_time=time, means="at_home", visited_by=str(visitor)))


def new_talk_form(now: datetime, talker: PersonId) -> Form:
    """Return an empty talk form that proposes now and the person who is signed in."""
    day, time = _when(now)
    return Form(typed(started_on=day, started_time=time, means="in_person", talked_by=str(talker)))


def visit_form(visit: HomeVisit) -> Form:
    """Return the form filled with a recorded visit, to be corrected; words are not brought back."""
    day, time = _when(visit.started_at)
    observed = {f"observed_{each.area}": str(each.grade) for each in visit.observations}
    return Form(
        typed(
            started_on=day,
            started_time=time,
            means=visit.means,
            minutes=_number(visit.minutes),
            outcome=visit.outcome,
            child_seen=YES if visit.child_seen else None,
            spoke_alone=YES if visit.spoke_alone else None,
            carer_seen=YES if visit.carer_seen else None,
            companions=tuple(visit.companions),
            needs=tuple(visit.needs),
            note=visit.note,
            next_visit_on=visit.next_visit_on.isoformat() if visit.next_visit_on else None,
            visited_by=str(visit.visited_by),
            **observed,
        )
    )


def talk_form(talk: Talk) -> Form:
    """Return the form filled with a recorded talk, to be corrected; notes are not brought back."""
    day, time = _when(talk.started_at)
    return Form(
        typed(
            started_on=day,
            started_time=time,
            means=talk.means,
            minutes=_number(talk.minutes),
            outcome=talk.outcome,
            topics=tuple(talk.topics),
            mood=talk.mood,
            needs=tuple(talk.needs),
            next_talk_on=talk.next_talk_on.isoformat() if talk.next_talk_on else None,
            talked_by=str(talk.talked_by),
        )
    )


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)
