"""The samples of notices and consent, as full as each kind of fact gets; all invented."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from domain.codelists import ConsentMeans, Processing, SpokenBy
from domain.consent import facts as consent
from domain.rights import facts as rights
from domain.shared import (
    ChildId,
    ConsentId,
    CorrectionId,
    NoticeId,
    OrganisationId,
    PersonId,
    RightsId,
)
from tests.vectors.ids import sample_id

COUNTY = OrganisationId(sample_id(1))
TEACHER, OFFICER = PersonId(sample_id(11)), PersonId(sample_id(14))
CHILD = ChildId(sample_id(21))
RIGHTS = RightsId(sample_id(74))
CONSENT, NOTICE = ConsentId(sample_id(71)), NoticeId(sample_id(72))

BY_TELEPHONE = consent.Said(
    spoken_by=SpokenBy.ENTRUSTED_CARER,
    means=ConsentMeans.PHONE_TWO_STAFF,
    said_at=datetime(2026, 3, 7, 7, 40, tzinfo=UTC),
    relation_code="61",
    witness_id=OFFICER,
    authorised_on=date(2026, 2, 1),
)

RIGHTS_SAMPLES: Mapping[str, object] = {
    "consent.notice_published.1": consent.NoticePublished(
        organisation_id=COUNTY,
        notice_id=NOTICE,
        version=2,
        title="关于孩子信息的告知书",
        text="我们登记孩子的情况,是为了照护孩子。\n拍照要先问您,不同意也不影响帮扶。",
        processings=(Processing.PHOTOS, Processing.SHARING_WITH_CHARITY),
        from_on=date(2026, 3, 1),
        published_by=OFFICER,
    ),
    "consent.notice_given.1": consent.NoticeGiven(
        child_id=CHILD,
        consent_id=CONSENT,
        organisation_id=COUNTY,
        notice_id=NOTICE,
        version=2,
        said=BY_TELEPHONE,
    ),
    "consent.speaker_named.1": consent.SpeakerNamed(
        child_id=CHILD, consent_id=CONSENT, name="示例爷爷"
    ),
    "consent.consent_granted.1": consent.ConsentGranted(
        child_id=CHILD,
        consent_id=CONSENT,
        processing=Processing.SHARING_WITH_CHARITY,
        organisation_id=COUNTY,
        notice_id=NOTICE,
        said=BY_TELEPHONE,
    ),
    "consent.consent_declined.1": consent.ConsentDeclined(
        child_id=CHILD,
        consent_id=CONSENT,
        processing=Processing.PHOTOS,
        organisation_id=COUNTY,
        notice_id=NOTICE,
        said=BY_TELEPHONE,
    ),
    "consent.consent_withdrawn.1": consent.ConsentWithdrawn(
        child_id=CHILD,
        consent_id=ConsentId(sample_id(73)),
        processing=Processing.SHARING_WITH_CHARITY,
        said=consent.Said(
            spoken_by=SpokenBy.CHILD,
            means=ConsentMeans.IN_PERSON,
            said_at=datetime(2026, 4, 2, 1, 5, tzinfo=UTC),
        ),
    ),
    "rights.rights_requested.1": rights.RightsRequested(
        child_id=CHILD,
        rights_id=RIGHTS,
        kind=rights.RightsKind.CORRECT,
        spoken_by=SpokenBy.GUARDIAN,
        relation_code="52",
        means=ConsentMeans.IN_PERSON,
        asked_on=date(2026, 3, 6),
        due_on=date(2026, 3, 27),
        received_by=TEACHER,
    ),
    "rights.requester_named.1": rights.RequesterNamed(
        child_id=CHILD, rights_id=RIGHTS, name="示例妈妈", phone="13000000007"
    ),
    "rights.rights_words_recorded.1": rights.RightsWordsRecorded(
        child_id=CHILD, rights_id=RIGHTS, words="孩子三月起住校,档案里还写走读。"
    ),
    "rights.requester_verified.1": rights.RequesterVerified(
        child_id=CHILD,
        rights_id=RIGHTS,
        proven_by=rights.ProvenBy.DOCUMENT_SEEN,
        verified_by=TEACHER,
        verified_on=date(2026, 3, 9),
    ),
    "rights.rights_fulfilled.1": rights.RightsFulfilled(
        child_id=CHILD,
        rights_id=RIGHTS,
        decided_by=OFFICER,
        answered_on=date(2026, 3, 12),
        correction_ids=(CorrectionId(sample_id(43)),),
    ),
    "rights.rights_partly_fulfilled.1": rights.RightsPartlyFulfilled(
        child_id=CHILD,
        rights_id=RIGHTS,
        decided_by=OFFICER,
        answered_on=date(2026, 3, 12),
        reason=rights.RefusalReason.SECRETS_OF_OTHERS,
        correction_ids=(CorrectionId(sample_id(43)),),
    ),
    "rights.rights_refused.1": rights.RightsRefused(
        child_id=CHILD,
        rights_id=RIGHTS,
        decided_by=OFFICER,
        answered_on=date(2026, 3, 12),
        reason=rights.RefusalReason.MUST_BE_KEPT,
    ),
    "rights.rights_answer_written.1": rights.RightsAnswerWritten(
        child_id=CHILD, rights_id=RIGHTS, text="已改为住校。其余部分涉及他人,不能提供。"
    ),
    "rights.answer_handed_over.1": rights.AnswerHandedOver(
        child_id=CHILD,
        rights_id=RIGHTS,
        handed_on=date(2026, 3, 13),
        means=rights.HandingMeans.THROUGH_SCHOOL,
        handed_by=TEACHER,
    ),
    "consent.consent_signed.1": consent.ConsentSigned(
        child_id=CHILD, consent_id=CONSENT, signed_on=date(2026, 3, 12)
    ),
}
