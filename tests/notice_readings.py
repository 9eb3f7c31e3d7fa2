"""Who may read what a class teacher or an office is told of a child in acute danger: the told."""

from collections.abc import Iterable

from domain.alerts.facts import ClassTeacherTold, RefusalTold
from domain.reads.facts import Reading, RecordsRead
from domain.shared import ChildId

_BY = {Reading.RISK_NOTICE: ClassTeacherTold, Reading.REFUSAL_NOTICE: RefusalTold}


def was_told(read: RecordsRead, child_id: ChildId, before: Iterable[object]) -> bool:
    """Return whether the reader had been told; True of what that does not open."""
    kind = _BY.get(read.what)
    if kind is None:
        return True
    told = [each for each in before if isinstance(each, ClassTeacherTold | RefusalTold)]
    mine = [each for each in told if isinstance(each, kind) and each.child_id == child_id]
    return any(read.reader_id in each.told_ids for each in mine)
