"""The page by which a child is referred to a hospital."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.cases import CaseHead
from api.view_models.crisis.hospitals import HospitalLine
from api.view_models.forms import Choice, Form
from domain.referrals.hospital.hospital_facts import Basis

FURTHER_AT_MOST = 3
"""More than four hospitals of one city nobody puts in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierConsent:
    """Who agreed before, what they are to the child, and the hospitals that did not decline yet."""

    consent_id: UUID
    giver: str
    relation_code: str
    hospitals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferPage:
    """Fields: hospital_id, referral_basis; consent_name, relation_code, is_guardian (yes),
    not_suspected (yes), pupil_wish, consent_means, witness_id, also_for in the order of the family,
    given_on, given_time; danger; hidden consent_id, referral_id, earlier_id.

    `may_be_meant` = a report may mean guardian or carer; `known` is what is told of each hospital.
    """

    template: ClassVar[str] = "refer.html"
    case: CaseHead
    now: datetime
    consent_id: UUID
    referral_id: UUID
    form: Form
    earlier: EarlierConsent | None = None
    hospitals: tuple[Choice, ...] = ()
    known: tuple[HospitalLine, ...] = ()
    witnesses: tuple[Choice, ...] = ()
    may_be_meant: bool = False

    @property
    def further(self) -> tuple[str, ...]:
        """Return what was chosen as the second hospital and on, empty where none was yet."""
        chosen = [each for each in self.form.entries.get("also_for", ()) if each]
        places = min(FURTHER_AT_MOST, len(self.hospitals) - 1)
        return tuple((chosen + [""] * FURTHER_AT_MOST)[: max(places, 0)])

    @property
    def is_emergency(self) -> bool:
        """Return whether the danger was chosen as what the referral rests on."""
        return self.form.one("referral_basis") == Basis.EMERGENCY
