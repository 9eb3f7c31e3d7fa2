"""A child's history as a page: both times, now or as known on a day; and the words opened apart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import cast
from uuid import UUID, uuid5

from fastapi import APIRouter, Response

from api import paths
from api.pages.authorisation.opened_by import opened_by
from api.pages.frame import Visitor, VisitorDep
from api.pages.people_names import all_names, head, person
from api.view_models.care_files.history import Fact, HistoryPage, Mark, TimelineEntry
from api.view_models.care_files.visits import SealedKind, SealedWords, SealedWordsPage
from api.view_models.shell import receipt_number
from application.care_files import history as timeline
from application.care_files.heads import child_head
from application.reads.looking import Asked
from application.reads.sealed_words import sealed_words
from domain.access.table import Request as Asking
from domain.children.facts import IdentityCorrected, ParticularsCorrected
from domain.days import local_day
from domain.shared import ChildId, KeptBeside, OrganisationId
from domain.staff.facts import Role
from domain.visits.facts import ChildWordsRecorded, HomeVisitLogged, TalkLogged, TalkNotesRecorded

router = APIRouter(include_in_schema=False)

CORRECTIONS = timeline.CORRECTED | IdentityCorrected | ParticularsCorrected
NO_DAY = "not_a_day"
NOWHERE = OrganisationId(UUID(int=0))


@router.get(paths.HISTORY)
def history(child_id: UUID, visitor: VisitorDep, as_of: str = "") -> Response:
    """Show the timeline, as known on the day asked for or now."""
    today = local_day(visitor.call.now)
    try:
        day = date.fromisoformat(as_of) if as_of else None
    except ValueError:
        return visitor.page(_page(visitor, child_id, None, as_of, NO_DAY), status=422)
    if day is not None and day > today:
        return visitor.page(_page(visitor, child_id, None, as_of, "in_future"), status=422)
    return visitor.page(_page(visitor, child_id, day, as_of, None))


@router.get(paths.CHILD_WORDS)
def child_words(child_id: UUID, visit_id: UUID, visitor: VisitorDep) -> Response:
    """Show the child's own words at a visit; that they were opened is on record."""
    return visitor.page(_words(visitor, child_id, visit_id))


@router.get(paths.TALK_NOTES)
def talk_notes(child_id: UUID, talk_id: UUID, visitor: VisitorDep) -> Response:
    """Show the notes of a talk; that they were opened is on record."""
    return visitor.page(_words(visitor, child_id, talk_id))


def _page(
    visitor: Visitor, child_id: UUID, day: date | None, asked: str, error: str | None
) -> HistoryPage:
    call = visitor.call
    found = timeline.history(call.ledger, replace(visitor.asked(child_id), as_known_on=day))
    # Before anything was known the page is still about the child, so it says of whom.
    child = found.head or child_head(call.ledger, _second_look(visitor, child_id))
    today = local_day(call.now)
    return HistoryPage(
        child=head(child, today, call.ledger.rules),
        entries=tuple(_entry(each, found, child_id) for each in found.entries),
        names=all_names(found.names),
        today=today,
        as_of=day,
        opened_by=opened_by(call, ChildId(child_id), found.may),
        may_see_phone=Asking.READ_CARERS in found.may,
        may_see_number=Asking.READ_IDENTITY in found.may,
        asked=asked if error else "",
        error=error,
    )


def _second_look(visitor: Visitor, child_id: UUID) -> Asked:
    """Return another look by the same page, which is a record of its own."""
    return replace(visitor.asked(child_id), read_id=uuid5(visitor.read_id, "head"))


def _entry(
    entry: timeline.TimelineEntry, found: timeline.Timeline, child_id: UUID
) -> TimelineEntry:
    recorded = entry.recorded
    place = found.names.organisations.get(recorded.context.organisation or NOWHERE)
    may_open = entry.withheld and Asking.READ_CHILD_WORDS in found.may
    return TimelineEntry(
        position=recorded.position,
        kind=type(recorded.fact).__name__,
        learned_at=recorded.recorded_at,
        who=person(found.names, recorded.actor_id),
        role=_role(recorded.context.duty),
        organisation=place.name if place else None,
        happened_on=entry.happened_on,
        happened_at=entry.happened_at,
        marks=tuple(_marks(entry)),
        fact=None if entry.withheld else cast("Fact", recorded.fact),
        receipt=receipt_number(recorded.position, recorded.leaf_hash),
        correct=_correct_path(recorded.fact, child_id) if entry.may_correct else None,
        words=_words_path(recorded.fact, child_id) if may_open else None,
    )


def _role(duty: str | None) -> Role | None:
    """A relation such as the lead mentor's is no role; the timeline names roles only."""
    return Role(duty) if duty is not None and duty in Role._value2member_map_ else None


def _marks(entry: timeline.TimelineEntry) -> Iterator[Mark]:
    if isinstance(entry.recorded.fact, KeptBeside):
        yield Mark.CONFLICT
    if isinstance(entry.recorded.fact, CORRECTIONS):
        yield Mark.CORRECTION
    if entry.was_corrected:
        yield Mark.CORRECTED
    if entry.recorded.context.late:
        yield Mark.LATE


def _correct_path(fact: object, child_id: UUID) -> str | None:
    match fact:
        case HomeVisitLogged():
            return paths.filled(paths.CORRECT_VISIT, child_id=child_id, visit_id=fact.visit_id)
        case TalkLogged():
            return paths.filled(paths.CORRECT_TALK, child_id=child_id, talk_id=fact.talk_id)
        case _:
            return None


def _words_path(fact: object, child_id: UUID) -> str | None:
    match fact:
        case ChildWordsRecorded():
            return paths.filled(paths.CHILD_WORDS, child_id=child_id, visit_id=fact.visit_id)
        case TalkNotesRecorded():
            return paths.filled(paths.TALK_NOTES, child_id=child_id, talk_id=fact.talk_id)
        case _:
            return None


def _words(visitor: Visitor, child_id: UUID, contact_id: UUID) -> SealedWordsPage:
    call = visitor.call
    found = sealed_words(call.ledger, visitor.asked(child_id), contact_id)
    happened = timeline.happened(found.facts[0].fact)
    is_talk = isinstance(found.facts[0].fact, TalkLogged)
    return SealedWordsPage(
        child=head(found.head, local_day(call.now), call.ledger.rules),
        kind=SealedKind.TALK_NOTES if is_talk else SealedKind.CHILD_WORDS,
        happened_at=happened if isinstance(happened, datetime) else found.facts[0].recorded_at,
        words=tuple(
            SealedWords(
                text=text,
                recorded_at=recorded.recorded_at,
                recorded_by=person(found.names, recorded.actor_id),
            )
            for recorded, text in found.words
        ),
    )
