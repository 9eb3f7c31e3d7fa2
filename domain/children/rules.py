"""When a child can be registered, whose ID number is claimed, and in what right a carer stands."""

from datetime import date

from domain.children.facts import (
    CarerRecorded,
    CarerStanding,
    ChildIdentity,
    ChildRegistered,
    ChildRegisteredConflictKept,
    ChildrenEvent,
)
from domain.children.state import ChildState, RecordCarer, RegisterChild
from domain.codelists import ETHNICITY_CODES, RELATIONS, Relation, Sex
from domain.days import age_in_years, require_not_before_birth, require_not_future
from domain.errors import Invalid, RuleBroken
from domain.identity import (
    normalised_id_number,
    phone_if_any,
    read_id_number,
    student_number_if_any,
)
from domain.ruleset import RuleSet
from domain.shared import Known
from domain.text import ADDRESS_AT_MOST, NAME_AT_MOST, one_line, one_line_if_any

Answer = tuple[ChildrenEvent, ...] | Known[ChildrenEvent]


def register_child(
    state: ChildState,
    request: RegisterChild,
    *,
    today: date,
    rules: RuleSet,
    keeps_wrong_number: bool = False,
) -> Answer:
    """Record a child, or keep a repeat that differs from the first registration beside it.

    A list cannot be asked what it means: there `keeps_wrong_number` lets a number pass as it came.

    Raises: Invalid when a field cannot be right: a name that is blank or too long, a birth day
    ahead or of somebody of age, an ID number that fails GB 11643 or tells another birth day or
    sex, an unknown ethnicity code.
    """
    said = _as_registered(request)
    kept = ChildRegisteredConflictKept(child_id=said.child_id, kept=said)
    if said == state.first:
        return Known((said,))
    if kept in state.conflicts:
        return Known((kept,), conflicts=True)
    _require_child(said, today, rules)
    if not keeps_wrong_number:
        _require_matching_id_number(said)
    return (said,) if state.first is None else (kept,)


def record_carer(state: ChildState, request: RecordCarer, *, today: date) -> Answer:
    """Record who looks after the child; equal to the latest word on this carer it is known.

    Raises: RuleBroken when the child is unknown or the relation does not give that standing;
    Invalid for name, phone, relation code, or a day that lies ahead or before the child's birth.
    """
    if state.registered is None:
        raise RuleBroken("child_not_registered")
    said = CarerRecorded(
        child_id=request.child_id,
        carer_id=request.carer_id,
        name=one_line(request.name, field="name", at_most=NAME_AT_MOST),
        relation_code=request.relation_code,
        standing=request.standing,
        phone=phone_if_any(request.phone, field="phone"),
        as_of_on=request.as_of_on,
        verified_by=request.verified_by,
    )
    if said == state.carers.get(said.carer_id):
        return Known((said,))
    require_not_future(said.as_of_on, today, field="as_of_on")
    require_not_before_birth(said.as_of_on, state.registered.born_on, field="as_of_on")
    relation = RELATIONS.get(said.relation_code)
    if relation is None:
        raise Invalid("unknown_code", "relation_code")
    if not may_stand_as(relation, said.standing):
        raise RuleBroken("standing_does_not_fit_relation", standing=said.standing)
    return (said,)


def claimable_id_number(fact: ChildRegistered | ChildIdentity) -> str | None:
    """Return the ID number that this child alone may hold, or nothing.

    Only a number that passes GB 11643 is claimed; a wrong one may be shared by mistake.
    """
    found = None if fact.id_number is None else read_id_number(fact.id_number)
    return None if found is None else found.number


def ethnicity_code_if_any(code: str | None) -> str | None:
    """Return a code of GB/T 3304, or nothing for a field left blank.

    Raises: Invalid `unknown_code`.
    """
    if not code:
        return None
    if code not in ETHNICITY_CODES:
        raise Invalid("unknown_code", "ethnicity_code")
    return code


def may_stand_as(relation: Relation, standing: CarerStanding) -> bool:
    """Return whether somebody of this relation can look after a child in this right.

    Anybody may be guardian with consent (民法典 §27); a close relative is one of §1045 only;
    parents do not entrust a child to themselves (未成年人保护法 §22).
    """
    if standing is CarerStanding.CLOSE_RELATIVE:
        return relation.is_close_relative
    return standing is CarerStanding.GUARDIAN or not relation.is_parent


def _as_registered(request: RegisterChild) -> ChildRegistered:
    return ChildRegistered(
        child_id=request.child_id,
        name=one_line(request.name, field="name", at_most=NAME_AT_MOST),
        sex=request.sex,
        born_on=request.born_on,
        id_number=normalised_id_number(request.id_number or "") or None,
        student_number=student_number_if_any(request.student_number, field="student_number"),
        ethnicity_code=ethnicity_code_if_any(request.ethnicity_code),
        address=one_line_if_any(request.address, field="address", at_most=ADDRESS_AT_MOST),
    )


def _require_child(said: ChildRegistered, today: date, rules: RuleSet) -> None:
    require_not_future(said.born_on, today, field="born_on")
    if age_in_years(said.born_on, today, rules.birthday) >= rules.adult_at_years:
        raise Invalid("of_age", "born_on", years=rules.adult_at_years)


def _require_matching_id_number(said: ChildRegistered) -> None:
    if said.id_number is None:
        return
    found = read_id_number(said.id_number)
    if found is None:
        raise Invalid("not_an_id_number", "id_number")
    if found.born_on != said.born_on:
        raise Invalid("tells_another_birth_day", "id_number")
    if said.sex is (Sex.FEMALE if found.is_male else Sex.MALE):
        raise Invalid("tells_another_sex", "id_number")
