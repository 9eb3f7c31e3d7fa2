"""When it may be put right what else a child is registered with: at once, and by one person."""

from dataclasses import replace

from domain.children.correcting import Answer, explanation, known_again
from domain.children.facts import (
    ChildParticulars,
    ChildRegistered,
    ChildrenEvent,
    ParticularsCorrected,
)
from domain.children.rules import ethnicity_code_if_any
from domain.children.state import ChildState, CorrectParticulars
from domain.codelists import Sex
from domain.errors import Invalid, RuleBroken
from domain.identity import IdNumber, id_number_in, student_number_if_any
from domain.text import ADDRESS_AT_MOST, one_line_if_any


def correct_particulars(state: ChildState, request: CorrectParticulars) -> Answer:
    """Record student number, ethnicity and address; a proposed ID number holds none of it up.

    A student number that holds an ID number holds the child's own: while another one waits for a
    second person nobody can tell which that is, and it is compared with neither.

    Raises: RuleBroken when the child is unknown, the id stands for another correction, nothing
    would change, or the student number holds an ID number while one waits; Invalid when a field
    cannot be right.
    """
    if state.registered is None:
        raise RuleBroken("child_not_registered")
    known = state.corrections.get(request.correction_id)
    before = known.before if known else state.registered
    said = ParticularsCorrected(
        child_id=request.child_id,
        correction_id=request.correction_id,
        particulars=_as_asked(request, particulars_of(before)),
        rests_on=request.rests_on,
        rights_id=request.rights_id,
    )
    facts: tuple[ChildrenEvent, ...] = (said, *explanation(request))
    if known is not None:
        return known_again(state, known, facts)
    if said.particulars == particulars_of(before):
        raise RuleBroken("nothing_to_correct")
    if said.particulars.student_number != before.student_number:
        _require_own(state, before, said.particulars.student_number)
    return facts


def particulars_of(registered: ChildRegistered) -> ChildParticulars:
    """Return what of a registration can be corrected here."""
    return ChildParticulars(
        student_number=registered.student_number,
        ethnicity_code=registered.ethnicity_code,
        address=registered.address,
    )


def holds_another_number(state: ChildState) -> bool:
    """Return whether the student number holds an ID number that is not the child's, or no more.

    Where none was ever on file it may well be the child's own. While one waits nothing is said:
    that might be the one that the student number holds.
    """
    now = state.registered
    held = id_number_in(now.student_number) if now else None
    if now is None or held is None or state.waiting is not None or held.number == now.id_number:
        return False
    former = (each.before.id_number for each in state.corrections.values())
    return any((now.id_number, *former))


def _as_asked(request: CorrectParticulars, now: ChildParticulars) -> ChildParticulars:
    number = student_number_if_any(request.student_number, field="student_number")
    ethnicity = ethnicity_code_if_any(request.ethnicity_code)
    address = one_line_if_any(request.address, field="address", at_most=ADDRESS_AT_MOST)
    return replace(
        now,
        student_number=_instead(
            now.student_number, number, request.removes_student_number, "student_number"
        ),
        ethnicity_code=_instead(
            now.ethnicity_code, ethnicity, request.removes_ethnicity, "ethnicity_code"
        ),
        address=_instead(now.address, address, request.removes_address, "address"),
    )


def _instead(stands: str | None, said: str | None, removes: bool, field: str) -> str | None:
    if removes and said is not None:
        raise Invalid("new_and_none", field)
    return None if removes else said or stands


def _require_own(state: ChildState, child: ChildRegistered, number: str | None) -> None:
    found = id_number_in(number)
    if found is None:
        return
    if state.waiting is not None:
        # To compare it with either number would tell which one waits.
        raise RuleBroken("student_number_waits", field="student_number")
    if not _is_of(child, found):
        raise Invalid("student_number_of_another", "student_number")


def _is_of(child: ChildRegistered, found: IdNumber) -> bool:
    if child.id_number is not None:
        return found.number == child.id_number
    is_other_sex = child.sex is (Sex.FEMALE if found.is_male else Sex.MALE)
    return found.born_on == child.born_on and not is_other_sex
