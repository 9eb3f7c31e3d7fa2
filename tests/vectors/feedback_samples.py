"""The samples of what a hospital tells a school; invented."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from domain.codelists import ConsentMeans
from domain.referrals.hospital import feedback_facts as feedback
from domain.shared import CaseId, ChildId, FeedbackId, OrganisationId, PersonId
from tests.vectors.ids import sample_id

_CASE, _CHILD = CaseId(sample_id(61)), ChildId(sample_id(21))
_HOSPITAL, _LIAISON = OrganisationId(sample_id(5)), PersonId(sample_id(16))
_FEEDBACK = FeedbackId(sample_id(86))
_LET_AT = datetime(2026, 3, 17, 2, 15, tzinfo=UTC)

FEEDBACK_SAMPLES: Mapping[str, object] = {
    "referrals.functional_feedback_given.2": feedback.FunctionalFeedbackGiven(
        case_id=_CASE,
        child_id=_CHILD,
        feedback_id=_FEEDBACK,
        hospital_id=_HOSPITAL,
        given_by=_LIAISON,
        fitness=feedback.Fitness.NEEDS_SUPPORT,
        supports=(feedback.Support.TALKS, feedback.Support.LEAVE_FOR_VISITS),
        review_on=date(2026, 4, 14),
        relation_code="52",
        is_guardian=True,
        means=ConsentMeans.SIGNED,
        authorised_at=_LET_AT,
        not_suspected=True,
    ),
    "referrals.feedback_authoriser_named.1": feedback.FeedbackAuthoriserNamed(
        case_id=_CASE, child_id=_CHILD, feedback_id=_FEEDBACK, name="示例母亲"
    ),
    "referrals.case_restored.2": feedback.CaseRestored(
        case_id=_CASE,
        child_id=_CHILD,
        feedback_id=FeedbackId(sample_id(87)),
        hospital_id=_HOSPITAL,
        said_by=_LIAISON,
        relation_code="51",
        is_guardian=True,
        means=ConsentMeans.IN_PERSON,
        authorised_at=_LET_AT,
        not_suspected=True,
    ),
}
