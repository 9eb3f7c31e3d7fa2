"""The pages on which a school says how it looked after a child, and two people end the case."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import actions_of, head_of
from api.pages.crisis.cases import case_path
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.people_names import person, place
from api.pages.taking import take
from api.view_models.crisis.aftercare import ClosingDecision, ClosingPage, FollowUpPage
from api.view_models.forms import Form
from application.crisis.reading.case_reading import Case
from application.crisis.school import aftercare
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.days import LOCAL
from domain.referrals.returning.aftercare_facts import FollowUpOutcome
from domain.referrals.returning.aftercare_state import (
    CloseCase,
    DeclineClosing,
    ProposeClosing,
    RecordFollowUp,
)
from domain.shared import CaseId, ClosingId, FollowUpId

router = APIRouter(include_in_schema=False)


@router.get(paths.FOLLOW_UP)
@apart
def ask_follow_up(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask how the child is."""
    found = case_for(visitor, case_id, Asking.FOLLOW_UP)
    if not actions_of(found, visitor.call.actor.person_id).follow_up:
        return see_other(case_path(case_id))
    here = visitor.call.now.astimezone(LOCAL)
    form = Form({"follow_up_on": (here.date().isoformat(),), "follow_up_time": (f"{here:%H:%M}",)})
    return visitor.page(_follow_up(visitor, found, uuid4(), form), fresh=True)


@router.post(paths.FOLLOW_UP)
@apart
def record(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record it; a child who is worse is assessed anew."""
    call = visitor.call
    follow_up_id = FollowUpId(fields.maybe_id("follow_up_id") or uuid4())

    def save() -> Receipt:
        saw_child = fields.yes_no("saw_child")
        if saw_child is None:
            fields.refuse("saw_child", "required")
        request = RecordFollowUp(
            case_id=CaseId(case_id),
            follow_up_id=follow_up_id,
            done_at=fields.moment("follow_up_on", "follow_up_time", "follow_up_at"),
            outcome=fields.one_of("follow_up_outcome", FollowUpOutcome),
            child_seen=bool(saw_child),
            note=fields.maybe("note"),
        )
        fields.require_no_errors()
        return aftercare.record_follow_up(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _follow_up(
            visitor, case_for(visitor, case_id, Asking.FOLLOW_UP), follow_up_id, form
        ),
        names={"done_at": "follow_up_at", "child_seen": "saw_child"},
    )


@router.get(paths.CLOSING)
@apart
def ask_closing(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask why the case can end, or whether one agrees that it does."""
    found = case_for(visitor, case_id, Asking.CLOSE_CASE)
    if not actions_of(found, visitor.call.actor.person_id).close:
        return see_other(case_path(case_id))
    return visitor.page(_closing(visitor, found, uuid4(), Form()), fresh=True)


@router.post(paths.CLOSING)
@apart
def close(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record the proposal, or what another person decides about the one that waits."""
    closing_id = ClosingId(fields.maybe_id("closing_id") or uuid4())
    call, case = visitor.call, CaseId(case_id)

    def save() -> Receipt:
        waits = fields.maybe("waits") is not None
        decision = fields.one_of("decision", ClosingDecision) if waits else None
        if decision is ClosingDecision.CLOSE:
            fields.require_no_errors()
            yes = CloseCase(case_id=case, closing_id=closing_id)
            return aftercare.close_case(call.ledger, call.actor, yes, call.now)
        why = fields.needed("why")
        fields.require_no_errors()
        if decision is ClosingDecision.DECLINE:
            no = DeclineClosing(case_id=case, closing_id=closing_id, why=why)
            return aftercare.decline_closing(call.ledger, call.actor, no, call.now)
        asked = ProposeClosing(case_id=case, closing_id=closing_id, why=why)
        return aftercare.propose_closing(call.ledger, call.actor, asked, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _closing(
            visitor, case_for(visitor, case_id, Asking.CLOSE_CASE), closing_id, form
        ),
    )


def _follow_up(visitor: Visitor, found: Case, follow_up_id: UUID, form: Form) -> FollowUpPage:
    now = visitor.call.now
    return FollowUpPage(case=head_of(found, now), now=now, follow_up_id=follow_up_id, form=form)


def _closing(visitor: Visitor, found: Case, closing_id: UUID, form: Form) -> ClosingPage:
    now, waiting = visitor.call.now, found.state.aftercare.waiting
    state, issued = found.state, found.state.issued
    waits_there = issued is not None and state.acknowledged is None
    return ClosingPage(
        case=head_of(found, now),
        now=now,
        closing_id=waiting.closing_id if waiting else closing_id,
        form=form,
        proposer=person(found.names, waiting.proposed_by) if waiting else None,
        why=waiting.why if waiting else "",
        may_close=waiting is not None and waiting.proposed_by != visitor.call.actor.person_id,
        waiting_hospital=place(found.names, issued.hospital_id) if issued and waits_there else None,
    )
