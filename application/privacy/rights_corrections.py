"""What was put right in a child's record since somebody asked for it, to be named in the answer."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from application.ports import History, Ledger, Recorded
from application.states import visits_stream
from domain.days import local_day
from domain.errors import Invalid, NotFound
from domain.shared import ChildId, CorrectionId, Erased
from domain.visits.facts import HomeVisitCorrected, TalkCorrected

_OF_THE_FILE = frozenset({"children", "care"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A visit or talk was corrected on a day; `met_on` is when that visit or talk was."""

    correction_id: CorrectionId
    corrected_on: date
    met_on: date
    is_talk: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Corrections of visits and talks, the latest first, and on which days the file changed."""

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
            if each.stream.context in _OF_THE_FILE
        ),
    )


def require_made(
    ledger: Ledger, child_id: ChildId, correction_ids: Collection[CorrectionId]
) -> None:
    """Raises: Invalid unless each is a correction of one of the child's visits or talks."""
    history = ledger.log.load([visits_stream(child_id)])
    if isinstance(history, Erased):
        raise NotFound("erased")
    made = {each.correction_id for each in changes_in(history).corrections}
    if not made.issuperset(correction_ids):
        raise Invalid("unknown_code", "correction_ids")


def _corrections(latest_first: Iterator[Recorded[object]]) -> Iterator[Correction]:
    for each in latest_first:
        match each.fact:
            case HomeVisitCorrected(correction_id=correction_id, visit=met):
                is_talk, started_at = False, met.started_at
            case TalkCorrected(correction_id=correction_id, talk=talk):
                is_talk, started_at = True, talk.started_at
            case _:
                continue
        yield Correction(
            correction_id=correction_id,
            corrected_on=local_day(each.recorded_at),
            met_on=local_day(started_at),
            is_talk=is_talk,
        )
