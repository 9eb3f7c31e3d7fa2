"""The versions of what a child is registered with, and what others put right behind one of them.

Who a child is and what else is on file are put right apart: each has a version of its own, so that
nobody is held up by a correction of the other.
"""

from application.ports import History, Recorded
from application.privacy.rights_corrections import Changes, changes_in
from domain.children.facts import (
    ChildRegistered,
    CorrectionEvent,
    CorrectionExplained,
    IdentityCorrected,
    IdentityCorrectionDeclined,
    IdentityCorrectionProposed,
    IdentityCorrectionWithdrawn,
    ParticularsCorrected,
)
from domain.shared import CorrectionId

Kinds = tuple[type[object], ...]

IDENTITY: Kinds = (
    ChildRegistered,
    IdentityCorrected,
    IdentityCorrectionProposed,
    IdentityCorrectionDeclined,
    IdentityCorrectionWithdrawn,
)
PARTICULARS: Kinds = (ChildRegistered, ParticularsCorrected)


def version_of(history: History, kinds: Kinds) -> int:
    """Return the version of the last fact that says so; 0 without one."""
    said = _saying(history, kinds)
    return said[-1].version if said else 0


def put_right_behind(history: History, kinds: Kinds, seen: int) -> Changes:
    """Return the corrections that came to stand behind a version."""
    behind = {_correction_id(each) for each in _saying(history, kinds) if each.version > seen}
    made = changes_in(history).corrections
    return Changes(corrections=tuple(each for each in made if each.correction_id in behind))


def _saying(history: History, kinds: Kinds) -> list[Recorded[object]]:
    """Return the facts of these kinds, and the words that were added to them."""
    explained = {_correction_id(each) for each in history.recorded if isinstance(each.fact, kinds)}
    return [
        each
        for each in history.recorded
        if isinstance(each.fact, kinds)
        or (isinstance(each.fact, CorrectionExplained) and _correction_id(each) in explained)
    ]


def _correction_id(recorded: Recorded[object]) -> CorrectionId | None:
    fact = recorded.fact
    return fact.correction_id if isinstance(fact, CorrectionEvent) else None
