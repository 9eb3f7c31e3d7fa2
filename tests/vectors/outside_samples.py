"""One invented fact for each stored name of the doors beside the password."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from domain.accounts import outside_facts as facts
from domain.shared import ApiTokenId, DeviceId, LinkId, PersonId, RecoveryId
from tests.vectors.ids import sample_id

MACHINE, TOKEN = PersonId(sample_id(91)), ApiTokenId(sample_id(92))
TEACHER, LINK = PersonId(sample_id(11)), LinkId(sample_id(93))
DEVICE, RECOVERY = DeviceId(sample_id(94)), RecoveryId(sample_id(95))

OUTSIDE_SAMPLES: Mapping[str, object] = {
    "accounts.api_token_issued.1": facts.ApiTokenIssued(
        person_id=MACHINE,
        token_id=TOKEN,
        prefix="tongxin_1a2b3c4d",
        scopes=(facts.TokenScope.LIST_CHILDREN, facts.TokenScope.READ_CARE_FILE),
        expires_on=date(2026, 12, 31),
    ),
    "accounts.api_token_revoked.1": facts.ApiTokenRevoked(
        person_id=MACHINE, token_id=TOKEN, reason=facts.TokenRevokedReason.MAYBE_STOLEN
    ),
    "accounts.external_identity_linked.1": facts.ExternalIdentityLinked(
        person_id=TEACHER,
        link_id=LINK,
        issuer="https://login.example.gov.cn",
        subject_digest="5f2b1c9e0d7a4836b1e2f3a4c5d60718293a4b5c6d7e8f90a1b2c3d4e5f60718",
    ),
    "accounts.external_identity_unlinked.1": facts.ExternalIdentityUnlinked(
        person_id=TEACHER, link_id=LINK
    ),
    "accounts.device_enrolled.1": facts.DeviceEnrolled(
        person_id=TEACHER,
        device_id=DEVICE,
        key_sha256="8a1f0c3e5d7b9a2c4e6f8091a3b5c7d9e0f1a2b3c4d5e6f708192a3b4c5d6e7f",
    ),
    "accounts.device_locked.1": facts.DeviceLocked(person_id=TEACHER, device_id=DEVICE),
    "accounts.device_revoked.1": facts.DeviceRevoked(person_id=TEACHER, device_id=DEVICE),
    "accounts.night_recovery_given.1": facts.NightRecoveryGiven(
        person_id=TEACHER,
        recovery_id=RECOVERY,
        identified_by=facts.IdentifiedBy.CALLED_BACK,
        expires_at=datetime(2026, 3, 7, 18, 12, tzinfo=UTC),
    ),
    "accounts.night_recovery_used.1": facts.NightRecoveryUsed(
        person_id=TEACHER,
        recovery_id=RECOVERY,
        ends_at=datetime(2026, 3, 8, 0, 0, tzinfo=UTC),
    ),
    "accounts.night_recovery_reviewed.1": facts.NightRecoveryReviewed(
        person_id=TEACHER, recovery_id=RECOVERY, finding=facts.RecoveryFinding.IN_ORDER
    ),
    "accounts.night_review_overdue.1": facts.NightReviewOverdue(
        person_id=TEACHER,
        recovery_id=RECOVERY,
        due_at=datetime(2026, 3, 10, 18, 2, tzinfo=UTC),
    ),
}
