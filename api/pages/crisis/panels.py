"""The page by which a panel's decision is recorded."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import actions_of, head_of
from api.pages.crisis.cases import case_path
from api.pages.crisis.meeting import meeting_now, people_to_sit
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.people_names import place
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.crisis.panels import PanelPage
from api.view_models.forms import Form
from application.crisis.reading.case_reading import Case
from application.crisis.school.panels import decide_in_panel, people_for_panel
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.referrals.facts import WithdrawalReason
from domain.referrals.school.panel_facts import PanelDecision
from domain.referrals.school.panels import DecideInPanel, stands_against
from domain.shared import CaseId, PanelId, PersonId

router = APIRouter(include_in_schema=False)


@router.get(paths.PANEL)
@apart
def ask_decision(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask who met when, and what they decided."""
    found, me = case_for(visitor, case_id, Asking.DECIDE_IN_PANEL), visitor.call.actor.person_id
    if not actions_of(found, me).decide:
        return see_other(case_path(case_id))
    form = meeting_now(visitor.call)
    return visitor.page(_page(visitor, found, uuid4(), form), fresh=True)


@router.post(paths.PANEL)
@apart
def record(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record the decision; with a withdrawal the case is over at once."""
    call = visitor.call
    panel_id = PanelId(fields.maybe_id("panel_id") or uuid4())

    def save() -> Receipt:
        request = _request(fields, CaseId(case_id), panel_id)
        fields.require_no_errors()
        return decide_in_panel(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _page(
            visitor, case_for(visitor, case_id, Asking.DECIDE_IN_PANEL), panel_id, form
        ),
    )


def _request(fields: Fields, case_id: CaseId, panel_id: PanelId) -> DecideInPanel:
    decision = fields.one_of("decision", PanelDecision)
    supports = decision is PanelDecision.IN_SCHOOL_SUPPORT
    withdraws = decision is PanelDecision.WITHDRAW
    return DecideInPanel(
        case_id=case_id,
        panel_id=panel_id,
        member_ids=tuple(PersonId(each) for each in fields.some_ids("member_ids")),
        met_at=fields.moment("met_on", "met_time", "met_at"),
        decision=decision,
        why=fields.needed("why"),
        supported_by=PersonId(fields.id("supported_by")) if supports else None,
        withdrawal_reason=(
            fields.one_of("withdrawal_reason", WithdrawalReason) if withdraws else None
        ),
    )


def _page(visitor: Visitor, found: Case, panel_id: UUID, form: Form) -> PanelPage:
    call = visitor.call
    among = people_for_panel(call.ledger, call.actor, found.case_id, call.now)
    issued, against = found.state.issued, stands_against(found.state)
    return PanelPage(
        case=head_of(found, call.now),
        now=call.now,
        panel_id=panel_id,
        form=form,
        people=people_to_sit(call, among),
        review_days=call.ledger.rules.crisis.review_days(found.state.level),
        decisions=frozenset(PanelDecision) - against.keys(),
        not_yet=() if found.state.restored else tuple(dict.fromkeys(against.values())),
        hospital=place(found.names, issued.hospital_id) if issued else None,
    )
