"""Invented corrections of who a child is."""

from collections.abc import Mapping
from datetime import date

from domain.children import facts as children
from domain.codelists import Sex
from domain.shared import ChildId, CorrectionId, PersonId, RightsId
from tests.vectors.ids import sample_id

CHILD, CORRECTION = ChildId(sample_id(3001)), CorrectionId(sample_id(3002))
PROPOSER, RIGHTS = PersonId(sample_id(3003)), RightsId(sample_id(3004))
IDENTITY = children.ChildIdentity(
    name="示例·陆𬭚",
    sex=Sex.FEMALE,
    born_on=date(2016, 9, 30),
    id_number="999999201609300026",
)

IDENTITY_SAMPLES: Mapping[str, object] = {
    "children.identity_corrected.1": children.IdentityCorrected(
        child_id=CHILD,
        correction_id=CORRECTION,
        identity=IDENTITY,
        rests_on=children.CorrectionBasis.DOCUMENT_SEEN,
        proposed_by=PROPOSER,
        rights_id=RIGHTS,
    ),
    "children.identity_correction_proposed.1": children.IdentityCorrectionProposed(
        child_id=CHILD,
        correction_id=CORRECTION,
        identity=IDENTITY,
        rests_on=children.CorrectionBasis.SCHOOL_REGISTER,
        proposed_by=PROPOSER,
        rights_id=RIGHTS,
    ),
    "children.identity_correction_declined.1": children.IdentityCorrectionDeclined(
        child_id=CHILD,
        correction_id=CORRECTION,
        why=children.WhyNotCorrected.PROOF_TELLS_OTHERWISE,
    ),
    "children.identity_correction_withdrawn.1": children.IdentityCorrectionWithdrawn(
        child_id=CHILD, correction_id=CORRECTION
    ),
    "children.correction_explained.1": children.CorrectionExplained(
        child_id=CHILD, correction_id=CORRECTION, words="户口簿上“𬭚”字左边是金字旁。"
    ),
    "children.identity_confirmation_failed.1": children.IdentityConfirmationFailed(
        child_id=CHILD, correction_id=CORRECTION, failures=3
    ),
    "children.particulars_corrected.1": children.ParticularsCorrected(
        child_id=CHILD,
        correction_id=CORRECTION,
        particulars=children.ChildParticulars(
            student_number="G999999201609300026",
            ethnicity_code="08",
            address="示例镇𬭚石村三组",
        ),
        rests_on=children.CorrectionBasis.SCHOOL_REGISTER,
        rights_id=RIGHTS,
    ),
}
