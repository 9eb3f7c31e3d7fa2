"""What becomes of the rows of lists, decided one after the other; nothing is recorded by it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from application.survey.known_children import KnownChild, KnownChildren
from application.survey.known_places import KnownPlaces
from application.survey.roster_requests import is_recordable
from domain.matching import Described, Likeness
from domain.ruleset import RuleSet
from domain.shared import ChildId
from domain.survey.outcomes import RowOutcome, RowReason, Verdict, flag_of, refusal_of, remark_on
from domain.survey.rows import LeadRow, NotAChild, NumberState, OtherRow, RosterRow, Row

IGNORED_AS = {
    NotAChild.SUBTOTAL: RowReason.SUBTOTAL,
    NotAChild.TOTAL: RowReason.TOTAL,
    NotAChild.FOOTER: RowReason.FOOTER,
}

DOUBTS = {
    Likeness.PERHAPS: RowReason.SAME_NAME_AND_BIRTH_DATE,
    Likeness.NUMBER_OF_ANOTHER: RowReason.ID_OF_ANOTHER_CHILD,
}
"""What makes a person look before anything is recorded."""

ChildOf = Callable[[int], ChildId]
"""Returns the id that a row's own child has, the same whenever the same file is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A row, what becomes of it, and which child it speaks of; None for no child or nobody's.

    `own_id` is the id of a child of the row's own; `is_received` that the row was recorded before.
    """

    row: Row
    own_id: ChildId
    verdict: Verdict
    child_id: ChildId | None = None
    is_received: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a row when it was recorded, and of which child."""

    verdict: Verdict
    child_id: ChildId


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """Judges the rows of one list after another; what one row tells is known to the next."""

    known: KnownChildren
    today: date
    rules: RuleSet
    places: KnownPlaces = field(default_factory=KnownPlaces)
    received: Mapping[ChildId, Received] = field(default_factory=dict)
    erased: Collection[UUID] = frozenset()

    def judged(self, rows: Iterable[Row], child_of: ChildOf) -> Iterator[Judged]:
        """Yield each row of one list with what becomes of it.

        A row that was recorded before stays what it became then.
        """
        seen: dict[bytes, ChildId | None] = {}
        for row in rows:
            own_id = child_of(row.number)
            match row:
                case OtherRow():
                    ignored = Verdict(outcome=RowOutcome.IGNORE, why=IGNORED_AS[row.what])
                    yield Judged(row=row, own_id=own_id, verdict=ignored)
                case LeadRow():
                    yield self._lead(row, own_id)
                case RosterRow() if row.digest in seen:
                    again = Verdict(outcome=RowOutcome.DUPLICATE_ROW, why=RowReason.EXACT_REPEAT)
                    child_id = seen[row.digest]
                    yield Judged(row=row, own_id=own_id, verdict=again, child_id=child_id)
                case RosterRow():
                    judged = self._child(row, own_id)
                    seen[row.digest] = judged.child_id
                    yield judged

    def _lead(self, row: LeadRow, own_id: ChildId) -> Judged:
        if own_id in self.received:
            return self._before(row, own_id)
        known_id = self.known.noticed(row, self.today, self.rules)
        why = RowReason.NEW_CHILD if known_id is None else RowReason.MATCHES_KNOWN_CHILD
        verdict = Verdict(outcome=RowOutcome.LEAD, why=why)
        return Judged(row=row, own_id=own_id, verdict=verdict, child_id=known_id or own_id)

    def _child(self, row: RosterRow, own_id: ChildId) -> Judged:
        told = _described(row)
        refused = self._refusal(row, own_id)
        if refused is not None or told is None:
            why = refused or RowReason.NAME_MISSING
            verdict = Verdict(outcome=RowOutcome.REJECT, why=why)
            return Judged(row=row, own_id=own_id, verdict=verdict)
        judged = self._before(row, own_id) if own_id in self.received else None
        judged = judged or self._compared(row, told, own_id)
        if judged.verdict.outcome is not RowOutcome.REVIEW and judged.child_id is not None:
            known = KnownChild(child_id=judged.child_id, described=told, places=_places(row))
            self.known.add(known)
        return judged

    def _before(self, row: LeadRow | RosterRow, own_id: ChildId) -> Judged:
        before = self.received[own_id]
        return Judged(
            row=row,
            own_id=own_id,
            verdict=before.verdict,
            child_id=before.child_id,
            is_received=True,
        )

    def _refusal(self, row: RosterRow, own_id: ChildId) -> RowReason | None:
        if own_id in self.erased:
            return RowReason.CHILD_ERASED
        refused = refusal_of(row, self.today, self.rules)
        if refused is None and not is_recordable(row, own_id, self.today, self.rules):
            return RowReason.CELL_UNUSABLE
        return refused

    def _compared(self, row: RosterRow, told: Described, own_id: ChildId) -> Judged:
        how, known_id = self.known.like(told)
        child_id = known_id or own_id
        if how in DOUBTS:
            verdict = Verdict(outcome=RowOutcome.REVIEW, why=DOUBTS[how])
        else:
            verdict = self._taken(row, how)
        return Judged(row=row, own_id=own_id, verdict=verdict, child_id=child_id)

    def _taken(self, row: RosterRow, how: Likeness) -> Verdict:
        flag = flag_of(row)
        if flag is None and self.places.are_unknown(row):
            flag = RowReason.PLACE_UNKNOWN
        if flag is not None:
            return Verdict(outcome=RowOutcome.ACCEPT_FLAGGED, why=flag)
        is_same = how is Likeness.SAME_IN_ALL and row.number_state is NumberState.MISSING
        why = RowReason.SAME_CHILD_NO_ID if is_same else remark_on(row)
        return Verdict(outcome=RowOutcome.ACCEPT, why=why)


def _described(row: RosterRow) -> Described | None:
    if row.name is None or row.born_on is None:
        return None
    is_valid = row.number_state is NumberState.VALID
    return Described(
        name=row.name,
        born_on=row.born_on,
        id_number=row.id_number if is_valid else None,
        has_wrong_number=not is_valid and row.number_state is not NumberState.MISSING,
        carer_name=row.carer.name,
        phone=row.carer.phone,
    )


def _places(row: RosterRow) -> frozenset[str]:
    return frozenset(each for each in (row.township, row.village) if each)
