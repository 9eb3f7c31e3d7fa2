"""The page by which a panel's decision about a return to school is recorded, and its plan."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import actions_of, head_of
from api.pages.crisis.cases import case_path
from api.pages.crisis.meeting import meeting_now, people_to_sit
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.crisis.returning import ReturnReviewPage
from api.view_models.forms import Form
from application.crisis.reading.case_reading import Case
from application.crisis.school.returning import review_return, sitting_on_return
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.referrals.family.guardians import family_may_be_meant
from domain.referrals.returning.return_facts import (
    DeferralReason,
    ReducedLoad,
    ReturnDecision,
    ReturnHelp,
)
from domain.referrals.returning.return_state import DeferReturn, PlanReturn, ReviewReturn
from domain.shared import CaseId, PersonId, ReturnId, ReviewId

router = APIRouter(include_in_schema=False)


@router.get(paths.REVIEW_RETURN)
@apart
def ask_review(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask who met when, and how the child comes back or why it waits."""
    found, me = case_for(visitor, case_id, Asking.DECIDE_RETURN), visitor.call.actor.person_id
    if not actions_of(found, me).review_return:
        return see_other(case_path(case_id))
    form = meeting_now(visitor.call)
    return visitor.page(_page(visitor, found, uuid4(), form), fresh=True)


@router.post(paths.REVIEW_RETURN)
@apart
def record(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record the decision, and with a return its plan."""
    call, review_id = visitor.call, ReviewId(fields.maybe_id("review_id") or uuid4())

    def save() -> Receipt:
        request = _request(fields, CaseId(case_id), review_id)
        fields.require_no_errors()
        return review_return(call.ledger, call.actor, request, call.now)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: case_path(case_id),
        again=lambda form: _page(
            visitor, case_for(visitor, case_id, Asking.DECIDE_RETURN), review_id, form
        ),
    )


def _request(fields: Fields, case_id: CaseId, review_id: ReviewId) -> ReviewReturn:
    agreed = fields.one_of("return_decision", ReturnDecision) is ReturnDecision.AGREED
    return ReviewReturn(
        case_id=case_id,
        return_id=ReturnId(fields.id("return_id")),
        review_id=review_id,
        member_ids=tuple(PersonId(each) for each in fields.some_ids("member_ids")),
        met_at=fields.moment("met_on", "met_time", "met_at"),
        outcome=_plan(fields) if agreed else _deferral(fields),
    )


def _plan(fields: Fields) -> PlanReturn:
    return PlanReturn(
        first_on=fields.day("first_on"),
        met_by=PersonId(fields.id("met_by")),
        loads=fields.several_of("loads", ReducedLoad),
        helps=fields.several_of("helps", ReturnHelp),
    )


def _deferral(fields: Fields) -> DeferReturn:
    return DeferReturn(
        reason=fields.one_of("deferral_reason", DeferralReason),
        look_again_on=fields.day("look_again_on"),
    )


def _page(visitor: Visitor, found: Case, review_id: UUID, form: Form) -> ReturnReviewPage:
    call, returns = visitor.call, found.state.at_school.returns
    sitting = sitting_on_return(call.ledger, call.actor, found.case_id, call.now)
    among = sitting.may_sit
    if returns.appeal is not None:
        among &= sitting.of_county - returns.decided_before
    bounds, waiting = call.ledger.rules.returning, returns.waiting
    return ReturnReviewPage(
        case=head_of(found, call.now),
        now=call.now,
        return_id=waiting.return_id if waiting else UUID(int=0),
        review_id=review_id,
        form=form,
        people=people_to_sit(call, among),
        meeting=people_to_sit(call, sitting.may_sit),
        asked_on=waiting.requested_on if waiting else local_day(call.now),
        first_day_within_days=bounds.first_day_within_days,
        deferral_days_at_most=bounds.deferral_days_at_most,
        may_be_meant=family_may_be_meant(found.state),
        on_appeal=returns.appeal is not None,
    )
