"""What is recorded of notices to families and of their consent, purpose by purpose (告知与同意)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from domain.codelists import ConsentMeans, LegalBasis, Processing, SpokenBy
from domain.shared import ChildId, ConsentId, NoticeId, OrganisationId, PersonId

BASIS_OF: Mapping[Processing, LegalBasis] = MappingProxyType(
    {
        Processing.CARE_FILE: LegalBasis.STATUTORY_DUTY,
        Processing.VISITS_AND_TALKS: LegalBasis.STATUTORY_DUTY,
        Processing.MANDATORY_REPORTING: LegalBasis.STATUTORY_DUTY,
        Processing.CRISIS_HELP: LegalBasis.EMERGENCY,
        Processing.PHOTOS: LegalBasis.CONSENT,
        Processing.SCREENING: LegalBasis.CONSENT,
        Processing.SHARING_WITH_HOSPITAL: LegalBasis.CONSENT,
        Processing.SHARING_WITH_CHARITY: LegalBasis.CONSENT,
    }
)
"""On what each use rests. Care that the law orders never asks for consent and never waits for it.

Law: 未成年人保护法 §11, §43, §81; 个人信息保护法 §13(1), (3), (4), §23, §29.
"""

ASKED_FOR = tuple(each for each, basis in BASIS_OF.items() if basis is LegalBasis.CONSENT)
"""The uses for which families are asked, in the order in which they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePublished:
    """An organisation tells families from `from_on` what it does with data; versions count from 1.

    Law: 个人信息保护法 §17, §30.
    """

    organisation_id: OrganisationId
    notice_id: NoticeId
    version: int
    title: str
    text: str
    processings: tuple[Processing, ...]
    from_on: date
    published_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who spoke for the child, how and when; `relation_code` is GB/T 4761, none for the child.

    `witness_id` is the second member of staff on the telephone; `authorised_on` the day on which
    the guardian entrusted a carer in writing with this too (未成年人保护法 §22, §23).
    """

    spoken_by: SpokenBy
    means: ConsentMeans
    said_at: datetime
    relation_code: str | None = None
    witness_id: PersonId | None = None
    authorised_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeGiven:
    """Somebody who speaks for the child was given one version of a notice."""

    child_id: ChildId
    consent_id: ConsentId
    organisation_id: OrganisationId
    notice_id: NoticeId
    version: int
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerNamed:
    """Who it was that spoke for the child: identity data."""

    child_id: ChildId
    consent_id: ConsentId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGranted:
    """One use was agreed to, after the notice. Law: 个人信息保护法 §14, §29, §31."""

    child_id: ChildId
    consent_id: ConsentId
    processing: Processing
    organisation_id: OrganisationId
    notice_id: NoticeId
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDeclined:
    """One use was not agreed to; care goes on all the same (个人信息保护法 §16)."""

    child_id: ChildId
    consent_id: ConsentId
    processing: Processing
    organisation_id: OrganisationId
    notice_id: NoticeId
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn:
    """A consent was taken back, which needs no reason. Law: 个人信息保护法 §15."""

    child_id: ChildId
    consent_id: ConsentId
    processing: Processing
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentSigned:
    """A consent that was first given by word or message was signed on paper afterwards."""

    child_id: ChildId
    consent_id: ConsentId
    signed_on: date


ConsentEvent = (
    NoticePublished
    | NoticeGiven
    | SpeakerNamed
    | ConsentGranted
    | ConsentDeclined
    | ConsentWithdrawn
    | ConsentSigned
)
