"""What became of a child's file since a worry: another name, and what was done by whom it names."""

from collections.abc import Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from application.care_files.files import ASIDES
from application.crisis.cases.cases import OpenCase, all_kept_out
from application.ports import Ledger, Recorded, Unreadable
from application.reads.looking import file_streams
from application.states import children_stream
from domain.care.facts import CareLevelAssessed
from domain.children.facts import (
    ChildIdentity,
    ChildRegistered,
    IdentityCorrected,
    IdentityCorrectionProposed,
    identity_in,
)
from domain.errors import NotFound
from domain.pairing.facts import MentorPaired
from domain.shared import ChildId, Erased, PersonId, Stream
from domain.visits.facts import (
    HomeVisitConflictKept,
    HomeVisitLogged,
    TalkConflictKept,
    TalkLogged,
)

SHOWN_ACTS = 20

_NAMING = ChildRegistered | IdentityCorrected


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """What a child is registered as now, unlike when the worry was raised, and by whom since when.

    A hospital is told the name and the time alone. `proposed_by` is the first of two people.
    """

    name: str
    born_on: date | None
    changed_at: datetime
    changed_by: PersonId | None
    proposed_by: PersonId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """Whom a case is about, by the name and birth date that stood when the worry was raised.

    `was_on_file` tells whether they are from the file of then; without one the name is the one that
    was told, else that of a file made since. `renamed` is None where the same stands now.
    """

    name: str | None
    born_on: date | None
    was_on_file: bool
    is_on_file: bool
    renamed: Renamed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One fact of the child's file by somebody who is kept out of the case: its kind alone."""

    kind: type[object]
    done_at: datetime
    done_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSince:
    """A child's file as far as a case tells of it.

    `acts` are the newest by those kept out of the case, `more_acts` how many stand behind them;
    neither is told to a hospital. `watches` tells that anybody is kept out, `is_damaged` that not
    all of the file could be read.
    """

    pupil: Pupil
    acts: tuple[Act, ...] = ()
    more_acts: int = 0
    watches: bool = False
    is_damaged: bool = False

    @property
    def people(self) -> frozenset[PersonId]:
        """Everybody of whom it tells."""
        new = self.pupil.renamed
        who = [new.changed_by, new.proposed_by] if new else []
        return frozenset(each for each in who if each) | {each.done_by for each in self.acts}


NOT_SHOWN = FileSince(
    pupil=Pupil(name=None, born_on=None, was_on_file=False, is_on_file=False, renamed=None)
)
"""What is told of a file to whom nothing more of it is handed."""


def since_raised(
    ledger: Ledger, found: OpenCase, now: datetime, *, for_hospital: bool
) -> FileSince:
    """Return whom a case is about, and what became of the file since the worry.

    A damaged file closes no case: what can be read of it is told.

    Raises: NotFound for an erased child; Unavailable.
    """
    child_id = ChildId(found.concern.child_id)
    if for_hospital:
        recorded, is_damaged = _recorded(ledger, [children_stream(child_id)])
        return FileSince(pupil=_for_hospital(_pupil(found, recorded)), is_damaged=is_damaged)
    recorded, is_damaged = _recorded(ledger, file_streams(child_id))
    out = all_kept_out(ledger, found, now)
    acts = tuple(_acts(found.first.position, recorded, out))
    return FileSince(
        pupil=_pupil(found, recorded),
        acts=acts[:SHOWN_ACTS],
        more_acts=len(acts[SHOWN_ACTS:]),
        watches=bool(out),
        is_damaged=is_damaged,
    )


def _recorded(
    ledger: Ledger, streams: Sequence[Stream]
) -> tuple[tuple[Recorded[object], ...], bool]:
    """Return what can be read of the streams by position, and whether anything is damaged."""
    with suppress(Unreadable):
        history = ledger.log.load(streams)
        if not isinstance(history, Erased):
            return history.recorded, False
    whole: list[Recorded[object]] = []
    is_damaged = False
    for each in streams:
        try:
            whole += _of_one(ledger, each)
        except Unreadable:
            is_damaged = True
    return tuple(sorted(whole, key=lambda each: each.position)), is_damaged


def _of_one(ledger: Ledger, stream: Stream) -> tuple[Recorded[object], ...]:
    history = ledger.log.load([stream])
    if not isinstance(history, Erased):
        return history.recorded
    # Whose care file alone was erased may still be in danger.
    if stream.context == "children":
        raise NotFound("erased")
    return ()


def _pupil(found: OpenCase, recorded: Sequence[Recorded[object]]) -> Pupil:
    raised = found.first.position
    said = [(each, identity_in(each.fact)) for each in recorded if isinstance(each.fact, _NAMING)]
    before = [identity for each, identity in said if each.position < raised]
    told = found.state.named.name if found.state.named else None
    then = (before[-1].name, before[-1].born_on) if before else (told, None)
    last, renamed = then, None
    for each, identity in said[len(before) :]:
        now = (identity.name, identity.born_on)
        # What left both as they stood, as a correction of the number, is nobody's renaming.
        renamed, last = (renamed if now == last else _renamed(each, identity)), now
    renamed = None if last == then else renamed
    return Pupil(
        name=then[0] or (renamed.name if renamed else None),
        born_on=then[1],
        was_on_file=bool(before),
        is_on_file=bool(said),
        renamed=renamed,
    )


def _renamed(recorded: Recorded[object], identity: ChildRegistered | ChildIdentity) -> Renamed:
    return Renamed(
        name=identity.name,
        born_on=identity.born_on,
        changed_at=recorded.recorded_at,
        changed_by=recorded.actor_id,
        proposed_by=_by_whom(recorded.fact),
    )


def _for_hospital(pupil: Pupil) -> Pupil:
    """Keep from a hospital who changed what, and birth dates, which it was never told."""
    new = pupil.renamed
    if new is not None and new.name == pupil.name:
        new = None
    told = new and replace(new, born_on=None, changed_by=None, proposed_by=None)
    return replace(pupil, born_on=None, renamed=told)


def _acts(raised: int, recorded: Sequence[Recorded[object]], out: Set[PersonId]) -> Iterator[Act]:
    """Return what those kept out did after a position, the newest first."""
    for each in reversed(recorded):
        if each.position < raised or isinstance(each.fact, ASIDES):
            continue
        by = next(
            (person for person in (each.actor_id, _by_whom(each.fact)) if person in out), None
        )
        if by is not None:
            yield Act(kind=type(each.fact), done_at=each.recorded_at, done_by=by)


def _by_whom(fact: object) -> PersonId | None:
    """Return who did what another may have recorded, where the fact says so."""
    match fact:
        case IdentityCorrected() | IdentityCorrectionProposed():
            return fact.proposed_by
        case HomeVisitLogged() | HomeVisitConflictKept():
            return fact.visit.visited_by
        case TalkLogged() | TalkConflictKept():
            return fact.talk.talked_by
        case CareLevelAssessed():
            return fact.assessed_by
        case MentorPaired():
            return fact.paired_by
        case _:
            return None
