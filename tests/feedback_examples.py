"""What a hospital tells the school of tests/case_examples.py; fixed and invented like those."""

from datetime import date, timedelta

from domain.codelists import ConsentMeans
from domain.referrals.hospital.feedback import Authorisation
from domain.referrals.hospital.feedback_facts import (
    CaseRestored,
    FeedbackAuthoriserNamed,
    Fitness,
    FunctionalFeedbackGiven,
    Support,
)
from domain.shared import FeedbackId
from tests.case_examples import CASE, HOSPITAL, LIAISON
from tests.examples import CHILD, example_id
from tests.hospital_examples import SEEN_AT

FEEDBACK = FeedbackId(example_id(861))
LET_AT = SEEN_AT + timedelta(hours=1)
LET = Authorisation(
    name="示例母亲",
    relation_code="52",
    is_guardian=True,
    means=ConsentMeans.SIGNED,
    authorised_at=LET_AT,
)
LET_NAMED = FeedbackAuthoriserNamed(
    case_id=CASE, child_id=CHILD, feedback_id=FEEDBACK, name="示例母亲"
)
SUPPORT_NEEDED = FunctionalFeedbackGiven(
    case_id=CASE,
    child_id=CHILD,
    feedback_id=FEEDBACK,
    hospital_id=HOSPITAL,
    given_by=LIAISON,
    fitness=Fitness.NEEDS_SUPPORT,
    supports=(Support.TALKS, Support.LEAVE_FOR_VISITS),
    review_on=date(2026, 4, 8),
    relation_code="52",
    is_guardian=True,
    means=ConsentMeans.SIGNED,
    authorised_at=LET_AT,
    not_suspected=False,
)
NO_STATEMENT = FunctionalFeedbackGiven(
    case_id=CASE,
    child_id=CHILD,
    feedback_id=FEEDBACK,
    hospital_id=HOSPITAL,
    given_by=LIAISON,
    fitness=Fitness.NO_STATEMENT,
)
RESTORED = CaseRestored(
    case_id=CASE,
    child_id=CHILD,
    feedback_id=FEEDBACK,
    hospital_id=HOSPITAL,
    said_by=LIAISON,
    relation_code="52",
    is_guardian=True,
    means=ConsentMeans.SIGNED,
    authorised_at=LET_AT,
    not_suspected=False,
)
