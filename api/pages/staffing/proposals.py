"""The pages on which a second person approves or declines duties, and those that end soon."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api import paths
from api.deps import Call
from api.pages.frame import FieldsDep, Visitor, VisitorDep, see_other
from api.pages.staffing.duty_lines import ending_lines, proposal_lines
from api.pages.taking import CONFLICT, take
from api.view_models.forms import FieldError, Form
from api.view_models.staffing.proposals import (
    ApproveDutiesPage,
    DeclineDutyPage,
    EndingDutiesPage,
    ProposalLine,
    ProposalsPage,
)
from application.authorisation.opening_forms import open_approving
from application.authorisation.permission import Standings, standings_of
from application.ports import Receipt
from application.staffing import proposing
from application.staffing.approvals import may_sign, refusals
from application.staffing.duty_rows import ProposalRow
from domain.access.table import Request as Asking
from domain.errors import DomainError, NotFound, NotPermitted, RuleBroken
from domain.shared import DutyId, PersonId
from domain.staff.facts import DutyDeclineReason
from domain.staff.state import ApproveDuty, DeclineDuty

router = APIRouter(include_in_schema=False)

CHOSEN = "duty"
Approved = Annotated[int, Query(ge=0, le=9999)]


@router.get(paths.PROPOSALS)
def proposals(
    visitor: VisitorDep,
    cursor: str | None = None,
    chosen: bool = False,
    approved: Approved = 0,
    none: bool = False,
) -> Response:
    """Show what waits to be decided, to choose from; with `chosen` all of the page is chosen.

    `approved` were given a moment ago; `none` was chosen.
    """
    call = visitor.call
    page = proposing.proposals(call.ledger, call.actor, call.now, cursor)
    may = standings_of(call.ledger, call.actor, call.now)
    shown = ProposalsPage(
        lines=_signed(call, page.rows, may),
        total=page.total,
        valid_days=call.ledger.rules.proposal_valid_days,
        next_cursor=page.next_cursor,
        cursor=cursor,
        may_approve=may.allow(Asking.APPROVE_DUTY),
        are_chosen=chosen,
        approved=approved,
        none_chosen=none,
    )
    return visitor.page(shown, standings=may)


@router.get(paths.APPROVE_DUTIES)
def confirm(visitor: VisitorDep) -> Response:
    """Ask once more before the chosen duties are given."""
    keys = visitor.request.query_params.getlist(CHOSEN)
    chosen = _chosen_rows(visitor.call, keys)
    may = standings_of(visitor.call.ledger, visitor.call.actor, visitor.call.now)
    lines = tuple(line for line in _signed(visitor.call, chosen, may) if line.is_offered)
    if not lines:
        query = None if keys else {"none": "true"}
        return see_other(paths.filled(paths.PROPOSALS, query=query))
    return visitor.page(ApproveDutiesPage(lines=lines, refused={}))


@router.post(paths.APPROVE_DUTIES)
def approve(visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Give the chosen duties, each by itself; what cannot be given is shown with the reason."""
    call, refused = visitor.call, dict[str, FieldError]()
    open_approving(call.ledger, call.actor, call.now)
    chosen = dict.fromkeys(fields.entries.get(CHOSEN, ()))
    for key in chosen:
        error = _approved(call, key)
        if error is not None:
            refused[key] = error
    if not refused:
        return see_other(f"{paths.PROPOSALS}?approved={len(chosen)}")
    lines = _chosen(visitor, refused)
    shown = {line.key for line in lines}
    page = ApproveDutiesPage(
        lines=lines,
        refused=refused,
        # Decided by a colleague meanwhile, or none of theirs: nothing of it is shown any more.
        without_line=tuple(error for key, error in refused.items() if key not in shown),
        approved=len(chosen) - len(refused),
    )
    return visitor.page(page, status=CONFLICT)


@router.get(paths.DECLINE_DUTY)
def ask_reason(person_id: UUID, duty_id: UUID, visitor: VisitorDep) -> Response:
    """Ask why before a proposal is declined or taken back."""
    return visitor.page(_decline(visitor, person_id, duty_id, Form()))


@router.post(paths.DECLINE_DUTY)
def decline(person_id: UUID, duty_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Decline a proposal, or take it back."""
    call = visitor.call

    def save() -> Receipt:
        request = DeclineDuty(
            person_id=PersonId(person_id),
            duty_id=DutyId(duty_id),
            reason=fields.one_of("reason", DutyDeclineReason),
        )
        fields.require_no_errors()
        return proposing.decline_duty(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.PROPOSALS,
        again=lambda form: _decline(visitor, person_id, duty_id, form),
    )


@router.get(paths.ENDING_DUTIES)
def ending(visitor: VisitorDep, cursor: str | None = None) -> Response:
    """Show the duties that end soon, to propose them anew."""
    call = visitor.call
    page = proposing.ending_duties(call.ledger, call.actor, call.now, cursor)
    shown = EndingDutiesPage(
        lines=ending_lines(call, page.rows),
        total=page.total,
        within_days=call.ledger.rules.ending_soon_days,
        next_cursor=page.next_cursor,
        is_first_page=cursor is None,
    )
    return visitor.page(shown)


def _approved(call: Call, key: str) -> FieldError | None:
    """Give one duty, or return why not."""
    person_id, _, duty_id = key.partition(".")
    try:
        request = ApproveDuty(person_id=PersonId(UUID(person_id)), duty_id=DutyId(UUID(duty_id)))
    except ValueError:
        raise NotFound("proposal_not_found") from None
    try:
        proposing.approve_duty(call.ledger, call.actor, request, call.now)
    except (RuleBroken, NotFound, NotPermitted) as refusal:
        return _said(refusal)
    return None


def _said(refusal: DomainError | None) -> FieldError | None:
    if refusal is None:
        return None
    return FieldError(field="", code=refusal.code, parameters=refusal.parameters)


def _chosen(visitor: Visitor, keys: Collection[str]) -> tuple[ProposalLine, ...]:
    return proposal_lines(visitor.call, _chosen_rows(visitor.call, keys))


def _chosen_rows(call: Call, keys: Collection[str]) -> list[ProposalRow]:
    waiting = proposing.all_proposals(call.ledger, call.actor, call.now)
    return [row for row in waiting if f"{row.person_id}.{row.duty_id}" in keys]


def _signed(
    call: Call, rows: Sequence[ProposalRow], standings: Standings
) -> tuple[ProposalLine, ...]:
    """Return proposals as lines, each with whether the person would be let approve it."""
    refused = refusals(call.ledger, rows, standings, call.now)
    signs = {row.duty_id: may_sign(row, standings, call.now) for row in rows}
    approves = standings.allow(Asking.APPROVE_DUTY)
    return tuple(
        replace(
            line,
            needs_other=approves and not signs[line.duty_id],
            refused=_said(refused.get(line.duty_id)),
            may_decline=not isinstance(refused.get(line.duty_id), NotPermitted),
        )
        for line in proposal_lines(call, rows)
    )


def _decline(visitor: Visitor, person_id: UUID, duty_id: UUID, form: Form) -> DeclineDutyPage:
    lines = _chosen(visitor, [f"{person_id}.{duty_id}"])
    if not lines:
        raise NotFound("proposal_not_found")
    return DeclineDutyPage(line=lines[0], form=form)
