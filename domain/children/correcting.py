"""When it may be put right who a child is: at once, or as a proposal where a number is on file."""

from dataclasses import replace
from datetime import date

from domain.children.facts import (
    ChildIdentity,
    ChildRegistered,
    ChildrenEvent,
    CorrectionExplained,
    IdentityAsked,
    IdentityCorrected,
    IdentityCorrectionProposed,
)
from domain.children.state import ChildState, CorrectIdentity, Correction, CorrectParticulars
from domain.codelists import Sex
from domain.days import age_in_years, require_not_future
from domain.errors import Invalid, RuleBroken
from domain.identity import normalised_id_number, read_id_number
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId
from domain.text import NAME_AT_MOST, NOTE_AT_MOST, one_line, some_lines_if_any

Answer = tuple[ChildrenEvent, ...] | Known[ChildrenEvent]


def correct_identity(
    state: ChildState, request: CorrectIdentity, *, by: PersonId, today: date, rules: RuleSet
) -> Answer:
    """Record who the child is, or propose it where a number on file would be another one.

    Raises: RuleBroken when the child is unknown, the id stands for another correction or for one
    that somebody else proposed, a proposal waits or nothing would change; Invalid when a field
    cannot be right, or the number tells another birth day or sex.
    """
    if state.registered is None:
        raise RuleBroken("child_not_registered")
    known = state.corrections.get(request.correction_id)
    before = known.before if known else state.registered
    said = _said(request, before, by=by)
    facts: tuple[ChildrenEvent, ...] = (said, *explanation(request))
    if known is not None:
        return known_again(state, known, facts)
    if state.waiting is not None:
        raise RuleBroken("correction_waits")
    if said.identity == identity_of(before):
        raise RuleBroken("nothing_to_correct")
    _require_possible(before, said.identity, today, rules)
    return facts


def identity_of(registered: ChildRegistered) -> ChildIdentity:
    """Return what of a registration can be corrected here."""
    return ChildIdentity(
        name=registered.name,
        sex=registered.sex,
        born_on=registered.born_on,
        id_number=registered.id_number,
    )


def known_again(
    state: ChildState, known: Correction, facts: tuple[ChildrenEvent, ...]
) -> Known[ChildrenEvent]:
    """Return what a correction says as known. Raises: RuleBroken where it said something else."""
    explained = state.explained.get(known.asked.correction_id)
    if facts != (known.asked, *((explained,) if explained else ())):
        raise RuleBroken("correction_already_made")
    return Known(facts)


def explanation(request: CorrectIdentity | CorrectParticulars) -> tuple[CorrectionExplained, ...]:
    """Return what was added in words, if anything was."""
    words = some_lines_if_any(request.words, field="words", at_most=NOTE_AT_MOST)
    if words is None:
        return ()
    said = CorrectionExplained(
        child_id=request.child_id, correction_id=request.correction_id, words=words
    )
    return (said,)


def _said(request: CorrectIdentity, before: ChildRegistered, *, by: PersonId) -> IdentityAsked:
    identity = _as_asked(request, before)
    if before.id_number is None or identity.id_number == before.id_number:
        return IdentityCorrected(
            child_id=request.child_id,
            correction_id=request.correction_id,
            identity=identity,
            rests_on=request.rests_on,
            rights_id=request.rights_id,
        )
    return IdentityCorrectionProposed(
        child_id=request.child_id,
        correction_id=request.correction_id,
        identity=identity,
        rests_on=request.rests_on,
        proposed_by=by,
        rights_id=request.rights_id,
    )


def _as_asked(request: CorrectIdentity, before: ChildRegistered) -> ChildIdentity:
    now = identity_of(before)
    if request.name is not None:
        now = replace(now, name=one_line(request.name, field="name", at_most=NAME_AT_MOST))
    number = normalised_id_number(request.id_number or "") or None
    if number and request.removes_id_number:
        raise Invalid("number_and_none", "id_number")
    return replace(
        now,
        sex=request.sex or now.sex,
        born_on=request.born_on or now.born_on,
        id_number=None if request.removes_id_number else number or now.id_number,
    )


def _require_possible(
    before: ChildRegistered, now: ChildIdentity, today: date, rules: RuleSet
) -> None:
    """Refuse what cannot be; of a list's wrong number that stays, nothing is asked."""
    if now.born_on != before.born_on:
        require_not_future(now.born_on, today, field="born_on")
        was_child = age_in_years(before.born_on, today, rules.birthday) < rules.adult_at_years
        if was_child and age_in_years(now.born_on, today, rules.birthday) >= rules.adult_at_years:
            raise Invalid("of_age", "born_on", years=rules.adult_at_years)
    if now.id_number is not None:
        _require_number(before, now, now.id_number)


def _require_number(before: ChildRegistered, now: ChildIdentity, number: str) -> None:
    is_new = number != before.id_number
    found = read_id_number(number)
    if found is None:
        if is_new:
            raise Invalid("not_an_id_number", "id_number")
        return
    is_other_day = found.born_on != now.born_on
    is_other_sex = now.sex is (Sex.FEMALE if found.is_male else Sex.MALE)
    if is_new and is_other_day:
        raise Invalid("tells_another_birth_day", "id_number")
    if is_new and is_other_sex:
        raise Invalid("tells_another_sex", "id_number")
    if is_other_day and now.born_on != before.born_on:
        raise Invalid("number_on_file_tells_another_birth_day", "born_on")
    if is_other_sex and now.sex is not before.sex:
        raise Invalid("number_on_file_tells_another_sex", "sex")
