"""What a family's no to sharing with hospitals changes: nothing more is handed, but in danger.

Consent to a referral carries along what the hospital needs. Whoever says later that nothing is
shared ends that for what comes (个人信息保护法 §15), and undoes nothing that was handed before.
In danger the law asks nobody (精神卫生法 §28).
"""

from datetime import datetime

from domain.errors import RuleBroken
from domain.referrals.family.guardians import family_may_be_meant
from domain.referrals.hospital.hospital_facts import Basis
from domain.referrals.hospital.sending import IssueReferral
from domain.referrals.levels.acute import is_acute
from domain.referrals.state import CaseState


def is_withheld(state: CaseState, ended_at: datetime | None) -> bool:
    """Return whether the hospital that has the referral is shown nothing of the child any more.

    `ended_at` is when the family said no to sharing, None where it never did, or said yes since. A
    no that whoever a report may mean can have said ends nothing.
    """
    issued = state.issued
    if ended_at is None or issued is None or _is_danger(state, issued.basis):
        return False
    return not agreed_since(state, ended_at) and not family_may_be_meant(state)


def agreed_since(state: CaseState, ended_at: datetime) -> bool:
    """Return whether the consent on which the referral stands was given after that no."""
    consent_id = state.issued.consent_id if state.issued else None
    consent = state.consents.get(consent_id) if consent_id else None
    return consent is not None and consent.given_at > ended_at


def require_shared(state: CaseState, request: IssueReferral, ended_at: datetime | None) -> None:
    """Refuse a referral on a consent that was given before the family said no to sharing.

    Raises: RuleBroken; none in danger, at red, or where a report may mean whoever said no.
    """
    if ended_at is None or request.danger is not None or _is_danger(state, Basis.CONSENT):
        return
    before = state.consents.get(request.consent_id) if request.consent_id else None
    consent = request.consent or before
    if consent is None or consent.given_at > ended_at or family_may_be_meant(state):
        return
    raise RuleBroken("sharing_with_hospital_ended")


def require_handing(state: CaseState, ended_at: datetime | None) -> None:
    """Refuse to let somebody else of the hospital in. Raises: RuleBroken."""
    if is_withheld(state, ended_at):
        raise RuleBroken("sharing_with_hospital_ended")


def _is_danger(state: CaseState, basis: Basis) -> bool:
    """Return whether the law asks nobody: on danger, at red, or a life said to be in danger."""
    return basis is Basis.EMERGENCY or is_acute(state)
