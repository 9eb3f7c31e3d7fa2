"""What is recorded of the doors beside the password: tokens, providers, devices, night codes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.shared import ApiTokenId, DeviceId, LinkId, PersonId, RecoveryId


class TokenScope(StrEnum):
    """What a machine may be let do; whatever is not named here no token ever opens."""

    REGISTER_ORGANISATION = "register_organisation"
    REGISTER_PERSON = "register_person"
    READ_STAFF = "read_staff"
    REGISTER_CHILD = "register_child"
    OPEN_CARE_FILE = "open_care_file"
    RECORD_CARE_FACT = "record_care_fact"
    LIST_CHILDREN = "list_children"
    READ_CARE_FILE = "read_care_file"
    RAISE_CONCERN = "raise_concern"
    ACKNOWLEDGE_REFERRAL = "acknowledge_referral"


class TokenRevokedReason(StrEnum):
    """Why a token opens nothing any more before its last day."""

    NOT_NEEDED = "not_needed"
    REPLACED = "replaced"
    MAYBE_STOLEN = "maybe_stolen"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiTokenIssued:
    """A machine was given a token; `prefix` is how the token begins, `expires_on` its last day."""

    person_id: PersonId
    token_id: ApiTokenId
    prefix: str
    scopes: tuple[TokenScope, ...]
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiTokenRevoked:
    """A token of a machine opens nothing any more."""

    person_id: PersonId
    token_id: ApiTokenId
    reason: TokenRevokedReason


class IdentifiedBy(StrEnum):
    """How somebody made sure who asks for a code at night, or signed in for the first time."""

    CALLED_BACK = "called_back"
    SEEN_IN_PERSON = "seen_in_person"


class RecoveryFinding(StrEnum):
    """What the review of a code given at night came to."""

    IN_ORDER = "in_order"
    NOT_THE_PERSON = "not_the_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalIdentityLinked:
    """A provider's name for somebody stands for this person; it is kept as a keyed digest."""

    person_id: PersonId
    link_id: LinkId
    issuer: str
    subject_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalIdentityUnlinked:
    """A provider's name for somebody stands for this person no longer."""

    person_id: PersonId
    link_id: LinkId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceEnrolled:
    """A device signs for this person from now on; `key_sha256` is the digest of its public key."""

    person_id: PersonId
    device_id: DeviceId
    key_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceLocked:
    """Too many wrong PINs: the device signs for nobody until it is enrolled anew."""

    person_id: PersonId
    device_id: DeviceId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRevoked:
    """A device signs for nobody any more, by the will of the person or of another."""

    person_id: PersonId
    device_id: DeviceId


@dataclass(frozen=True, slots=True, kw_only=True)
class NightRecoveryGiven:
    """Who acts made sure who asks, and gave them a code that opens one short session."""

    person_id: PersonId
    recovery_id: RecoveryId
    identified_by: IdentifiedBy
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NightRecoveryUsed:
    """The code opened a session, which ends at `ends_at` at the latest."""

    person_id: PersonId
    recovery_id: RecoveryId
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NightRecoveryReviewed:
    """Somebody other than who gave the code looked into it afterwards."""

    person_id: PersonId
    recovery_id: RecoveryId
    finding: RecoveryFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class NightReviewOverdue:
    """Nobody looked into a code given at night by `due_at`."""

    person_id: PersonId
    recovery_id: RecoveryId
    due_at: datetime


TokenEvent = ApiTokenIssued | ApiTokenRevoked
LinkEvent = ExternalIdentityLinked | ExternalIdentityUnlinked
DeviceEvent = DeviceEnrolled | DeviceLocked | DeviceRevoked
RecoveryEvent = NightRecoveryGiven | NightRecoveryUsed | NightRecoveryReviewed | NightReviewOverdue
OutsideEvent = TokenEvent | LinkEvent | DeviceEvent | RecoveryEvent
