"""What is recorded of a request about one's own data (个人信息保护法 §44-50, 未网保条例 §34)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.codelists import ConsentMeans, SpokenBy
from domain.shared import ChildId, CorrectionId, PersonId, RightsId


class RightsKind(StrEnum):
    """What is asked for. Law: 个人信息保护法 §45 (see, copy), §46 (correct, complete), §47."""

    ACCESS = "access"
    COPY = "copy"
    CORRECT = "correct"
    COMPLETE = "complete"
    DELETE = "delete"


class ProvenBy(StrEnum):
    """How it was made sure who asks, and that they may ask for this child."""

    DOCUMENT_SEEN = "document_seen"
    REGISTER_CHECKED = "register_checked"
    KNOWN_IN_PERSON = "known_in_person"


class RefusalReason(StrEnum):
    """Why a request is refused, wholly or in part."""

    IDENTITY_NOT_PROVEN = "identity_not_proven"
    NOT_ENTITLED = "not_entitled"
    WOULD_HARM_CHILD = "would_harm_child"
    SECRETS_OF_OTHERS = "secrets_of_others"
    MUST_BE_KEPT = "must_be_kept"
    IS_CORRECT = "is_correct"


class HandingMeans(StrEnum):
    """How a written answer reached whoever asked."""

    IN_PERSON = "in_person"
    BY_POST = "by_post"
    THROUGH_SCHOOL = "through_school"


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRequested:
    """Somebody asks on `asked_on` about a child's data; answered by `due_on` at the latest.

    `received_by` wrote it down and therefore does not decide on it.
    """

    child_id: ChildId
    rights_id: RightsId
    kind: RightsKind
    spoken_by: SpokenBy
    relation_code: str | None
    means: ConsentMeans
    asked_on: date
    due_on: date
    received_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class RequesterNamed:
    """Who asks, and how to reach them: identity data."""

    child_id: ChildId
    rights_id: RightsId
    name: str
    phone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsWordsRecorded:
    """What exactly is asked for, in words."""

    child_id: ChildId
    rights_id: RightsId
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequesterVerified:
    """It was made sure who asks."""

    child_id: ChildId
    rights_id: RightsId
    proven_by: ProvenBy
    verified_by: PersonId
    verified_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsFulfilled:
    """What was asked for is done; `correction_ids` are the corrections that were made for it.

    For a deletion it is the decision: erasing follows it and is recorded apart.
    """

    child_id: ChildId
    rights_id: RightsId
    decided_by: PersonId
    answered_on: date
    correction_ids: tuple[CorrectionId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsPartlyFulfilled:
    """Some of what was asked for is done, the rest is refused."""

    child_id: ChildId
    rights_id: RightsId
    decided_by: PersonId
    answered_on: date
    reason: RefusalReason
    correction_ids: tuple[CorrectionId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRefused:
    """It is refused, which is told in writing with the reason (未成年人网络保护条例 §34)."""

    child_id: ChildId
    rights_id: RightsId
    decided_by: PersonId
    answered_on: date
    reason: RefusalReason


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsAnswerWritten:
    """The answer as it was written to whoever asked."""

    child_id: ChildId
    rights_id: RightsId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerHandedOver:
    """The written answer was given to whoever asked, by `handed_by`.

    `handed_on` is the day on which it was handed over in person or sent off.
    """

    child_id: ChildId
    rights_id: RightsId
    handed_on: date
    means: HandingMeans
    handed_by: PersonId


RightsAnswered = RightsFulfilled | RightsPartlyFulfilled | RightsRefused
RightsEvent = (
    RightsRequested
    | RequesterNamed
    | RightsWordsRecorded
    | RequesterVerified
    | RightsFulfilled
    | RightsPartlyFulfilled
    | RightsRefused
    | RightsAnswerWritten
    | AnswerHandedOver
)
