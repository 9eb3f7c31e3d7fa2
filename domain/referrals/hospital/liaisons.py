"""How a hospital's liaison without an account is named for one referral, comes in, and is ended."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.errors import NotFound, RuleBroken
from domain.outsiders import PHONE_AT_MOST, Entry
from domain.referrals.hospital.liaison_facts import (
    LiaisonEnd,
    OutsideCodeRefused,
    OutsideLiaisonEnded,
    OutsideLiaisonEntered,
    OutsideLiaisonNamed,
)
from domain.referrals.hospital.liaison_state import NameLiaison, OutsideLiaison
from domain.referrals.rules import Answer, require_open, require_raised
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId
from domain.text import NAME_AT_MOST, one_line


def name_liaison(
    state: CaseState,
    request: NameLiaison,
    *,
    by: PersonId,
    code_digest: str,
    now: datetime,
    rules: RuleSet,
) -> Answer:
    """Record who of the hospital may act by link and code; whoever was named before no more may.

    Raises: NotFound for no such case; RuleBroken when it is over, no hospital has it, or somebody
    else was named under the id; Invalid without name, function or telephone.
    """
    raised, request = require_raised(state), _as_said(request)
    liaisons = state.at_hospital.liaisons
    if (before := liaisons.known.get(request.liaison_id)) is not None:
        told = before.named
        same = (request.name, request.function, request.phone, by)
        if (told.name, told.function, told.phone, told.named_by) != same:
            raise RuleBroken("liaison_already_named")
        return Known((told,))
    require_open(state)
    if state.issued is None:
        raise RuleBroken("no_hospital_has_it")
    hospital_id = state.issued.hospital_id
    named = OutsideLiaisonNamed(
        case_id=request.case_id,
        child_id=raised.child_id,
        liaison_id=request.liaison_id,
        hospital_id=hospital_id,
        named_by=by,
        name=request.name,
        function=request.function,
        phone=request.phone,
        code_digest=code_digest,
        ends_at=now + timedelta(days=rules.doors.outside_liaison_days),
    )
    open_before = liaisons.open(hospital_id, now)
    return (*(_ended(state, each, LiaisonEnd.REPLACED, by) for each in open_before), named)


def enter(
    state: CaseState,
    liaison_id: PersonId,
    *,
    code_digest: str,
    browser_digest: str,
    now: datetime,
    rules: RuleSet,
) -> Answer:
    """Record that somebody came in by link and code, or that the code was wrong.

    In the browser that it opens for the same is known when it is sent again: an answer may be lost.

    Raises: NotFound where the link opens nothing: ended, over, used, or another hospital's by now.
    """
    liaison = _require_open(state, liaison_id, now)
    case_id, child_id = liaison.named.case_id, liaison.named.child_id
    entered = OutsideLiaisonEntered(
        case_id=case_id, child_id=child_id, liaison_id=liaison_id, browser_digest=browser_digest
    )
    refused = OutsideCodeRefused(case_id=case_id, child_id=child_id, liaison_id=liaison_id)
    at_most = rules.doors.wrong_liaison_codes_at_most
    match liaison.tried(code_digest, browser_digest, wrong_at_most=at_most):
        case Entry.KNOWN:
            return Known((entered,))
        case Entry.CAME_IN:
            return (entered,)
        case Entry.REFUSED:
            return (refused,)
        case Entry.ENDED:
            return (refused, _ended(state, liaison, LiaisonEnd.WRONG_CODES, None))


def acting(state: CaseState, person_id: PersonId, now: datetime) -> OutsideLiaison | None:
    """Return the liaison that somebody is who came in by link and code, None for no such.

    Once nobody has to do anything about the case any more, it is nobody.
    """
    if state.is_over or state.issued is None:
        return None
    return state.at_hospital.liaisons.acting(person_id, state.issued.hospital_id, now)


def is_right(state: CaseState, liaison_id: PersonId, code_digest: str) -> bool:
    """Return whether a code is the one that was told; it is never another one later."""
    found = state.at_hospital.liaisons.known.get(liaison_id)
    return found is not None and found.is_right(code_digest)


def end_liaison(state: CaseState, liaison_id: PersonId, *, by: PersonId) -> Answer:
    """Record that a link lets nobody in any more. Raises: NotFound for nobody of that id."""
    liaison = state.at_hospital.liaisons.known.get(liaison_id)
    if liaison is None:
        raise NotFound("liaison_not_named")
    said = _ended(state, liaison, LiaisonEnd.WITHDRAWN, by)
    return Known((liaison.named,)) if liaison.is_ended else (said,)


def _as_said(request: NameLiaison) -> NameLiaison:
    return replace(
        request,
        name=one_line(request.name, field="name", at_most=NAME_AT_MOST),
        function=one_line(request.function, field="function", at_most=NAME_AT_MOST),
        phone=one_line(request.phone, field="phone", at_most=PHONE_AT_MOST),
    )


def _require_open(state: CaseState, liaison_id: PersonId, now: datetime) -> OutsideLiaison:
    found = state.at_hospital.liaisons.known.get(liaison_id)
    hospital_id = state.issued.hospital_id if state.issued else None
    if found is None or state.is_over or not found.is_open(hospital_id, now):
        raise NotFound("outside_link_over")
    return found


def _ended(
    state: CaseState, liaison: OutsideLiaison, reason: LiaisonEnd, by: PersonId | None
) -> OutsideLiaisonEnded:
    return OutsideLiaisonEnded(
        case_id=liaison.named.case_id,
        child_id=require_raised(state).child_id,
        liaison_id=liaison.named.liaison_id,
        reason=reason,
        ended_by=by,
    )
