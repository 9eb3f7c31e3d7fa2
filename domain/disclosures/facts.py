"""What is recorded of data handed to another organisation (个人信息保护法 §23, 网数条例 §12)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.codelists import ConsentMeans, LegalBasis, Processing, SpokenBy
from domain.shared import ChildId, DisclosureId, OrganisationId


class DataKind(StrEnum):
    """What kind of data was handed out."""

    IDENTITY = "identity"
    CONTACT = "contact"
    GUARDIANSHIP = "guardianship"
    SCHOOLING = "schooling"
    CATEGORIES = "categories"
    CARE_LEVEL = "care_level"
    VISITS = "visits"
    NEEDS = "needs"
    HEALTH = "health"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataDisclosed:
    """Data of a child was handed to an organisation on `disclosed_on`.

    `recipient_id` is the recipient where it is registered, `recipient` its name as told;
    `reference` the contract or letter it rests on. The record is kept until `keep_until_on` at
    least. After an emergency the family is told by `tell_by_on` (个人信息保护法 §18). Of one that
    rests on consent `processing` is the use to which the family agreed; it was not kept at first.
    """

    child_id: ChildId
    disclosure_id: DisclosureId
    recipient: str
    recipient_id: OrganisationId | None
    kinds: tuple[DataKind, ...]
    basis: LegalBasis
    reference: str
    disclosed_on: date
    keep_until_on: date
    tell_by_on: date | None
    processing: Processing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureTold:
    """Somebody who speaks for the child was told afterwards of what was handed out."""

    child_id: ChildId
    disclosure_id: DisclosureId
    spoken_by: SpokenBy
    means: ConsentMeans
    told_on: date


DisclosuresEvent = DataDisclosed | DisclosureTold
