"""How an officer without an account is named for one report, comes in, answers, and is ended."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.codelists import Body
from domain.errors import NotFound, RuleBroken
from domain.outsiders import PHONE_AT_MOST, Entry
from domain.reporting import answering
from domain.reporting.officer_facts import (
    OfficerCodeRefused,
    OfficerEnd,
    OutsideOfficerEnded,
    OutsideOfficerEntered,
    OutsideOfficerNamed,
)
from domain.reporting.officer_state import (
    AnswerForBody,
    NameOfficer,
    OutsideOfficer,
    open_officers,
)
from domain.reporting.rules import Answer, confirm_receipt, require_suspected
from domain.reporting.state import ConfirmReceipt, ReportState, ReturnOutcome
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId
from domain.text import NAME_AT_MOST, one_line


def name_officer(
    state: ReportState,
    request: NameOfficer,
    *,
    by: PersonId,
    code_digest: str,
    now: datetime,
    rules: RuleSet,
) -> Answer:
    """Record who of a body may read the report by link and code; nobody of it named before may.

    Raises: NotFound for no such report; RuleBroken when it is done with, nobody received it yet,
    the body was not told by telephone, or somebody else was named under the id; Invalid without
    name, function or telephone.
    """
    suspected, request = require_suspected(state), _as_said(request)
    if (before := state.officers.get(request.officer_id)) is not None:
        told = before.named
        same = (request.body, request.name, request.function, request.phone, by)
        if (told.body, told.name, told.function, told.phone, told.named_by) != same:
            raise RuleBroken("officer_already_named")
        return Known((told,))
    answering.require_underway(state)
    if request.body not in state.told:
        raise RuleBroken("report_body_not_told", field="body")
    named = OutsideOfficerNamed(
        report_id=request.report_id,
        child_id=suspected.child_id,
        officer_id=request.officer_id,
        body=request.body,
        named_by=by,
        name=request.name,
        function=request.function,
        phone=request.phone,
        code_digest=code_digest,
        ends_at=now + timedelta(days=rules.doors.outside_liaison_days),
    )
    before_them = open_officers(state.officers, now, request.body)
    return (*(_ended(each, OfficerEnd.REPLACED, by) for each in before_them), named)


def enter(
    state: ReportState,
    officer_id: PersonId,
    *,
    code_digest: str,
    browser_digest: str,
    now: datetime,
    rules: RuleSet,
) -> Answer:
    """Record that somebody came in by link and code, or that the code was wrong.

    Raises: NotFound where the link opens nothing: ended, over, used, or of a report done with.
    """
    officer = _lasting(state, officer_id, now)
    if officer is None:
        raise NotFound("outside_link_over")
    report_id, child_id = officer.named.report_id, officer.named.child_id
    entered = OutsideOfficerEntered(
        report_id=report_id,
        child_id=child_id,
        officer_id=officer_id,
        browser_digest=browser_digest,
    )
    refused = OfficerCodeRefused(report_id=report_id, child_id=child_id, officer_id=officer_id)
    at_most = rules.doors.wrong_liaison_codes_at_most
    match officer.tried(code_digest, browser_digest, wrong_at_most=at_most):
        case Entry.KNOWN:
            return Known((entered,))
        case Entry.CAME_IN:
            return (entered,)
        case Entry.REFUSED:
            return (refused,)
        case Entry.ENDED:
            return (refused, _ended(officer, OfficerEnd.WRONG_CODES, None))


def acting(state: ReportState, person_id: PersonId, now: datetime) -> OutsideOfficer | None:
    """Return the officer that somebody is who came in by link and code, None for no such."""
    found = _lasting(state, person_id, now)
    return found if found is not None and found.has_entered else None


def answering_for_body(
    state: ReportState, person_id: PersonId, now: datetime
) -> OutsideOfficer | None:
    """Return the officer whose answer is taken: also once the report was closed meanwhile."""
    found = state.officers.get(person_id)
    is_theirs = found is not None and found.has_entered and found.lasts(now)
    return found if is_theirs else None


def end_officer(state: ReportState, officer_id: PersonId, *, by: PersonId) -> Answer:
    """Record that a link lets nobody in any more. Raises: NotFound for nobody of that id."""
    officer = state.officers.get(officer_id)
    if officer is None:
        raise NotFound("officer_not_named")
    said = _ended(officer, OfficerEnd.WITHDRAWN, by)
    return Known((officer.named,)) if officer.is_ended else (said,)


def confirm_for_body(state: ReportState, body: Body, request: ConfirmReceipt) -> Answer:
    """Record the number under which a body has what it was told in a call, as its officer says it.

    Raises: RuleBroken where it was not told in that call; Invalid without a number.
    """
    call = state.calls.get(request.call_id)
    if call is None or call.body is not body:
        raise RuleBroken("report_body_not_told")
    return confirm_receipt(state, request)


def return_for_body(
    state: ReportState, officer: OutsideOfficer, request: AnswerForBody, *, today: date
) -> Answer:
    """Record what the officer's own body made of the report. Raises: as `return_outcome`."""
    returned = ReturnOutcome(
        report_id=request.report_id,
        outcome_id=request.outcome_id,
        body=officer.named.body,
        outcome=request.outcome,
        returned_on=request.returned_on,
        words=request.words,
    )
    return answering.return_outcome(state, returned, by=officer.named.officer_id, today=today)


def _as_said(request: NameOfficer) -> NameOfficer:
    return replace(
        request,
        name=one_line(request.name, field="name", at_most=NAME_AT_MOST),
        function=one_line(request.function, field="function", at_most=NAME_AT_MOST),
        phone=one_line(request.phone, field="phone", at_most=PHONE_AT_MOST),
    )


def _lasting(state: ReportState, officer_id: PersonId, now: datetime) -> OutsideOfficer | None:
    found = state.officers.get(officer_id)
    is_open = found is not None and state.closed is None and found.lasts(now)
    return found if is_open else None


def _ended(officer: OutsideOfficer, reason: OfficerEnd, by: PersonId | None) -> OutsideOfficerEnded:
    named = officer.named
    return OutsideOfficerEnded(
        report_id=named.report_id,
        child_id=named.child_id,
        officer_id=named.officer_id,
        reason=reason,
        ended_by=by,
    )
