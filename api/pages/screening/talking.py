"""One pupil whose screening asks for a talk: talked with, not met, dropped, or worried about."""

from collections.abc import Callable
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.worry_forms import telephones
from api.pages.frame import FieldsDep, Visitor, VisitorDep
from api.pages.people_names import head
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.crisis.worries import WorryPage, new_worry_form
from api.view_models.forms import Form, typed
from api.view_models.screening.screening import InterviewPage
from application.crisis.worries.worrying import places_around
from application.ports import Receipt
from application.screening.interviews import InterviewNow, interview
from application.screening.leads import (
    drop_screening_lead,
    leave_to_worry,
    note_interview_missed,
    record_interview,
)
from domain.days import local_day
from domain.screening.facts import DropReason, InterviewOutcome, MissedReason
from domain.screening.state import (
    DropScreeningLead,
    LeaveToWorry,
    NoteInterviewMissed,
    RecordInterview,
)
from domain.shared import CaseId, ChildId, InterviewId, ScreeningId

router = APIRouter(include_in_schema=False)


@router.get(paths.INTERVIEW)
def one(child_id: UUID, screening_id: UUID, visitor: VisitorDep) -> Response:
    """Show one pupil, and ask what became of the talk."""
    today = local_day(visitor.call.now).isoformat()
    form = Form(typed(talked_on=today, tried_on=today))
    return visitor.page(_page(visitor, child_id, screening_id, form))


@router.post(paths.HOLD_INTERVIEW)
def talked(child_id: UUID, screening_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Record that the talk took place, and what follows."""
    call = visitor.call

    def record_it() -> Receipt:
        case_id = fields.maybe_id("case_id")
        request = RecordInterview(
            child_id=ChildId(child_id),
            screening_id=ScreeningId(screening_id),
            interview_id=_interview_id(fields),
            held_on=fields.day("talked_on"),
            outcome=fields.one_of("interview_outcome", InterviewOutcome),
            case_id=CaseId(case_id) if case_id else None,
        )
        fields.require_no_errors()
        return record_interview(call.ledger, call.actor, request, call.now)

    return _take(visitor, fields, record_it, child_id, screening_id)


@router.post(paths.MISS_INTERVIEW)
def missed(child_id: UUID, screening_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Record that the talk did not take place; it is tried again."""
    call = visitor.call

    def record_it() -> Receipt:
        request = NoteInterviewMissed(
            child_id=ChildId(child_id),
            screening_id=ScreeningId(screening_id),
            interview_id=_interview_id(fields),
            reason=fields.one_of("missed_reason", MissedReason),
            tried_on=fields.day("tried_on"),
        )
        fields.require_no_errors()
        return note_interview_missed(call.ledger, call.actor, request, call.now)

    return _take(visitor, fields, record_it, child_id, screening_id)


@router.post(paths.LEAVE_TO_WORRY)
def left(child_id: UUID, screening_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Leave the talk to whoever answers for the worry that was raised."""
    call = visitor.call

    def record_it() -> Receipt:
        case_id = fields.id("case_id")
        fields.require_no_errors()
        request = LeaveToWorry(
            child_id=ChildId(child_id),
            screening_id=ScreeningId(screening_id),
            case_id=CaseId(case_id),
        )
        return leave_to_worry(call.ledger, call.actor, request, call.now)

    return _take(visitor, fields, record_it, child_id, screening_id)


@router.post(paths.DROP_SCREENING)
def dropped(child_id: UUID, screening_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Take the pupil off the list without a talk."""
    call = visitor.call

    def record_it() -> Receipt:
        request = DropScreeningLead(
            child_id=ChildId(child_id),
            screening_id=ScreeningId(screening_id),
            reason=fields.one_of("drop_reason", DropReason),
        )
        fields.require_no_errors()
        return drop_screening_lead(call.ledger, call.actor, request, call.now)

    return _take(visitor, fields, record_it, child_id, screening_id)


@router.get(paths.SCREENING_WORRY)
@apart
def worry(child_id: UUID, screening_id: UUID, visitor: VisitorApartDep) -> Response:
    """Show the form of a worry about the pupil; sent, it is a worry as any other."""
    call, found = visitor.call, _found(visitor, child_id, screening_id)
    # One that was raised may be over: a second one is a worry of its own, which tells somebody.
    is_first = found.raised_at is None and not found.lead.is_over
    page = WorryPage(
        case_id=found.case_id if is_first else uuid4(),
        told_child_id=uuid4(),
        form=new_worry_form(None),
        child_id=ChildId(child_id),
        screening_id=ScreeningId(screening_id),
        child=head(found.head, local_day(call.now), call.ledger.rules),
        telephones=telephones(places_around(call.ledger, call.actor, call.now)),
    )
    return visitor.page(page)


def _interview_id(fields: Fields) -> InterviewId:
    return InterviewId(fields.maybe_id("interview_id") or uuid4())


def _take(
    visitor: Visitor,
    fields: Fields,
    save: Callable[[], Receipt],
    child_id: UUID,
    screening_id: UUID,
) -> Response:
    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.INTERVIEWS,
        again=lambda form: _page(visitor, child_id, screening_id, form),
    )


def _found(visitor: Visitor, child_id: UUID, screening_id: UUID) -> InterviewNow:
    return interview(visitor.call.ledger, visitor.asked(child_id), ScreeningId(screening_id))


def _page(visitor: Visitor, child_id: UUID, screening_id: UUID, form: Form) -> InterviewPage:
    call, found = visitor.call, _found(visitor, child_id, screening_id)
    today, lead = local_day(call.now), found.lead
    # Once consent was taken back nothing is told of the result, nor of what came of it.
    told = lead if found.agrees else None
    return InterviewPage(
        child=head(found.head, today, call.ledger.rules),
        screening_id=lead.recorded.screening_id,
        interview_id=uuid4(),
        case_id=found.case_id,
        scale=told.recorded.scale if told else None,
        screened_on=told.recorded.screened_on if told else None,
        due_on=lead.due_on,
        days_over=max(0, (today - lead.due_on).days),
        agrees=found.agrees,
        missed=told.missed if told else (),
        held=told.held if told else None,
        instead=told.instead if told else None,
        is_over=lead.is_over,
        raised_at=found.raised_at,
        today=today,
        form=form,
    )
