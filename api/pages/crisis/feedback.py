"""The page on which a hospital tells a school what a child can do there."""

from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.deps import Call
from api.guards.apart import VisitorApartDep, apart
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import actions_of, head_of
from api.pages.crisis.cases import case_path
from api.pages.frame import FieldsDep, Visitor, see_other
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.crisis.feedback import FeedbackOutcome, FeedbackPage
from api.view_models.forms import Form
from application.authentication.signing_in import NotSignedIn
from application.crisis.hospital import feedback
from application.crisis.reading.case_reading import Case
from application.outsiders.links import LINK_OVER
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.codelists import ConsentMeans
from domain.days import LOCAL
from domain.errors import NotFound
from domain.referrals.hospital.feedback import Authorisation, GiveFeedback, RestoreCase
from domain.referrals.hospital.feedback_facts import Fitness, Support
from domain.shared import CaseId, FeedbackId

router = APIRouter(include_in_schema=False)

NAMES = {
    "means": "let_means",
    "name": "let_name",
    "authorised_at": "let_at",
    "not_suspected": "let_sure",
}


@router.get(paths.HOSPITAL_FEEDBACK)
@apart
def ask_feedback(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask what the school is told, and who let the hospital tell it."""
    found = case_for(visitor, case_id, Asking.GIVE_FEEDBACK)
    if not actions_of(found, visitor.call.actor.person_id).tell:
        return see_other(case_path(case_id))
    here = visitor.call.now.astimezone(LOCAL)
    form = Form({"let_on": (here.date().isoformat(),), "let_time": (f"{here:%H:%M}",)})
    return visitor.page(_page(visitor, found, uuid4(), form), fresh=True)


@router.post(paths.HOSPITAL_FEEDBACK)
@apart
def give(case_id: UUID, visitor: VisitorApartDep, fields: FieldsDep) -> Response:
    """Record it; the school hears of it at once."""
    feedback_id = FeedbackId(fields.maybe_id("feedback_id") or uuid4())
    try:
        return take(
            visitor,
            fields,
            lambda: _save(visitor.call, fields, CaseId(case_id), feedback_id),
            done=lambda _receipt: _after(visitor, fields, case_id),
            again=lambda form: _page(
                visitor, case_for(visitor, case_id, Asking.GIVE_FEEDBACK), feedback_id, form
            ),
            names=NAMES,
        )
    except NotFound:
        if visitor.is_liaison:
            raise NotSignedIn(LINK_OVER) from None
        raise


def _after(visitor: Visitor, fields: Fields, case_id: UUID) -> str:
    """Return where it goes on: a link opens no case that is over."""
    ended = fields.maybe_one_of("feedback_outcome", FeedbackOutcome) is FeedbackOutcome.RESTORED
    return paths.LIAISON_DONE if visitor.is_liaison and ended else case_path(case_id)


def _save(call: Call, fields: Fields, case_id: CaseId, feedback_id: FeedbackId) -> Receipt:
    outcome = fields.one_of("feedback_outcome", FeedbackOutcome)
    if outcome is FeedbackOutcome.RESTORED:
        as_before = RestoreCase(
            case_id=case_id, feedback_id=feedback_id, authorisation=_authorisation(fields)
        )
        fields.require_no_errors()
        return feedback.restore_case(call.ledger, call.actor, as_before, call.now)
    says = outcome is not FeedbackOutcome.NO_STATEMENT
    needs = outcome is FeedbackOutcome.NEEDS_SUPPORT
    told = GiveFeedback(
        case_id=case_id,
        feedback_id=feedback_id,
        fitness=Fitness(outcome.value),
        supports=fields.several_of("supports", Support) if needs else (),
        review_on=fields.maybe_day("review_on") if says else None,
        authorisation=_authorisation(fields) if says else None,
    )
    fields.require_no_errors()
    return feedback.give_feedback(call.ledger, call.actor, told, call.now)


def _authorisation(fields: Fields) -> Authorisation:
    return Authorisation(
        name=fields.needed("let_name"),
        relation_code=fields.needed("relation_code"),
        is_guardian=fields.yes("is_guardian"),
        means=fields.one_of("let_means", ConsentMeans),
        authorised_at=fields.moment("let_on", "let_time", "let_at"),
        not_suspected=fields.yes("let_sure"),
    )


def _page(visitor: Visitor, found: Case, feedback_id: UUID, form: Form) -> FeedbackPage:
    now = visitor.call.now
    return FeedbackPage(
        case=head_of(found, now),
        now=now,
        feedback_id=feedback_id,
        form=form,
        may_be_meant=found.family_may_be_meant,
    )
