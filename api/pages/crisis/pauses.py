"""The pages by which the clock of a step is paused, by two people, and goes on."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import head_of
from api.pages.crisis.cases import case_page, case_path
from api.pages.crisis.clock_lines import clocks_of
from api.pages.crisis.pause_lines import pauses_of
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.taking import take
from api.view_models.crisis.pause_lines import WaitingPause
from api.view_models.crisis.pauses import PauseDecision, ProposePausePage, SettlePausePage
from api.view_models.forms import Form
from application.crisis.clocks import pauses
from application.crisis.clocks.case_clocks import CaseClocks, timing_of
from application.crisis.reading.case_reading import Case
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.clocks.facts import Step
from domain.clocks.never_paused import said_overdue
from domain.clocks.pause_days import last_day
from domain.clocks.pausing import why_not
from domain.referrals.school.pause_facts import PauseReason
from domain.referrals.school.pause_state import AgreeToPause, DeclinePause, EndPause, ProposePause
from domain.shared import CaseId, PauseId

router = APIRouter(include_in_schema=False)

NAMES = {"until_on": "paused_until_on"}


@router.get(paths.PAUSE_STEP)
@apart
def ask_pause(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask which step can wait, until when and why."""
    found, call = case_for(visitor, case_id, Asking.PAUSE_STEP), visitor.call
    if not pauses_of(found, call.actor.person_id, call.now, call.ledger.rules).may_propose:
        return see_other(case_path(case_id))
    return visitor.page(_propose(visitor, found, uuid4(), Form()), fresh=True)


@router.post(paths.PAUSE_STEP)
@apart
def propose(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record the proposal; the clock runs until another person agrees."""
    call, pause_id = visitor.call, PauseId(fields.maybe_id("pause_id") or uuid4())

    def save() -> Receipt:
        request = ProposePause(
            case_id=CaseId(case_id),
            pause_id=pause_id,
            step=fields.one_of("paused_step", Step),
            reason=fields.one_of("pause_reason", PauseReason),
            until_on=fields.day("paused_until_on"),
            why=fields.needed("why"),
        )
        fields.require_no_errors()
        return pauses.propose_pause(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _propose(
            visitor, case_for(visitor, case_id, Asking.PAUSE_STEP), pause_id, form
        ),
        names=NAMES,
    )


@router.get(paths.SETTLE_PAUSE)
@apart
def ask_decision(case_id: UUID, pause_id: UUID, visitor: VisitorApartDep) -> Response:
    """Show the pause that waits and ask whether it may be."""
    found = case_for(visitor, case_id, Asking.PAUSE_STEP)
    if _waiting(visitor, found, pause_id) is None:
        return see_other(case_path(case_id))
    return visitor.page(_settle(visitor, found, pause_id, Form()), fresh=True)


@router.post(paths.SETTLE_PAUSE)
@apart
def settle(case_id: UUID, pause_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record that the clock stands still, or that it runs on and why."""
    call = visitor.call

    def save() -> Receipt:
        decision = fields.one_of("decision", PauseDecision)
        why = fields.needed("why") if decision is PauseDecision.DECLINE else ""
        fields.require_no_errors()
        if decision is PauseDecision.AGREE:
            yes = AgreeToPause(case_id=CaseId(case_id), pause_id=PauseId(pause_id))
            return pauses.agree_to_pause(call.ledger, call.actor, yes, call.now)
        no = DeclinePause(case_id=CaseId(case_id), pause_id=PauseId(pause_id), why=why)
        return pauses.decline_pause(call.ledger, call.actor, no, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _settle(
            visitor, case_for(visitor, case_id, Asking.PAUSE_STEP), pause_id, form
        ),
        # The day is typed on another page: that it is over is told of the whole.
        names={"until_on": ""},
    )


@router.post(paths.END_PAUSE)
@apart
def end(case_id: UUID, pause_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Let the clock go on at once, and show the case."""
    call, request = visitor.call, EndPause(case_id=CaseId(case_id), pause_id=PauseId(pause_id))
    return take(
        visitor,
        fields,
        lambda: pauses.end_pause(call.ledger, call.actor, request, call.now),
        done=lambda _receipt: case_path(case_id),
        again=lambda form: case_page(visitor, case_id, form),
    )


def _propose(visitor: Visitor, found: Case, pause_id: UUID, form: Form) -> ProposePausePage:
    call = visitor.call
    now, timing = call.now, timing_of(call.ledger)
    running = [each for each in found.clocks.deadlines if each.is_running]
    overdue = said_overdue(each.fact for each in found.clocks.said)
    every, rules = found.clocks.deadlines, call.ledger.rules
    against = {each.step: why_not(each, every, now, rules, overdue) for each in running}
    lines = clocks_of(CaseClocks(deadlines=tuple(running)), now, timing)
    return ProposePausePage(
        case=head_of(found, now),
        now=now,
        pause_id=pause_id,
        steps=tuple(each for each in lines if against[each.step] is None),
        others=tuple((each, code) for each in lines if (code := against[each.step])),
        last_on=last_day(now, rules),
        form=form,
    )


def _waiting(visitor: Visitor, found: Case, pause_id: UUID) -> WaitingPause | None:
    call = visitor.call
    waiting = pauses_of(found, call.actor.person_id, call.now, call.ledger.rules).waiting
    return next((each for each in waiting if each.proposed.pause_id == pause_id), None)


def _settle(visitor: Visitor, found: Case, pause_id: UUID, form: Form) -> SettlePausePage:
    now = visitor.call.now
    return SettlePausePage(
        case=head_of(found, now),
        now=now,
        pause_id=pause_id,
        waiting=_waiting(visitor, found, pause_id),
        form=form,
    )
