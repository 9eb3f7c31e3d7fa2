"""What was handed to others of all children somebody answers for, told recipient by recipient."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from application.authorisation.permission import permit_reading, standings_for_child
from application.authorisation.places import places_allowing
from application.authorisation.shown_by import Access
from application.ports import Actor, Ledger, Unreadable
from application.privacy.disclosures import Disclosure, disclosures_in, tells_of_case
from application.reads.discretion import may_be_involved_in
from application.reads.looking import Names, names_of
from application.reads.reading import Look, note_reading
from application.states import child_state, children_stream, disclosures_stream
from domain.access.table import Request as Asking
from domain.disclosures.facts import DataDisclosed
from domain.errors import Invalid, NotFound, NotPermitted, RecordDamaged
from domain.reads.facts import Reading
from domain.shared import ChildId, Erased, OrganisationId

LINES_AT_MOST = 1_000
"""So that no question opens the records of a whole county at once."""
_BY_NAME = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRegister:
    """One look at the register on these days, of one recipient or of all."""

    actor: Actor
    now: datetime
    read_id: UUID
    since_on: date
    until_on: date
    recipient: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who was handed something: how often, of how many children, and when last.

    The id is that of the organisation, or made of the name as told where it is not registered.
    """

    recipient: UUID
    name: str
    times: int
    children: int
    last_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipients:
    """Who was handed something, of most children first.

    `is_cut` where only the latest LINES_AT_MOST were counted; `unreadable` counts the children
    whose records are damaged.
    """

    recipients: tuple[Recipient, ...]
    is_cut: bool
    unreadable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Lines of the register, the latest first.

    `children` are the names of those whom the asker may list; the others are numbers.
    """

    recipient: Recipient | None
    lines: tuple[Disclosure, ...]
    children: Mapping[ChildId, str]
    names: Names
    next_skip: int | None
    is_cut: bool
    unreadable: int


@dataclass(frozen=True, slots=True)
class _Found:
    access: Access
    lines: tuple[Disclosure, ...]
    is_cut: bool
    unreadable: int


def recipients_of(ledger: Ledger, asked: AskedRegister) -> Recipients:
    """Return who was handed something; no child is shown.

    Raises: NotPermitted, Unavailable; Invalid for days in the wrong order.
    """
    access = permit_reading(ledger, asked.actor, Asking.READ_DISCLOSURES, asked.now)
    found = _found(ledger, asked, Asking.READ_DISCLOSURES, access)
    return Recipients(
        recipients=_counted(ledger, found.lines), is_cut=found.is_cut, unreadable=found.unreadable
    )


def handed_out(ledger: Ledger, asked: AskedRegister, *, skip: int = 0) -> Register:
    """Return one page of the register; the reading is recorded first.

    Raises: NotPermitted, Unavailable; Invalid for days in the wrong order.
    """
    access = permit_reading(ledger, asked.actor, Asking.READ_DISCLOSURES, asked.now)
    found = _found(ledger, asked, Asking.READ_DISCLOSURES, access)
    end = skip + ledger.rules.page_size
    next_skip = end if len(found.lines) > end else None
    shown = found.lines[skip:end]
    return _register(ledger, asked, found, shown, Reading.DISCLOSURES, next_skip)


def exported_register(ledger: Ledger, asked: AskedRegister) -> Register:
    """Return all lines for a file; the reading is recorded first.

    Raises: NotPermitted, StepUpNeeded, Unavailable; Invalid for days in the wrong order, or for so
    many that the file would not be whole.
    """
    access = permit_reading(ledger, asked.actor, Asking.EXPORT_DISCLOSURES, asked.now)
    found = _found(ledger, asked, Asking.EXPORT_DISCLOSURES, access)
    if found.is_cut:
        raise Invalid("too_many", "since_on", at_most=LINES_AT_MOST)
    return _register(ledger, asked, found, found.lines, Reading.EXPORT, None)


def _register(
    ledger: Ledger,
    asked: AskedRegister,
    found: _Found,
    shown: Sequence[Disclosure],
    what: Reading,
    next_skip: int | None,
) -> Register:
    children = tuple(dict.fromkeys(each.disclosed.child_id for each in shown))
    look = Look(
        read_id=asked.read_id, actor=asked.actor, now=asked.now, what=what, access=found.access
    )
    note_reading(ledger, look, children)
    of_all = _counted(ledger, found.lines) if asked.recipient else ()
    return Register(
        recipient=of_all[0] if of_all else None,
        lines=tuple(shown),
        children=_names(ledger, asked, children),
        names=names_of(
            ledger,
            {each.recorded_by for each in shown},
            {each.disclosed.recipient_id for each in shown},
        ),
        next_skip=next_skip,
        is_cut=found.is_cut,
        unreadable=found.unreadable,
    )


def recipient_id(disclosed: DataDisclosed) -> UUID:
    """Return the id under which all that one recipient was handed is found."""
    return disclosed.recipient_id or uuid5(_BY_NAME, disclosed.recipient.strip())


def _found(ledger: Ledger, asked: AskedRegister, asking: Asking, access: Access) -> _Found:
    """Return the lines that the asker may see, the latest first.

    What tells that a child was in need or ill is left out for whoever may be involved in a case.
    """
    if asked.until_on < asked.since_on:
        raise Invalid("before_start", "until_on")
    places = places_allowing(ledger, asked.actor, (asking,), asked.now)
    rows = ledger.dues.handed_out(
        places, since_on=asked.since_on, until_on=asked.until_on, limit=LINES_AT_MOST + 1
    )
    wanted = [each.disclosure_id for each in rows[:LINES_AT_MOST]]
    lines: dict[UUID, Disclosure] = {}
    unreadable = 0
    for child_id in dict.fromkeys(each.child_id for each in rows[:LINES_AT_MOST]):
        try:
            history = ledger.log.load([disclosures_stream(child_id)])
        except Unreadable:
            unreadable += 1
            continue
        if not isinstance(history, Erased):
            found = disclosures_in(history, child_id)
            lines |= {each.disclosed.disclosure_id: each for each in found}
    told = [lines[each] for each in wanted if each in lines]
    shown = (
        each for each in _discreet(ledger, asked, told) if _is_of(each.disclosed, asked.recipient)
    )
    return _Found(access, tuple(shown), len(rows) > LINES_AT_MOST, unreadable)


def _discreet(
    ledger: Ledger, asked: AskedRegister, lines: Sequence[Disclosure]
) -> Iterable[Disclosure]:
    telling = {each.disclosed.child_id: None for each in lines if tells_of_case(each.disclosed)}
    involved = may_be_involved_in(ledger, asked.actor, list(telling), asked.now)
    return (
        each
        for each in lines
        if not (each.disclosed.child_id in involved and tells_of_case(each.disclosed))
    )


def _is_of(disclosed: DataDisclosed, recipient: UUID | None) -> bool:
    return recipient is None or recipient_id(disclosed) == recipient


def _counted(ledger: Ledger, lines: Sequence[Disclosure]) -> tuple[Recipient, ...]:
    by: dict[UUID, list[DataDisclosed]] = {}
    for each in lines:
        by.setdefault(recipient_id(each.disclosed), []).append(each.disclosed)
    registered = names_of(ledger, (), {each.disclosed.recipient_id for each in lines}).organisations
    recipients = (
        Recipient(
            recipient=key,
            name=registered[place].name
            if (place := OrganisationId(key)) in registered
            else found[0].recipient,
            times=len(found),
            children=len({each.child_id for each in found}),
            last_on=max(each.disclosed_on for each in found),
        )
        for key, found in by.items()
    )
    return tuple(sorted(recipients, key=lambda each: (-each.children, each.name)))


def _names(ledger: Ledger, asked: AskedRegister, children: Sequence[ChildId]) -> dict[ChildId, str]:
    """Return the names of those whom the asker may list."""
    names: dict[ChildId, str] = {}
    for child_id in children:
        try:
            standings = standings_for_child(ledger, asked.actor, child_id, asked.now)
            if not standings.allow(Asking.LIST_CHILDREN):
                continue
            history = ledger.log.load([children_stream(child_id)])
        except (NotFound, NotPermitted, RecordDamaged, Unreadable):
            continue
        if isinstance(history, Erased):
            continue
        registered = child_state(history, child_id).registered
        if registered:
            names[child_id] = registered.name
    return names
