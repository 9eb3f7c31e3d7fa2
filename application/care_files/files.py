"""A child's care file: what stands today, or stood on a day, as far as the asker may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from application.care_files.contacts import Contacts, contacts_of
from application.care_files.correction_versions import IDENTITY, PARTICULARS, version_of
from application.care_files.dues import dues
from application.care_files.statements import Versions, carer_versions, statements_in
from application.ports import History, Ledger, Recorded
from application.privacy.consent import Agreed, agreed
from application.reads.looking import Asked, Names, look, names_of
from application.showing import shown, shown_carer, shown_child
from application.states import child_state, pairing_state, visits_state
from domain.access.table import Request as Asking
from domain.care.facts import (
    CareFileOpened,
    CareLevelAssessed,
    CategoryStated,
    ResidenceRecorded,
    SchoolingRecorded,
)
from domain.children.facts import (
    CarerRecorded,
    ChildRegistered,
    CorrectionExplained,
    IdentityCorrectionProposed,
)
from domain.children.particulars import holds_another_number
from domain.children.state import ChildState
from domain.consent.facts import SpeakerNamed
from domain.errors import NotFound
from domain.pairing.facts import MentorPaired
from domain.reads.facts import Reading
from domain.shared import CarerId, ChildId, CorrectionId, PairingId
from domain.visits.due import Due
from domain.visits.facts import ChildWordsRecorded, TalkNotesRecorded

F = TypeVar("F")

RECENT = 5
ASIDES = ChildWordsRecorded | TalkNotesRecorded | SpeakerNamed | CorrectionExplained


@dataclass(frozen=True, slots=True, kw_only=True)
class CareFile:
    """One care file. What the asker may not see is blanked: numbers, address and phones.

    `may` is what the asker could do with this child; `recent` the latest facts, newest first;
    `correction_waits` tells that another ID number waits for a second person, `waiting_correction`
    under which id; `correction_is_mine` that whoever asks proposed it. `holds_another_number` tells
    that the student number still holds another ID number, but not while one waits. Each version is
    that of the last fact about it.
    """

    child_id: ChildId
    as_known_on: date | None
    registered: ChildRegistered
    identity_version: int
    particulars_version: int
    correction_waits: bool
    waiting_correction: CorrectionId | None
    correction_is_mine: bool
    holds_another_number: bool
    carers: tuple[CarerRecorded, ...]
    carer_versions: Mapping[CarerId, int]
    versions: Versions
    opened: CareFileOpened | None
    residence: ResidenceRecorded | None
    schooling: SchoolingRecorded | None
    categories: tuple[CategoryStated, ...]
    level: CareLevelAssessed | None
    mentors: tuple[MentorPaired, ...]
    lead_pairing_id: PairingId | None
    contacts: Contacts
    next_visit: Due | None
    next_talk: Due | None
    recent: tuple[Recorded[object], ...]
    agreed: tuple[Agreed, ...]
    names: Names
    may: frozenset[Asking]


def care_file(ledger: Ledger, asked: Asked) -> CareFile:
    """Return the care file, as known on a day when one is asked for; the reading is recorded first.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable; Invalid for a day ahead.
    """
    standings, history = look(ledger, asked, Asking.READ_CARE_FILE, Reading.CARE_FILE)
    child, registered = _registered(history, asked.child_id)
    pairing = pairing_state(history, asked.child_id)
    opened, level = _last(history, CareFileOpened), _last(history, CareLevelAssessed)
    contacts = contacts_of(visits_state(history, asked.child_id))
    visit_due, talk_due = dues(ledger, history, contacts)
    stated = statements_in(history, None)
    return CareFile(
        child_id=asked.child_id,
        as_known_on=asked.as_known_on,
        registered=shown_child(registered, standings),
        identity_version=version_of(history, IDENTITY),
        particulars_version=version_of(history, PARTICULARS),
        correction_waits=child.waiting is not None,
        waiting_correction=child.waiting.correction_id if child.waiting else None,
        correction_is_mine=_is_of(asked, child.waiting),
        holds_another_number=holds_another_number(child),
        carers=tuple(shown_carer(each, standings) for each in child.carers.values()),
        carer_versions=carer_versions(history),
        versions=stated.versions,
        opened=opened,
        residence=stated.residence,
        schooling=stated.schooling,
        categories=_all(history, CategoryStated),
        level=level,
        mentors=pairing.active,
        lead_pairing_id=pairing.lead.pairing_id if pairing.lead and pairing.active else None,
        contacts=contacts,
        next_visit=visit_due,
        next_talk=talk_due,
        recent=tuple(each._replace(fact=shown(each.fact, standings)) for each in _recent(history)),
        agreed=agreed(ledger, history, asked),
        names=_names(ledger, history, pairing.active),
        may=frozenset(each for each in Asking if standings.allow(each)),
    )


def _registered(history: History, child_id: ChildId) -> tuple[ChildState, ChildRegistered]:
    child = child_state(history, child_id)
    if child.registered is None:
        raise NotFound("not_known_on_that_day")
    return child, child.registered


def _is_of(asked: Asked, waiting: IdentityCorrectionProposed | None) -> bool:
    return waiting is not None and waiting.proposed_by == asked.actor.person_id


def _names(ledger: Ledger, history: History, mentors: Sequence[MentorPaired]) -> Names:
    level, opened = _last(history, CareLevelAssessed), _last(history, CareFileOpened)
    residence, schooling = _last(history, ResidenceRecorded), _last(history, SchoolingRecorded)
    people = {each.mentor_id for each in mentors}
    people |= {each.actor_id for each in _recent(history)}
    return names_of(
        ledger,
        people | ({level.assessed_by} if level else set()),
        [
            opened.organisation_id if opened else None,
            residence.village_id if residence else None,
            schooling.school_id if schooling else None,
            schooling.class_id if schooling else None,
        ],
    )


def _recent(history: History) -> list[Recorded[object]]:
    """Return the latest facts, newest first; what only belongs to another goes without saying."""
    told = [each for each in history.recorded if not isinstance(each.fact, ASIDES)]
    return told[: -RECENT - 1 : -1]


def _all(history: History, kind: type[F]) -> tuple[F, ...]:
    return tuple(each.fact for each in history.recorded if isinstance(each.fact, kind))


def _last(history: History, kind: type[F]) -> F | None:
    found = _all(history, kind)
    return found[-1] if found else None
