"""Requests about a lead of a screening: recorded, tried, talked about, dropped."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from application.authorisation.permission import permit_for_child
from application.ports import Actor, Context, History, Ledger, Receipt
from application.recording import Request, record
from application.screening.standing import permit_interview
from application.screening.streams import (
    agreed_on,
    agrees,
    raised_at,
    screening_state,
    screening_stream,
)
from application.states import consent_stream, referrals_stream
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotPermitted
from domain.screening import rules
from domain.screening.state import (
    DropScreeningLead,
    LeaveToWorry,
    NoteInterviewMissed,
    RecordInterview,
    RecordScreeningLead,
)
from domain.shared import ChildId, Stream


@dataclass(frozen=True, slots=True)
class _Asked:
    actor: Actor
    child_id: ChildId
    request_id: UUID
    now: datetime
    context: Context


def record_screening_lead(
    ledger: Ledger, actor: Actor, request: RecordScreeningLead, now: datetime
) -> Receipt:
    """Record that the result of a screening asks for a talk; of that nobody is told.

    Also whoever may be involved in a case of the child brings it: they know it already, and are
    shown nothing of what becomes of it.

    Raises: NotFound, NotPermitted, Unavailable; RuleBroken without consent.
    """
    child_id = request.child_id
    context = permit_for_child(ledger, actor, Asking.RECORD_SCREENING, child_id, now)
    school_id = context.organisation
    if school_id is None:
        raise NotPermitted("standing_not_enough", request=Asking.RECORD_SCREENING)
    asked = _Asked(actor, child_id, request.screening_id, now, context)
    return _record(
        ledger,
        asked,
        lambda history: rules.record_screening_lead(
            screening_state(history, child_id),
            request,
            school_id=school_id,
            has_consent=agreed_on(history, child_id, request.screened_on),
            today=local_day(now),
            rules=ledger.rules,
        ),
    )


def note_interview_missed(
    ledger: Ledger, actor: Actor, request: NoteInterviewMissed, now: datetime
) -> Receipt:
    """Record that a talk did not take place. Raises: as the rule; NotPermitted, Unavailable."""
    child_id = request.child_id
    context = permit_interview(ledger, actor, child_id, now)
    asked = _Asked(actor, child_id, request.interview_id, now, context)
    return _record(
        ledger,
        asked,
        lambda history: rules.note_interview_missed(
            screening_state(history, child_id),
            request,
            has_consent=agrees(history, child_id),
            today=local_day(now),
            rules=ledger.rules,
        ),
    )


def record_interview(
    ledger: Ledger, actor: Actor, request: RecordInterview, now: datetime
) -> Receipt:
    """Record that the talk took place and what follows.

    That a worry was raised counts once it stands in the log: nothing that happens between the two
    takes a pupil off the list without anybody having been told.

    Raises: as the rule; NotPermitted, Unavailable.
    """
    child_id, case_id = request.child_id, request.case_id
    context = permit_interview(ledger, actor, child_id, now)
    asked = _Asked(actor, child_id, request.interview_id, now, context)
    return _record(
        ledger,
        asked,
        lambda history: rules.record_interview(
            screening_state(history, child_id),
            request,
            has_consent=agrees(history, child_id),
            is_raised=_is_raised(history, request),
            today=local_day(now),
            rules=ledger.rules,
        ),
        *(() if case_id is None else (referrals_stream(case_id),)),
    )


def leave_to_worry(ledger: Ledger, actor: Actor, request: LeaveToWorry, now: datetime) -> Receipt:
    """Leave the talk to whoever answers for the worry. Raises: as the rule; NotPermitted,
    Unavailable.
    """
    child_id, case_id = request.child_id, request.case_id
    context = permit_interview(ledger, actor, child_id, now)
    request_id = uuid5(request.screening_id, f"instead/{case_id}")
    return _record(
        ledger,
        _Asked(actor, child_id, request_id, now, context),
        lambda history: rules.leave_to_worry(
            screening_state(history, child_id),
            request,
            is_raised=_is_raised(history, request),
            today=local_day(now),
            rules=ledger.rules,
        ),
        referrals_stream(case_id),
    )


def drop_screening_lead(
    ledger: Ledger, actor: Actor, request: DropScreeningLead, now: datetime
) -> Receipt:
    """Take a lead off the list without a talk. Raises: as the rule; NotPermitted, Unavailable."""
    child_id = request.child_id
    context = permit_interview(ledger, actor, child_id, now)
    asked = _Asked(actor, child_id, uuid5(request.screening_id, "drop"), now, context)
    return _record(
        ledger,
        asked,
        lambda history: rules.drop_screening_lead(
            screening_state(history, child_id), request, has_consent=agrees(history, child_id)
        ),
    )


def _is_raised(history: History, request: RecordInterview | LeaveToWorry) -> bool:
    lead = screening_state(history, request.child_id).leads.get(request.screening_id)
    if lead is None or request.case_id is None:
        return False
    return raised_at(history, request.case_id, lead) is not None


def _record(
    ledger: Ledger, asked: _Asked, decide: Callable[[History], rules.Answer], *beside: Stream
) -> Receipt:
    return record(
        ledger,
        Request(
            request_id=asked.request_id, actor=asked.actor, now=asked.now, context=asked.context
        ),
        [screening_stream(asked.child_id), consent_stream(asked.child_id), *beside],
        decide,
    )
