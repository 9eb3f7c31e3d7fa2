"""Ids that callers choose for something about a subject, claimed for that subject: used once."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from application.ports import Claim, ClaimTaken
from domain.advising.facts import HealthDutyLogged
from domain.breaches.facts import BreachReported
from domain.children.facts import IdentityCorrected, IdentityCorrectionProposed
from domain.contacts.facts import HospitalContactProposed
from domain.disclosures.facts import DataDisclosed
from domain.errors import RuleBroken
from domain.grants.facts import AccessRequested, GlassBroken
from domain.oncall.facts import DutyRosterPublished, DutyTelephoneTested, ShiftExchanged
from domain.pairing.facts import MentorPaired
from domain.rights.facts import RightsRequested
from domain.screening.facts import ScreeningLeadRecorded
from domain.staff.facts import DutyAssigned, DutyProposed, HealthVicePrincipalAppointed
from domain.staff.telephone_facts import PersonTelephoneChanged, PersonTelephoneProposed


class Chosen(NamedTuple):
    """The fields of a fact that hold an id and the subject for whom it is used."""

    id_field: str
    subject_field: str = "child_id"


GRANT, DUTY, BREACH = "grant", "duty", "breach"
PAIRING, RIGHTS, DISCLOSURE, NUMBER = "pairing", "rights", "disclosure", "proposed_number"
HEALTH_DUTY, DUTY_ROSTER, EXCHANGE = "health_duty", "duty_roster", "exchange"
TEST_CALL, SCREENING, CONTACT = "test_call", "screening", "hospital_contact"

_KINDS: Mapping[str, Mapping[type[object], Chosen]] = MappingProxyType(
    {
        GRANT: dict.fromkeys((AccessRequested, GlassBroken), Chosen("grant_id")),
        PAIRING: {MentorPaired: Chosen("pairing_id")},
        RIGHTS: {RightsRequested: Chosen("rights_id")},
        DISCLOSURE: {DataDisclosed: Chosen("disclosure_id")},
        BREACH: {BreachReported: Chosen("breach_id", "organisation_id")},
        HEALTH_DUTY: {HealthDutyLogged: Chosen("health_duty_id", "school_id")},
        DUTY_ROSTER: {DutyRosterPublished: Chosen("duty_roster_id", "organisation_id")},
        TEST_CALL: {DutyTelephoneTested: Chosen("trial_id", "organisation_id")},
        SCREENING: {ScreeningLeadRecorded: Chosen("screening_id")},
        CONTACT: {HospitalContactProposed: Chosen("contact_id", "organisation_id")},
        EXCHANGE: {ShiftExchanged: Chosen("exchange_id", "organisation_id")},
        DUTY: dict.fromkeys(
            (DutyProposed, DutyAssigned, HealthVicePrincipalAppointed),
            Chosen("duty_id", "person_id"),
        ),
        # Telephones and corrections wait in one view, so that one kind holds both apart.
        NUMBER: {
            **dict.fromkeys(
                (PersonTelephoneProposed, PersonTelephoneChanged),
                Chosen("telephone_id", "person_id"),
            ),
            **dict.fromkeys(
                (IdentityCorrectionProposed, IdentityCorrected), Chosen("correction_id")
            ),
        },
    }
)
CHOSEN: Mapping[type[object], tuple[str, Chosen]] = MappingProxyType(
    {fact: (kind, chosen) for kind, facts in _KINDS.items() for fact, chosen in facts.items()}
)
"""Every fact that begins something under such an id; rules look for it with its subject alone."""


def id_claims(facts: Sequence[object]) -> tuple[Claim, ...]:
    """Return the claims on the ids under which these facts begin something."""
    return tuple(_claim(fact, *CHOSEN[type(fact)]) for fact in facts if type(fact) in CHOSEN)


def refuse_used_id(taken: ClaimTaken) -> None:
    """Raises: RuleBroken when what is taken is an id that another subject has."""
    if taken.kind in _KINDS:
        # Not with its owner: who comes upon the id of another learns nothing of whose it is.
        raise RuleBroken("id_already_used") from None


def _claim(fact: object, kind: str, chosen: Chosen) -> Claim:
    value: UUID = getattr(fact, chosen.id_field)
    owner: UUID = getattr(fact, chosen.subject_field)
    return Claim(kind=kind, value=str(value), owner_id=owner)
