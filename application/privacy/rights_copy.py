"""What a child or guardian is handed of the child's data: what the ledger holds, no one else's.

Nothing of worries, referrals and reports stands in it, whoever asks: the answer is the same
whether there is any, so that nobody who may be involved learns it from a gap. What staff wrote in
free words may speak of others and is looked through by a person first. What the child said to one
person is handed to the child alone.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from application.care_files.contacts import talk_now, visit_now
from application.ports import History, Ledger
from application.privacy.consent import Agreed, agreed
from application.privacy.rights import RightsRequest, require_copy
from application.reads.looking import Asked, Names, look, names_of
from application.reads.who_looked import LookedCopied, looked_in_all
from application.showing import end_of
from application.states import child_state, pairing_state, visits_state
from domain.access.table import Request as Asking
from domain.care.facts import (
    CareFileOpened,
    CareLevelAssessed,
    CategoryStated,
    ResidenceRecorded,
    SchoolingRecorded,
)
from domain.children.facts import CarerStanding, ChildRegistered
from domain.children.state import ChildState
from domain.codelists import SpokenBy
from domain.errors import NotFound
from domain.pairing.facts import MentorPaired
from domain.reads.facts import Reading
from domain.shared import ChildId, PersonId, RightsId
from domain.visits.facts import ChildWordsRecorded, Outcome

F = TypeVar("F")


@dataclass(frozen=True, slots=True, kw_only=True)
class CarerCopied:
    """A carer as told to whoever asks: no telephone of another person."""

    name: str
    relation_code: str
    standing: CarerStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelCopied:
    """A care level without the words in which it was explained."""

    level: int
    assessed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCopied:
    """That somebody came or talked, without what they noted."""

    is_talk: bool
    started_at: datetime
    outcome: Outcome
    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildCopy:
    """Everything handed out for one request; `words` only where the child asks."""

    request: RightsRequest
    made_at: datetime
    registered: ChildRegistered
    carers: tuple[CarerCopied, ...]
    opened: tuple[CareFileOpened, ...]
    residences: tuple[ResidenceRecorded, ...]
    schoolings: tuple[SchoolingRecorded, ...]
    categories: tuple[CategoryStated, ...]
    levels: tuple[LevelCopied, ...]
    mentors: tuple[MentorPaired, ...]
    contacts: tuple[ContactCopied, ...]
    agreed: tuple[Agreed, ...]
    words: tuple[str, ...]
    looked: tuple[LookedCopied, ...]
    names: Names


def rights_copy(ledger: Ledger, asked: Asked, rights_id: RightsId) -> ChildCopy:
    """Return the copy for a request; that it was made is recorded first.

    Who looked at the child stands in it by office and duty, as the law lets a family ask, and
    nothing of a crisis.

    Raises: NotFound for a request that is not answered so, or that nobody granted yet.
    """
    _standings, history = look(ledger, asked, Asking.EXPORT_RIGHTS_COPY, Reading.RIGHTS_COPY)
    request = require_copy(ledger, asked, rights_id)
    child = child_state(history, asked.child_id)
    if child.registered is None:
        raise NotFound("not_known_on_that_day")
    looked = looked_in_all(ledger, asked)
    mentors = tuple(pairing_state(history, asked.child_id).paired.values())
    contacts = _contacts(history, asked.child_id)
    people = {each.mentor_id for each in mentors} | {each.by for each in contacts}
    schoolings = _all(history, SchoolingRecorded)
    residences = _all(history, ResidenceRecorded)
    opened = _all(history, CareFileOpened)
    places = {each.organisation_id for each in opened} | {each.village_id for each in residences}
    offices = {each.organisation_id for each in looked}
    schools = {each.school_id for each in schoolings} | {each.class_id for each in schoolings}
    return ChildCopy(
        request=request,
        made_at=asked.now,
        registered=_masked(child.registered),
        carers=_carers(child),
        opened=opened,
        residences=residences,
        schoolings=schoolings,
        categories=_all(history, CategoryStated),
        levels=_levels(history),
        mentors=mentors,
        contacts=contacts,
        agreed=agreed(ledger, history, asked),
        words=_words(history) if request.requested.spoken_by is SpokenBy.CHILD else (),
        looked=looked,
        names=names_of(ledger, people, {*places, *schools, *offices}),
    )


def _carers(child: ChildState) -> tuple[CarerCopied, ...]:
    return tuple(
        CarerCopied(name=each.name, relation_code=each.relation_code, standing=each.standing)
        for each in child.carers.values()
    )


def _levels(history: History) -> tuple[LevelCopied, ...]:
    return tuple(
        LevelCopied(level=each.level, assessed_on=each.assessed_on)
        for each in _all(history, CareLevelAssessed)
    )


def _masked(registered: ChildRegistered) -> ChildRegistered:
    """Return who the child is; a copy that is lost gives no number away."""
    return replace(
        registered,
        id_number=end_of(registered.id_number),
        student_number=end_of(registered.student_number),
    )


def _contacts(history: History, child_id: ChildId) -> tuple[ContactCopied, ...]:
    state = visits_state(history, child_id)
    visits = (visit_now(each) for each in state.visits.values())
    talks = (talk_now(each) for each in state.talks.values())
    found = [
        *(
            ContactCopied(
                is_talk=False, started_at=each.started_at, outcome=each.outcome, by=each.visited_by
            )
            for each in visits
        ),
        *(
            ContactCopied(
                is_talk=True, started_at=each.started_at, outcome=each.outcome, by=each.talked_by
            )
            for each in talks
        ),
    ]
    return tuple(sorted(found, key=lambda each: each.started_at))


def _words(history: History) -> tuple[str, ...]:
    return tuple(each.words for each in _all(history, ChildWordsRecorded))


def _all(history: History, kind: type[F]) -> tuple[F, ...]:
    return tuple(each.fact for each in history.recorded if isinstance(each.fact, kind))
