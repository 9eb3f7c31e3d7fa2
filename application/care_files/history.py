"""A child's history with both times, happened and learned: all of it, or as known on any day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from application.authorisation.permission import Standings
from application.care_files.contacts import maker_of
from application.care_files.heads import Head, head_of
from application.care_files.visits import contact_id_of
from application.ports import History, Ledger, Recorded
from application.reads.looking import Asked, Names, look, names_of
from application.showing import shown
from application.states import child_state
from domain.access.table import Request as Asking
from domain.care.facts import (
    CareFileOpened,
    CareLevelAssessed,
    CategoryStated,
    ResidenceRecorded,
    SchoolingRecorded,
)
from domain.children.facts import CarerRecorded, IdentityCorrected, IdentityCorrectionProposed
from domain.consent.facts import (
    ConsentDeclined,
    ConsentGranted,
    ConsentSigned,
    ConsentWithdrawn,
    NoticeGiven,
)
from domain.pairing.facts import LeadReassigned, MentorPaired, PairingEnded
from domain.reads.facts import Reading
from domain.shared import ChildId, OrganisationId, PersonId
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
)

CORRECTED = HomeVisitCorrected | TalkCorrected
IDENTITY = IdentityCorrected | IdentityCorrectionProposed
VISIT = HomeVisitLogged | HomeVisitCorrected | HomeVisitConflictKept
TALK = TalkLogged | TalkCorrected | TalkConflictKept
WORDS = ChildWordsRecorded | TalkNotesRecorded


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One fact: when it happened (a moment or a day, as far as known) and when it was learned.

    `withheld` facts, the words of a child and the notes of talks, are opened apart: they stand
    here only so that their kind can be named. `was_corrected`: a later entry corrects it.
    """

    recorded: Recorded[object]
    happened_at: datetime | None
    happened_on: date | None
    withheld: bool
    was_corrected: bool
    may_correct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A child's history, the latest learned first; `head` as known on the day, None before that."""

    child_id: ChildId
    head: Head | None
    as_known_on: date | None
    entries: tuple[TimelineEntry, ...]
    names: Names
    may: frozenset[Asking]


def history(ledger: Ledger, asked: Asked) -> Timeline:
    """Return everything recorded of a child up to 24:00 of the day asked for, or up to now.

    The reading is recorded first.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable; Invalid for a day ahead.
    """
    standings, found = look(ledger, asked, Asking.READ_HISTORY, Reading.HISTORY)
    registered = child_state(found, asked.child_id).registered
    corrected = {contact_id_of(each.fact) for each in found.recorded if _corrects(each)}
    # Words stand beside the visit or talk they belong to, and so happened when that did.
    contacts = {
        contact_id_of(each.fact): happened(each.fact)
        for each in found.recorded
        if isinstance(each.fact, HomeVisitLogged | TalkLogged)
    }
    entries = tuple(
        _entry(each, standings, corrected, contacts) for each in reversed(found.recorded)
    )
    return Timeline(
        child_id=asked.child_id,
        head=head_of(ledger, asked.child_id, standings, found) if registered else None,
        as_known_on=asked.as_known_on,
        entries=entries,
        names=names_of(ledger, _people_in(found), _organisations_in(found)),
        may=frozenset(each for each in Asking if standings.allow(each)),
    )


def happened(fact: object) -> datetime | date | None:
    """Return when a fact happened, a moment or a day; None where only the learned time is known."""
    match fact:
        case HomeVisitLogged() | HomeVisitCorrected() | HomeVisitConflictKept():
            return fact.visit.started_at
        case TalkLogged() | TalkCorrected() | TalkConflictKept():
            return fact.talk.started_at
        case NoticeGiven() | ConsentGranted() | ConsentDeclined() | ConsentWithdrawn():
            return fact.said.said_at
        case CareFileOpened():
            return fact.opened_on
        case CarerRecorded() | SchoolingRecorded():
            return fact.as_of_on
        case _:
            return _began_or_ended(fact)


def _began_or_ended(fact: object) -> date | None:
    match fact:
        case ResidenceRecorded() | CategoryStated() | MentorPaired():
            return fact.from_on
        case LeadReassigned():
            return fact.changed_on
        case PairingEnded():
            return fact.ended_on
        case ConsentSigned():
            return fact.signed_on
        case CareLevelAssessed():
            return fact.assessed_on
        case _:
            return None


def _entry(
    recorded: Recorded[object],
    standings: Standings,
    corrected: set[UUID | None],
    contacts: Mapping[UUID | None, datetime | date | None],
) -> TimelineEntry:
    fact = recorded.fact
    when = contacts.get(contact_id_of(fact)) if isinstance(fact, WORDS) else happened(fact)
    is_logged = isinstance(fact, HomeVisitLogged | TalkLogged)
    return TimelineEntry(
        recorded=recorded._replace(fact=shown(fact, standings)),
        happened_at=when if isinstance(when, datetime) else None,
        happened_on=when if not isinstance(when, datetime) else None,
        withheld=isinstance(fact, WORDS),
        was_corrected=is_logged and contact_id_of(fact) in corrected,
        may_correct=is_logged
        and standings.having_made(_made_by(fact)).allow(Asking.CORRECT_CONTACT),
    )


def _made_by(fact: object) -> PersonId:
    return maker_of(_content(fact))


def _content(fact: object) -> HomeVisit | Talk:
    assert isinstance(fact, VISIT | TALK)  # noqa: S101  callers ask of visits and talks only
    return fact.visit if isinstance(fact, VISIT) else fact.talk


def _corrects(recorded: Recorded[object]) -> bool:
    return isinstance(recorded.fact, CORRECTED)


def _people_in(found: History) -> set[PersonId]:
    people = {each.actor_id for each in found.recorded}
    for each in found.recorded:
        fact = each.fact
        if isinstance(fact, VISIT | TALK):
            people.add(_made_by(fact))
        if isinstance(fact, MentorPaired):
            people.add(fact.mentor_id)
        if isinstance(fact, IDENTITY) and fact.proposed_by is not None:
            people.add(fact.proposed_by)
        if isinstance(fact, CareLevelAssessed):
            people.add(fact.assessed_by)
    return people


def _organisations_in(found: History) -> set[OrganisationId | None]:
    places: set[OrganisationId | None] = {each.context.organisation for each in found.recorded}
    for each in found.recorded:
        match each.fact:
            case CareFileOpened():
                places.add(each.fact.organisation_id)
            case ResidenceRecorded():
                places.add(each.fact.village_id)
            case SchoolingRecorded():
                places |= {each.fact.school_id, each.fact.class_id}
            case _:
                pass
    return places
