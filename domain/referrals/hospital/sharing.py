"""What a family's no to sharing with hospitals changes: nothing more is handed, but in danger.

Consent to a referral carries along what the hospital needs. Whoever says later that nothing is
shared ends that for what comes (个人信息保护法 §15), and undoes nothing that was handed before.
In danger the law asks nobody (精神卫生法 §28).
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from domain.errors import RuleBroken
from domain.referrals.family.consent_facts import ConsentRecorded
from domain.referrals.family.guardians import family_may_be_meant
from domain.referrals.hospital.hospital_facts import Basis
from domain.referrals.hospital.sending import Consent, IssueReferral
from domain.referrals.levels.acute import is_acute
from domain.referrals.state import CaseState
from domain.shared import ConsentId


@dataclass(frozen=True, slots=True, kw_only=True)
class NoToSharing:
    """When a family said no to sharing with hospitals, and what of a case was known by then.

    `agreed_before` are the consents to a referral that were on record when the no was learned.
    """

    said_at: datetime
    agreed_before: Set[ConsentId]


def is_withheld(state: CaseState, no: NoToSharing | None) -> bool:
    """Return whether the hospital that has the referral is shown nothing of the child any more.

    `no` is None where the family never said so, or said yes since. A no that whoever a report may
    mean can have said ends nothing.
    """
    issued = state.issued
    if no is None or issued is None or _is_danger(state, issued.basis):
        return False
    return not agreed_since(state, no) and not family_may_be_meant(state)


def agreed_since(state: CaseState, no: NoToSharing) -> bool:
    """Return whether the consent on which the referral stands was given after that no."""
    consent_id = state.issued.consent_id if state.issued else None
    consent = state.consents.get(consent_id) if consent_id else None
    return consent is not None and _is_since(consent, no)


def require_shared(state: CaseState, request: IssueReferral, no: NoToSharing | None) -> None:
    """Refuse a referral on a consent that was given before the family said no to sharing.

    Raises: RuleBroken; none in danger, at red, or where a report may mean whoever said no.
    """
    if no is None or request.danger is not None or _is_danger(state, Basis.CONSENT):
        return
    before = state.consents.get(request.consent_id) if request.consent_id else None
    consent = request.consent or before
    if consent is None or _is_since(consent, no) or family_may_be_meant(state):
        return
    raise RuleBroken("sharing_with_hospital_ended")


def require_handing(state: CaseState, no: NoToSharing | None) -> None:
    """Refuse to let somebody else of the hospital in. Raises: RuleBroken."""
    if is_withheld(state, no):
        raise RuleBroken("sharing_with_hospital_ended")


def _is_since(consent: Consent | ConsentRecorded, no: NoToSharing) -> bool:
    """Return whether a consent was given after the no; within a minute, whether learned after it.

    People say when to the minute: of two answers in one the clock does not tell which came last.
    """
    given, said = _minute(consent.given_at), _minute(no.said_at)
    return given > said or (given == said and consent.consent_id not in no.agreed_before)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _is_danger(state: CaseState, basis: Basis) -> bool:
    """Return whether the law asks nobody: on danger, at red, or a life said to be in danger."""
    return basis is Basis.EMERGENCY or is_acute(state)
