"""What becomes of the rows of lists, decided one after the other; nothing is recorded by it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from application.known_children import KnownChild, KnownChildren
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
    """A row, what becomes of it, and which child it speaks of; None for no child or nobody's."""

    row: Row
    verdict: Verdict
    child_id: ChildId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """Judges the rows of one list after another; what one row tells is known to the next."""

    known: KnownChildren
    today: date
    rules: RuleSet

    def judged(self, rows: Iterable[Row], child_of: ChildOf) -> Iterator[Judged]:
        """Yield each row of one list with what becomes of it."""
        seen: dict[bytes, ChildId | None] = {}
        for row in rows:
            match row:
                case OtherRow():
                    yield Judged(
                        row=row,
                        verdict=Verdict(outcome=RowOutcome.IGNORE, why=IGNORED_AS[row.what]),
                    )
                case LeadRow():
                    yield self._lead(row, child_of)
                case RosterRow() if row.digest in seen:
                    again = Verdict(outcome=RowOutcome.DUPLICATE_ROW, why=RowReason.EXACT_REPEAT)
                    yield Judged(row=row, verdict=again, child_id=seen[row.digest])
                case RosterRow():
                    judged = self._child(row, child_of)
                    seen[row.digest] = judged.child_id
                    yield judged

    def _lead(self, row: LeadRow, child_of: ChildOf) -> Judged:
        known_id = self.known.noticed(row, self.today, self.rules)
        why = RowReason.NEW_CHILD if known_id is None else RowReason.MATCHES_KNOWN_CHILD
        verdict = Verdict(outcome=RowOutcome.LEAD, why=why)
        return Judged(row=row, verdict=verdict, child_id=known_id or child_of(row.number))

    def _child(self, row: RosterRow, child_of: ChildOf) -> Judged:
        refused = refusal_of(row, self.today, self.rules)
        told = _described(row)
        if refused is not None or told is None:
            why = refused or RowReason.NAME_MISSING
            return Judged(row=row, verdict=Verdict(outcome=RowOutcome.REJECT, why=why))
        how, known_id = self.known.like(told)
        verdict, child_id = _taken(row, how, known_id, child_of(row.number))
        if verdict.outcome is not RowOutcome.REVIEW:
            self.known.add(KnownChild(child_id=child_id, described=told, places=_places(row)))
        return Judged(row=row, verdict=verdict, child_id=child_id)


def _taken(
    row: RosterRow, how: Likeness, known_id: ChildId | None, own_id: ChildId
) -> tuple[Verdict, ChildId]:
    child_id = known_id or own_id
    # A row that was recorded before finds itself again.
    if how in DOUBTS and child_id != own_id:
        return Verdict(outcome=RowOutcome.REVIEW, why=DOUBTS[how]), child_id
    flag = flag_of(row)
    if flag is not None:
        return Verdict(outcome=RowOutcome.ACCEPT_FLAGGED, why=flag), child_id
    is_same = how is Likeness.SAME_IN_ALL and row.number_state is NumberState.MISSING
    why = RowReason.SAME_CHILD_NO_ID if is_same else remark_on(row)
    return Verdict(outcome=RowOutcome.ACCEPT, why=why), child_id


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
