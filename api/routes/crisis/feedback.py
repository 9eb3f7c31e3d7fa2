"""What a hospital tells a school of a child, no more than the guardian lets it."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX
from api.guards.apart import CallApartDep, apart
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body, Day, Flag, Moment
from application.crisis.hospital import feedback
from domain.codelists import ConsentMeans
from domain.referrals.hospital.feedback import Authorisation, GiveFeedback, RestoreCase
from domain.referrals.hospital.feedback_facts import Fitness, Support
from domain.shared import CaseId, FeedbackId

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class Let(Body):
    """Who lets the hospital tell the school: a guardian or parent; `relation_code` is GB/T 4761.

    `not_suspected`: somebody made sure with the school that they may be asked.
    """

    name: str
    relation_code: str
    is_guardian: Flag
    means: ConsentMeans
    authorised_at: Moment
    not_suspected: Flag = False

    def authorisation(self) -> Authorisation:
        """Return it as the rules know it."""
        return Authorisation(
            name=self.name,
            relation_code=self.relation_code,
            is_guardian=self.is_guardian,
            means=self.means,
            authorised_at=self.authorised_at,
            not_suspected=self.not_suspected,
        )


class Feedback(Body):
    """`supports` are for a child who needs support alone; no statement needs nobody to let it."""

    fitness: Fitness
    supports: tuple[Support, ...] = ()
    review_on: Day | None = None
    authorisation: Let | None = None


class Restoration(Body):
    authorisation: Let


@router.put(
    "/cases/{case_id}/feedbacks/{feedback_id}", status_code=201, responses=recorded_with(404)
)
@apart
def give_feedback(case_id: UUID, feedback_id: UUID, body: Feedback, call: CallApartDep) -> Response:
    """Record what the child can do at school, as the guardian lets the hospital say it."""
    request = GiveFeedback(
        case_id=CaseId(case_id),
        feedback_id=FeedbackId(feedback_id),
        fitness=body.fitness,
        supports=body.supports,
        review_on=body.review_on,
        authorisation=body.authorisation.authorisation() if body.authorisation else None,
    )
    receipt = feedback.give_feedback(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/restorations/{feedback_id}", status_code=201, responses=recorded_with(404)
)
@apart
def restore_case(
    case_id: UUID, feedback_id: UUID, body: Restoration, call: CallApartDep
) -> Response:
    """Record that no disorder was found: level, clocks and warnings end with it."""
    request = RestoreCase(
        case_id=CaseId(case_id),
        feedback_id=FeedbackId(feedback_id),
        authorisation=body.authorisation.authorisation(),
    )
    receipt = feedback.restore_case(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
