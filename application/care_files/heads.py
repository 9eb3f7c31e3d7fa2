"""Who a page is about, for forms and receipts: a child's name, age and places, no more."""

from dataclasses import dataclass
from datetime import date

from application.authorisation.permission import Standings
from application.care_files.least import sees_least
from application.ports import History, Ledger
from application.reads.looking import Asked, Names, look, names_of
from application.states import care_state, child_state, pairing_state
from domain.access.table import Request as Asking
from domain.errors import NotFound, NotPermitted
from domain.names import given_name
from domain.pairing.facts import MentorPaired, PairingEnded
from domain.reads.facts import Reading
from domain.shared import ChildId, OrganisationId, PairingId


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A child's name and places, the mentors, and what the asker may do with this child.

    Whoever sees the child as a volunteer alone is told the given name and the school.
    """

    child_id: ChildId
    name: str
    born_on: date | None
    school_id: OrganisationId | None
    class_id: OrganisationId | None
    village_id: OrganisationId | None
    mentors: tuple[MentorPaired, ...]
    ended: tuple[tuple[MentorPaired, PairingEnded], ...]
    lead_pairing_id: PairingId | None
    names: Names
    may: frozenset[Asking]


def child_head(ledger: Ledger, asked: Asked) -> Head:
    """Return who the child is, as far as a list would show; the reading is recorded first.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings, history = look(ledger, asked, Asking.LIST_CHILDREN, Reading.CHILD_HEAD)
    return head_of(ledger, asked.child_id, standings, history)


def head_to_log(ledger: Ledger, asked: Asked) -> Head:
    """Return who the child is to whoever may log a visit or talk, before anything is filled in.

    Raises: as `child_head`.
    """
    standings, history = look(ledger, asked, Asking.LOG_CONTACT, Reading.CHILD_HEAD)
    return head_of(ledger, asked.child_id, standings, history)


def head_for_worry(ledger: Ledger, asked: Asked) -> Head:
    """Return who the child is to whoever worries and sees the list, or the file by a grant alone.

    Raises: as `child_head`.
    """
    try:
        return child_head(ledger, asked)
    except NotPermitted:
        standings, history = look(ledger, asked, Asking.READ_CARE_FILE, Reading.CHILD_HEAD)
        return head_of(ledger, asked.child_id, standings, history)


def head_of(ledger: Ledger, child_id: ChildId, standings: Standings, history: History) -> Head:
    """Return who the child of a loaded history is. Raises: NotFound when not known on that day."""
    registered = child_state(history, child_id).registered
    if registered is None:
        raise NotFound("not_known_on_that_day")
    care, pairing = care_state(history, child_id), pairing_state(history, child_id)
    least = sees_least(standings)
    school_id = care.schooling.school_id if care.schooling else None
    class_id = care.schooling.class_id if care.schooling and not least else None
    village_id = care.residence.village_id if care.residence and not least else None
    return Head(
        child_id=child_id,
        name=given_name(registered.name) if least else registered.name,
        born_on=None if least else registered.born_on,
        school_id=school_id,
        class_id=class_id,
        village_id=village_id,
        mentors=pairing.active,
        ended=tuple((pairing.paired[key], end) for key, end in pairing.ended.items()),
        lead_pairing_id=pairing.lead.pairing_id if pairing.lead and pairing.active else None,
        names=names_of(
            ledger,
            [each.mentor_id for each in pairing.paired.values()],
            [school_id, class_id, village_id],
        ),
        may=frozenset(each for each in Asking if standings.allow(each)),
    )
