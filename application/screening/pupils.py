"""Which pupil of a school a result of a screening is of: told exactly, or nobody's."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from application.ports import Ledger, Unreadable
from application.states import care_state, care_stream, child_state, children_stream
from domain.shared import ChildId, Erased, OrganisationId

NUMBER_OF_REGISTER = "G"
"""A pupil's number is this and the ID number, where the pupil has one."""


class NotMatched(StrEnum):
    """Why nobody can tell which pupil is meant."""

    NOBODY_CALLED_SO = "nobody_called_so"
    NUMBER_DIFFERS = "number_differs"
    CLASS_DIFFERS = "class_differs"
    TOO_LITTLE_TOLD = "too_little_told"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPupil:
    """A pupil as a result tells of them: the name, and a number or the class, or both.

    `number` is that of the pupil's ID or of the school register. A class has an id where it was
    chosen, and a name where a list says it.
    """

    name: str = field(repr=False)
    number: str | None = field(default=None, repr=False)
    class_id: OrganisationId | None = None
    class_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _OnFile:
    child_id: ChildId
    numbers: frozenset[str]
    class_id: OrganisationId | None
    class_name: str | None


def pupil_of(
    ledger: Ledger, told: ToldPupil, called_so: Collection[ChildId]
) -> ChildId | NotMatched:
    """Return whom of those at the school who are called so a result is of.

    A name alone tells nobody: most pupils have no file, and may be called as one who has. A number
    that is told and is another's is never overlooked for the class. One of those called so whose
    record is damaged may be the one who is meant, so that then only a number tells.
    """
    if told.number is None and told.class_id is None and told.class_name is None:
        return NotMatched.TOO_LITTLE_TOLD
    found = [_on_file(ledger, child) for child in called_so]
    known = [each for each in found if isinstance(each, _OnFile)]
    if not all(isinstance(each, _OnFile | Erased) for each in found) and told.number is None:
        return NotMatched.SEVERAL
    if not known:
        return NotMatched.NOBODY_CALLED_SO
    if told.number is not None:
        number = told.number.upper().removeprefix(NUMBER_OF_REGISTER)
        known = [each for each in known if number in each.numbers]
        return _the_one(known, NotMatched.NUMBER_DIFFERS)
    return _the_one([each for each in known if _in_class(each, told)], NotMatched.CLASS_DIFFERS)


def called_so(
    ledger: Ledger, school_id: OrganisationId, names: Collection[str]
) -> Mapping[str, tuple[ChildId, ...]]:
    """Return the children of a school by name, as far as the views tell."""
    ledger.catch_up()
    return ledger.finder.named_at(school_id, names)


def _the_one(known: list[_OnFile], why_none: NotMatched) -> ChildId | NotMatched:
    if len(known) > 1:
        return NotMatched.SEVERAL
    return known[0].child_id if known else why_none


def _in_class(known: _OnFile, told: ToldPupil) -> bool:
    if told.class_id is not None:
        return known.class_id == told.class_id
    return known.class_name is not None and plain(known.class_name) == plain(told.class_name or "")


def plain(name: str) -> str:
    """Return the name of a class without what only a keyboard decides: widths and brackets."""
    wide = str.maketrans("（）０１２３４５６７８９", "()0123456789")
    return "".join(each for each in name.translate(wide) if each not in "() \t　")


def _on_file(ledger: Ledger, child_id: ChildId) -> _OnFile | Erased | None:
    """Return what tells a child apart; None of one whose record is damaged."""
    try:
        history = ledger.log.load([children_stream(child_id), care_stream(child_id)])
    except Unreadable:
        return None
    if isinstance(history, Erased):
        return history
    registered = child_state(history, child_id).registered
    schooling = care_state(history, child_id).schooling
    if registered is None:
        return None
    class_id = schooling.class_id if schooling else None
    found = ledger.directory.organisation(class_id) if class_id else None
    told = (registered.id_number, registered.student_number)
    return _OnFile(
        child_id=child_id,
        numbers=frozenset(
            each.upper().removeprefix(NUMBER_OF_REGISTER) for each in told if each is not None
        ),
        class_id=class_id,
        class_name=found.name if found else None,
    )
