"""What would become of each row of a list of results: whose it is, or why it is nobody's."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from application.ports import Ledger, Unreadable
from application.screening.pupils import NotMatched, ToldPupil, called_so, plain, pupil_of
from application.screening.streams import agreed_on, screening_state, screening_stream
from application.states import consent_stream
from domain.screening.listed import ListedResult, ResultProblem, problem_of
from domain.shared import ChildId, Erased, OrganisationId

_PROBLEMS = {each: ResultProblem(each.value) for each in NotMatched}


class ScreeningFiles(Protocol):
    """Reads and writes lists of results as files, which are never kept in clear."""

    def rows(self, content: bytes, file_name: str, today: date) -> tuple[ListedResult, ...]:
        """Return the rows of a list. Raises: Invalid for field `file`."""
        ...

    def given_back(
        self,
        content: bytes,
        file_name: str,
        problems: Mapping[int, ResultProblem],
        sentences: Mapping[ResultProblem, str],
    ) -> bytes:
        """Return the rows with a problem and why, as a workbook of text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedResult:
    """A row, whose it is as far as that is told, and why it is not taken; of some neither.

    Those ask for no talk. `is_done` tells that this screening of the child is a lead already.
    """

    row: ListedResult
    child_id: ChildId | None = None
    problem: ResultProblem | None = None
    is_done: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether it would be recorded."""
        return self.child_id is not None and self.problem is None and not self.is_done


def judged_results(
    ledger: Ledger,
    schools: Iterable[OrganisationId],
    rows: Iterable[ListedResult],
    today: date,
) -> tuple[JudgedResult, ...]:
    """Return what would become of each row that is brought for these schools."""
    told = tuple(rows)
    names = {each.name for each in told if each.name is not None and not each.asks_no_talk}
    named: dict[str, list[ChildId]] = {each: [] for each in names}
    for school_id in schools:
        for name, children in called_so(ledger, school_id, names).items():
            named[name].extend(children)
    alike = _told_alike(told)
    return tuple(
        _judged(ledger, each, named, today) if each.row not in alike else _unclear(each)
        for each in told
    )


def _told_alike(rows: Sequence[ListedResult]) -> frozenset[int]:
    """Return the numbers of rows of which nobody can tell whether they are of one pupil or two.

    Most pupils have no file: of two of one name in a class the result may be of the other one. What
    asks for no talk counts as well.
    """
    keys = {each.row: _key(each) for each in rows if each.name is not None}
    often = Counter(keys.values())
    by_number = {each.row for each in rows if each.number is not None}
    return frozenset(row for row, key in keys.items() if often[key] > 1 and row not in by_number)


def _key(row: ListedResult) -> tuple[object, ...]:
    return row.name, plain(row.class_name or ""), row.scale, row.screened_on


def _unclear(row: ListedResult) -> JudgedResult:
    said = ResultProblem.SPEAKS_OF_DANGER if row.speaks_of_danger else ResultProblem.SEVERAL
    return JudgedResult(row=row, problem=None if row.asks_no_talk else said)


def _judged(
    ledger: Ledger, row: ListedResult, named: Mapping[str, list[ChildId]], today: date
) -> JudgedResult:
    if row.asks_no_talk:
        return JudgedResult(row=row)
    problem = problem_of(row, today, ledger.rules)
    if problem is not None or row.name is None:
        return JudgedResult(row=row, problem=problem)
    pupil = ToldPupil(name=row.name, number=row.number, class_name=row.class_name)
    found = pupil_of(ledger, pupil, named[row.name])
    if isinstance(found, NotMatched):
        return JudgedResult(row=row, problem=_PROBLEMS[found])
    return _of_child(ledger, row, found)


def _of_child(ledger: Ledger, row: ListedResult, child_id: ChildId) -> JudgedResult:
    nobody = JudgedResult(row=row, problem=ResultProblem.NOBODY_CALLED_SO)
    if row.scale is None or row.screened_on is None:
        return nobody
    try:
        history = ledger.log.load([screening_stream(child_id), consent_stream(child_id)])
    except Unreadable:
        return nobody
    if isinstance(history, Erased):
        return nobody
    known = screening_state(history, child_id).of_screening(row.scale, row.screened_on)
    if known is not None:
        return JudgedResult(row=row, child_id=child_id, is_done=True)
    if not agreed_on(history, child_id, row.screened_on):
        return JudgedResult(row=row, child_id=child_id, problem=ResultProblem.NO_CONSENT)
    return JudgedResult(row=row, child_id=child_id)
