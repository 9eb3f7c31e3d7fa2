"""What whoever raised a worry is told of it: that it arrived, and whether somebody has it."""

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel

from api.deps import PREFIX
from api.guards.apart import apart
from api.routes.answers import READING, refused_with
from api.routes.crisis.cases import CaseDep
from application.crisis.worries.own_concerns import OwnConcern, own_concern
from domain.referrals.facts import ConcernRaised
from domain.shared import CaseId

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class OwnConcernBody(BaseModel):
    """What whoever raised a worry is told: that it arrived, and whether somebody has it.

    `reached` is empty until somebody was told of it, and false when nobody could be told.
    `case_id` is that of the right child, where the worry was about another first: position and leaf
    hash stay those of then. `may_redirect` tells that I may say that it is about another child,
    `was_redirected` that somebody else did.
    """

    case_id: CaseId
    position: int
    leaf_hash: str
    raised_at: AwareDatetime
    concern: ConcernRaised
    reached: bool | None
    is_taken: bool
    is_over: bool
    may_redirect: bool
    was_redirected: bool


@router.get("/cases/{case_id}/own", responses=refused_with(*READING, 404, 422))
@apart
def read_own_concern(reading: CaseDep) -> OwnConcernBody:
    """Return to whoever raised a worry how it stands; the reading is recorded first."""
    return _own_body(own_concern(reading.ledger, reading.asked))


def _own_body(found: OwnConcern) -> OwnConcernBody:
    return OwnConcernBody(
        case_id=found.case_id,
        position=found.position,
        leaf_hash=found.leaf_hash.hex(),
        raised_at=found.raised_at,
        concern=found.concern,
        reached=found.reached,
        is_taken=found.is_taken,
        is_over=found.is_over,
        may_redirect=found.may_redirect,
        was_redirected=found.was_redirected,
    )
