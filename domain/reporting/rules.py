"""How suspected harm is reported once, and whom whoever reports it told by telephone.

Nothing here asks for consent, a file, a name or an approval, and no clock refuses anything: what is
late is shown as late.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid5

from domain.errors import Invalid, NotFound, RuleBroken
from domain.reporting.facts import (
    BodyNotified,
    HarmedChildNamed,
    HarmSuspected,
    ReceiptConfirmed,
    ReportConflictKept,
    ReportingEvent,
)
from domain.reporting.state import ConfirmReceipt, NotifyBody, ReportHarm, ReportState
from domain.ruleset import RuleSet
from domain.shared import CallId, Known, OrganisationId
from domain.text import NAME_AT_MOST, NOTE_AT_MOST, REASON_AT_MOST, one_line_if_any, without_unseen
from domain.text import some_lines_if_any as lines_if_any

Answer = tuple[ReportingEvent, ...] | Known[ReportingEvent]

RECEIPT_AT_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildOnFile:
    """Where a child with a care file belongs; what the file knows goes before what is told."""

    class_id: OrganisationId | None = None
    school_id: OrganisationId | None = None
    village_id: OrganisationId | None = None


def report_harm(
    state: ReportState,
    request: ReportHarm,
    *,
    on_file: ChildOnFile | None,
    is_registered: bool,
    rules: RuleSet,
) -> Answer:
    """Record that harm is suspected and the call made before, or keep a repeat that differs.

    A call of an id that stands for another call is recorded beside it: nothing of a repeat is lost.

    Raises: Invalid when a child who is not registered is neither named nor described, for a text
    too long or a time that cannot be; RuleBroken when the report is about another child.
    """
    suspected, named = _suspected(state, request, on_file, rules), _named(request)
    called = None if request.called is None else _called(suspected, request.called)
    if state.suspected is None:
        if named is None and not is_registered:
            raise Invalid("required", "name")
        return _together(named, suspected, called)
    if state.suspected.child_id != suspected.child_id:
        raise RuleBroken("report_of_another_child")
    # A call that comes with the repeat alone makes no other report of it.
    more = None if called is None else _not_recorded(state, called)
    if (state.suspected, state.named) == (suspected, named):
        return (more,) if more else Known(_together(named, suspected, called))
    return _kept(state, suspected, _named(request, with_conflict=True), more)


def notify_body(state: ReportState, request: NotifyBody) -> Answer:
    """Record that a body was told; also of a report that is done with, and any time later.

    Raises: NotFound for no such report; RuleBroken when the id stands for another call; Invalid for
    a time without zone or a text too long.
    """
    said = _called(require_suspected(state), request)
    return Known((said,)) if _is_recorded(state, said) else (said,)


def confirm_receipt(state: ReportState, request: ConfirmReceipt) -> Answer:
    """Record the number of a call; a number that was written down wrongly is told anew.

    Raises: NotFound for no such report or call; Invalid without a number.
    """
    suspected = require_suspected(state)
    if request.call_id not in state.calls:
        raise NotFound("call_not_found")
    number = _line(request.receipt_number, "receipt_number", RECEIPT_AT_MOST)
    if number is None:
        raise Invalid("required", "receipt_number")
    said = ReceiptConfirmed(
        report_id=suspected.report_id,
        child_id=suspected.child_id,
        call_id=request.call_id,
        receipt_number=number,
    )
    return Known((said,)) if state.receipts.get(request.call_id) == said else (said,)


def require_suspected(state: ReportState) -> HarmSuspected:
    """Return what the report is about. Raises: NotFound."""
    if state.suspected is None:
        raise NotFound("report_not_found")
    return state.suspected


def is_late(called_at: datetime, recorded_at: datetime, rules: RuleSet) -> bool:
    """Return whether a call was recorded later than it should be."""
    return recorded_at - called_at > rules.reporting.recorded_within


def _is_recorded(state: ReportState, called: BodyNotified) -> bool:
    """Return whether a call stands there. Raises: RuleBroken when another one of that id does."""
    before = state.calls.get(called.call_id)
    if before not in (None, called):
        raise RuleBroken("call_already_recorded")
    return before is not None


def _not_recorded(state: ReportState, called: BodyNotified) -> BodyNotified | None:
    """Return a call as it is to be recorded, under an id of its own; None where it stands there."""
    before = state.calls.get(called.call_id)
    if before is None:
        return called
    said = (called.body, called.called_at.isoformat(), called.answered_by, called.receipt_number)
    beside = replace(called, call_id=CallId(uuid5(called.call_id, repr(said))))
    return None if called == before or beside.call_id in state.calls else beside


def _kept(
    state: ReportState,
    suspected: HarmSuspected,
    named: HarmedChildNamed | None,
    called: BodyNotified | None,
) -> Answer:
    kept = ReportConflictKept(
        report_id=suspected.report_id, child_id=suspected.child_id, kept=suspected
    )
    is_known = kept in state.conflicts and (named is None or named in state.conflicting_names)
    beside = (kept,) if called is None else (called, kept)
    facts: tuple[ReportingEvent, ...] = beside if named is None else (named, *beside)
    return Known(facts, conflicts=True) if is_known and called is None else facts


def _suspected(
    state: ReportState, request: ReportHarm, on_file: ChildOnFile | None, rules: RuleSet
) -> HarmSuspected:
    before = state.suspected
    # A repeat finds the places as they were taken from the file the first time.
    known = on_file and (before or _of_file(on_file, request))
    places = known or request
    bodies = rules.reporting.bodies_for(request.kind, at_school=request.at_school)
    same = before is not None and (before.kind, before.at_school) == (
        request.kind,
        request.at_school,
    )
    return HarmSuspected(
        report_id=request.report_id,
        child_id=request.child_id,
        kind=request.kind,
        at_school=request.at_school,
        seen=lines_if_any(
            request.seen and without_unseen(request.seen), field="seen", at_most=NOTE_AT_MOST
        ),
        suspects=request.suspects,
        suspect_ids=request.suspect_ids,
        # Nor does a repeat under later rules differ for what they demand.
        bodies=before.bodies if before is not None and same else bodies,
        noticed_at=None
        if request.noticed_at is None
        else _in_utc(request.noticed_at, "noticed_at"),
        class_id=places.class_id,
        school_id=places.school_id,
        village_id=places.village_id,
        case_id=request.case_id,
    )


def _of_file(on_file: ChildOnFile, request: ReportHarm) -> ChildOnFile:
    # A class is told together with its school.
    school = request if on_file.school_id is None else on_file
    return ChildOnFile(
        class_id=school.class_id,
        school_id=school.school_id,
        village_id=on_file.village_id or request.village_id,
    )


def _called(suspected: HarmSuspected, request: NotifyBody) -> BodyNotified:
    return BodyNotified(
        report_id=suspected.report_id,
        child_id=suspected.child_id,
        call_id=request.call_id,
        body=request.body,
        called_at=_in_utc(request.called_at, "called_at"),
        answered_by=_line(request.answered_by, "answered_by", NAME_AT_MOST),
        receipt_number=_line(request.receipt_number, "receipt_number", RECEIPT_AT_MOST),
    )


def _named(request: ReportHarm, *, with_conflict: bool = False) -> HarmedChildNamed | None:
    name = _line(request.name, "name", NAME_AT_MOST)
    described_as = _line(request.described_as, "described_as", REASON_AT_MOST)
    if name is None and described_as is None:
        return None
    return HarmedChildNamed(
        report_id=request.report_id,
        child_id=request.child_id,
        name=name,
        described_as=described_as,
        with_conflict=with_conflict,
    )


def _together(*facts: ReportingEvent | None) -> tuple[ReportingEvent, ...]:
    return tuple(each for each in facts if each is not None)


def _line(text: str | None, field: str, at_most: int) -> str | None:
    """Return a line without what cannot be seen: nothing is refused for that."""
    seen = None if text is None else " ".join(without_unseen(text).split())
    return one_line_if_any(seen, field=field, at_most=at_most)


def _in_utc(at: datetime, field: str) -> datetime:
    if at.tzinfo is None:
        raise Invalid("time_without_zone", field)
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise Invalid("not_a_time", field) from None
