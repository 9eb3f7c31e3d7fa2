"""What was put right in a child's record since somebody asked for it, to be named in the answer."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from application.ports import History, Ledger, Recorded
from application.states import child_state, children_stream, visits_stream
from domain.children.facts import (
    CorrectionExplained,
    IdentityCorrected,
    IdentityCorrectionDeclined,
    IdentityCorrectionProposed,
    IdentityCorrectionWithdrawn,
)
from domain.days import local_day
from domain.errors import Invalid, NotFound, RuleBroken
from domain.shared import ChildId, CorrectionId, Erased, RightsId
from domain.visits.facts import HomeVisitCorrected, TalkCorrected

_OF_THE_FILE = frozenset({"children", "care"})
_CHANGING_NOTHING = (
    IdentityCorrectionProposed,
    IdentityCorrectionDeclined,
    IdentityCorrectionWithdrawn,
    CorrectionExplained,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A visit or talk was corrected on a day; `met_on` is when that visit or talk was.

    Without it the child's name, sex, birth date or number was.
    """

    correction_id: CorrectionId
    corrected_on: date
    met_on: date | None
    is_talk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Corrections, the latest first, and on which days the file changed."""

    corrections: tuple[Correction, ...] = ()
    file_changed_on: frozenset[date] = frozenset()

    def since(self, asked_on: date) -> "Changes":
        """Return those made on that day or later."""
        return Changes(
            corrections=tuple(each for each in self.corrections if each.corrected_on >= asked_on),
            file_changed_on=frozenset(each for each in self.file_changed_on if each >= asked_on),
        )


def changes_in(history: History) -> Changes:
    """Return what a child's loaded history tells of corrections and of changes to the file."""
    return Changes(
        corrections=tuple(_corrections(reversed(history.recorded))),
        file_changed_on=frozenset(
            local_day(each.recorded_at)
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


def _corrections(latest_first: Iterator[Recorded[object]]) -> Iterator[Correction]:
    for each in latest_first:
        met_on: date | None
        match each.fact:
            case HomeVisitCorrected(correction_id=correction_id, visit=visit):
                is_talk, met_on = False, local_day(visit.started_at)
            case TalkCorrected(correction_id=correction_id, talk=talk):
                is_talk, met_on = True, local_day(talk.started_at)
            case IdentityCorrected(correction_id=correction_id):
                is_talk, met_on = False, None
            case _:
                continue
        yield Correction(
            correction_id=correction_id,
            corrected_on=local_day(each.recorded_at),
            met_on=met_on,
            is_talk=is_talk,
        )
