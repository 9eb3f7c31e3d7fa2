"""The page by which a study leave begins, lasts longer or ends."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import actions_of, head_of
from api.pages.crisis.cases import case_path
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.crisis.leave import LeavePage, LeaveStep
from api.view_models.forms import Form
from application.crisis.reading.case_reading import Case
from application.crisis.school import leave
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.days import LOCAL
from domain.referrals.family.guardians import family_may_be_meant
from domain.referrals.returning.leave_facts import LeaveAskedBy, LeaveEnd, StudyLeaveStarted
from domain.referrals.returning.leave_state import EndLeave, StartLeave
from domain.shared import CaseId, LeaveId

router = APIRouter(include_in_schema=False)

NAMES = {"ended_on": "leave_ended_on", "until_on": "leave_until_on", "from_on": "leave_from_on"}


@router.get(paths.LEAVE)
@apart
def ask_leave(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask from when the child is on leave and who agreed, or how the leave goes on."""
    found = case_for(visitor, case_id, Asking.ARRANGE_LEAVE)
    if not actions_of(found, visitor.call.actor.person_id).leave:
        return see_other(case_path(case_id))
    today = visitor.call.now.astimezone(LOCAL).date().isoformat()
    days = ("leave_from_on", "agreed_on", "class_agreed_on", "leave_ended_on")
    form = Form(dict.fromkeys(days, (today,)))
    return visitor.page(_page(visitor, found, uuid4(), form), fresh=True)


@router.post(paths.LEAVE)
@apart
def record(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record the leave, until when it lasts now, or that it is over."""
    call, leave_id = visitor.call, LeaveId(fields.maybe_id("leave_id") or uuid4())

    def save() -> Receipt:
        running_id = fields.maybe_id("running_id")
        if running_id and fields.one_of("leave_step", LeaveStep) is LeaveStep.END:
            over = EndLeave(
                case_id=CaseId(case_id),
                leave_id=LeaveId(running_id),
                ended_on=fields.day("leave_ended_on"),
                reason=fields.one_of("leave_end", LeaveEnd),
            )
            fields.require_no_errors()
            return leave.end_leave(call.ledger, call.actor, over, call.now)
        request = _started(fields, CaseId(case_id), leave_id)
        fields.require_no_errors()
        return leave.start_leave(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _page(
            visitor, case_for(visitor, case_id, Asking.ARRANGE_LEAVE), leave_id, form
        ),
        names=NAMES,
    )


def _started(fields: Fields, case_id: CaseId, leave_id: LeaveId) -> StartLeave:
    running_id = fields.maybe_id("running_id")
    return StartLeave(
        case_id=case_id,
        leave_id=leave_id,
        asked_by=fields.one_of("asked_by", LeaveAskedBy),
        from_on=fields.day("leave_from_on"),
        until_on=fields.day("leave_until_on"),
        relation_code=fields.needed("relation_code"),
        is_guardian=fields.yes("is_guardian"),
        agreed_on=fields.day("agreed_on"),
        class_agreed_on=fields.day("class_agreed_on"),
        prolongs=LeaveId(running_id) if running_id else None,
        not_suspected=fields.yes("not_suspected"),
    )


def _page(visitor: Visitor, found: Case, leave_id: UUID, form: Form) -> LeavePage:
    now = visitor.call.now
    running = found.state.at_school.leaves.running
    return LeavePage(
        case=head_of(found, now),
        now=now,
        leave_id=leave_id,
        form=_with_first_day(form, running),
        days_at_most=visitor.call.ledger.rules.returning.leave_days_at_most,
        may_be_meant=family_may_be_meant(found.state),
        running=running,
    )


def _with_first_day(form: Form, running: StudyLeaveStarted | None) -> Form:
    """Return the form of a leave that runs with the day on which it began."""
    if running is None:
        return form
    known = {"leave_from_on": (running.from_on.isoformat(),)}
    return Form({**form.entries, **known}, form.errors)
