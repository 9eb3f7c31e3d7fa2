"""What was put right in a child's record since somebody asked for it, to be named in the answer."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime

from application.ports import History, Ledger, Recorded
from application.states import child_state, children_stream, visits_stream
from domain.children.facts import (
    ChildRegistered,
    CorrectionExplained,
    IdentityConfirmationFailed,
    IdentityCorrected,
    IdentityCorrectionDeclined,
    IdentityCorrectionProposed,
    IdentityCorrectionWithdrawn,
    ParticularsCorrected,
)
from domain.children.state import corrected
from domain.days import local_day
from domain.errors import Invalid, NotFound, RuleBroken
from domain.shared import ChildId, CorrectionId, Erased, PersonId, RightsId
from domain.visits.facts import HomeVisitCorrected, TalkCorrected

_OF_THE_FILE = frozenset({"children", "care"})
_CHANGING_NOTHING = (
    IdentityCorrectionProposed,
    IdentityConfirmationFailed,
    IdentityCorrectionDeclined,
    IdentityCorrectionWithdrawn,
    CorrectionExplained,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A visit or talk was corrected; `met_on` is when that visit or talk was.

    Without it the registration of the child was, in the fields of `changed`. `by` is who put it
    right, or proposed it to `confirmed_by`; `rights_id` the request it was made for.
    """

    correction_id: CorrectionId
    position: int
    made_at: datetime
    by: PersonId
    met_on: date | None
    is_talk: bool = False
    changed: tuple[str, ...] = ()
    confirmed_by: PersonId | None = None
    rights_id: RightsId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """The file changed at a moment; `position` is where the log tells of it."""

    position: int
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSince:
    """Since when a request counts: from its place in the log, or from the day that it was made.

    `asked_on` is that day where it was written down on a later one.
    """

    position: int
    asked_on: date | None = None

    def is_before(self, change: Correction | FileChange) -> bool:
        """Return whether something changed after it was asked: of one day both may stand in it."""
        by_day = self.asked_on is not None and local_day(change.made_at) >= self.asked_on
        return by_day or change.position > self.position


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Corrections, the latest first, and whatever changed the file, the earliest first."""

    corrections: tuple[Correction, ...] = ()
    of_file: tuple[FileChange, ...] = ()

    @property
    def people(self) -> frozenset[PersonId]:
        """Who made the corrections, and who confirmed them."""
        both = ((each.by, each.confirmed_by) for each in self.corrections)
        return frozenset(each for pair in both for each in pair if each is not None)

    def since(self, asked: AskedSince) -> "Changes":
        """Return those that were made after it was asked for them."""
        return Changes(
            corrections=tuple(filter(asked.is_before, self.corrections)),
            of_file=tuple(filter(asked.is_before, self.of_file)),
        )


NOTHING_CHANGED = Changes()


def changes_in(history: History) -> Changes:
    """Return what a child's loaded history tells of corrections and of changes to the file."""
    return Changes(
        corrections=tuple(reversed(tuple(_corrections(history.recorded)))),
        of_file=tuple(
            FileChange(position=each.position, made_at=each.recorded_at)
            for each in history.recorded
            if each.stream.context in _OF_THE_FILE and not isinstance(each.fact, _CHANGING_NOTHING)
        ),
    )


def require_made(
    ledger: Ledger, child_id: ChildId, correction_ids: Collection[CorrectionId]
) -> None:
    """Raises: Invalid unless each is a correction of the child's record."""
    history = ledger.log.load([children_stream(child_id), visits_stream(child_id)])
    if isinstance(history, Erased):
        raise NotFound("erased")
    made = {each.correction_id for each in changes_in(history).corrections}
    if not made.issuperset(correction_ids):
        raise Invalid("unknown_code", "correction_ids")


def require_none_waits(history: History, child_id: ChildId, rights_id: RightsId) -> None:
    """Raises: RuleBroken while a correction for this request waits for a second person."""
    waiting = child_state(history, child_id).waiting
    if waiting is not None and waiting.rights_id == rights_id:
        raise RuleBroken("rights_correction_waits")


def _corrections(recorded: Iterable[Recorded[object]]) -> Iterator[Correction]:
    stood: ChildRegistered | None = None
    for each in recorded:
        match fact := each.fact:
            case ChildRegistered():
                stood = fact
            case IdentityCorrected() | ParticularsCorrected() if stood is not None:
                now = corrected(stood, fact)
                yield _of_child(each, fact, _changed(stood, now))
                stood = now
            case HomeVisitCorrected():
                started_at = fact.visit.started_at
                yield _of_contact(each, fact.correction_id, started_at, is_talk=False)
            case TalkCorrected():
                started_at = fact.talk.started_at
                yield _of_contact(each, fact.correction_id, started_at, is_talk=True)


def _of_child(
    recorded: Recorded[object],
    fact: IdentityCorrected | ParticularsCorrected,
    changed: tuple[str, ...],
) -> Correction:
    proposed_by = fact.proposed_by if isinstance(fact, IdentityCorrected) else None
    return Correction(
        correction_id=fact.correction_id,
        position=recorded.position,
        made_at=recorded.recorded_at,
        by=proposed_by or recorded.actor_id,
        met_on=None,
        changed=changed,
        confirmed_by=recorded.actor_id if proposed_by else None,
        rights_id=fact.rights_id,
    )


def _changed(before: ChildRegistered, now: ChildRegistered) -> tuple[str, ...]:
    names = (each.name for each in fields(ChildRegistered))
    return tuple(each for each in names if getattr(before, each) != getattr(now, each))


def _of_contact(
    recorded: Recorded[object],
    correction_id: CorrectionId,
    started_at: datetime,
    *,
    is_talk: bool,
) -> Correction:
    return Correction(
        correction_id=correction_id,
        position=recorded.position,
        made_at=recorded.recorded_at,
        by=recorded.actor_id,
        met_on=local_day(started_at),
        is_talk=is_talk,
    )
