"""How a consent that was given by word or message is signed on paper later, and by when.

It holds from the moment it was given: the law asks for agreement, not for a form (精神卫生法 §28).
Whoever would not sign has not taken it back by that.
"""

from dataclasses import dataclass
from datetime import date, datetime

from domain.calendar import Calendar
from domain.codelists import LATER_ON_PAPER
from domain.days import local_day, require_not_future
from domain.errors import Invalid, NotFound, RuleBroken
from domain.referrals.family.consent_facts import (
    ConsentRecorded,
    ReferralConsentSigned,
    ReferralSigningDeclined,
)
from domain.referrals.family.consenting import counts, last_refusal
from domain.referrals.rules import Answer, require_owner, require_raised
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import CaseId, ConsentId, Known, PersonId
from domain.text import NAME_AT_MOST, REASON_AT_MOST, one_line, some_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class SignReferralConsent:
    """Say that a consent was signed, on which day, and which paper it is."""

    case_id: CaseId
    consent_id: ConsentId
    signed_on: date
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineSigning:
    """Say that whoever gave a consent would not sign it, and goes on to agree."""

    case_id: CaseId
    consent_id: ConsentId
    said_on: date
    why: str


def sign_consent(
    state: CaseState, request: SignReferralConsent, *, by: PersonId, today: date
) -> Answer:
    """Record the signature under a consent, also once the case is over: papers come late.

    Raises: NotFound for no such case, or no consent that waits to be signed; RuleBroken where
    another has the case, or it was signed otherwise; Invalid for a day that cannot be, or without
    a paper.
    """
    said = ReferralConsentSigned(
        case_id=request.case_id,
        child_id=require_raised(state).child_id,
        consent_id=request.consent_id,
        recorded_by=by,
        signed_on=request.signed_on,
        paper=one_line(request.paper, field="paper", at_most=NAME_AT_MOST),
    )
    consent = _given_before(state, request.consent_id)
    known = state.signed.get(request.consent_id)
    if known is not None:
        if known == said:
            return Known((known,))
        raise RuleBroken("referral_consent_already_signed")
    if not state.is_over:
        require_owner(state, by)
    _require_day(request.signed_on, consent, today, "signed_on")
    return (said,)


def decline_signing(
    state: CaseState, request: DeclineSigning, *, by: PersonId, today: date
) -> Answer:
    """Record that somebody would not sign; their consent holds on, and the signature stays owed.

    Raises: as `sign_consent`; RuleBroken where the case is over.
    """
    said = ReferralSigningDeclined(
        case_id=request.case_id,
        child_id=require_raised(state).child_id,
        consent_id=request.consent_id,
        recorded_by=by,
        said_on=request.said_on,
        why=some_lines(request.why, field="why", at_most=REASON_AT_MOST),
    )
    consent = _given_before(state, request.consent_id)
    if state.unsigned.get(request.consent_id) == said:
        return Known((said,))
    if request.consent_id in state.signed:
        raise RuleBroken("referral_consent_already_signed")
    require_owner(state, by)
    _require_day(request.said_on, consent, today, "said_on")
    return (said,)


def signature_owed(state: CaseState) -> ConsentRecorded | None:
    """Return the consent of which the signature is still to come, None where none is owed.

    It is that on which the referral stands, or the last one. None is owed of a consent that the
    family took back since, that counts no more, or in a case that is over.
    """
    last_id = next(reversed([*state.consents]), None)
    consent_id = state.issued.consent_id if state.issued else last_id
    consent = state.consents.get(consent_id) if consent_id else None
    if consent is None or state.is_over or consent.means not in LATER_ON_PAPER:
        return None
    refused = last_refusal(state)
    is_back = refused is not None and refused.refused_at > consent.given_at
    is_signed = consent.consent_id in state.signed
    return None if is_signed or is_back or not counts(state, consent) else consent


def sign_by(consent: ConsentRecorded, rules: RuleSet, calendar: Calendar) -> datetime:
    """Return by when a consent should be signed, in whole working days since it was given."""
    days = rules.referrals.signed_working_days
    return calendar.end_of_working_day(consent.given_at, days)


def _given_before(state: CaseState, consent_id: ConsentId) -> ConsentRecorded:
    consent = state.consents.get(consent_id)
    if consent is None or consent.means not in LATER_ON_PAPER:
        raise NotFound("no_consent_to_sign")
    return consent


def _require_day(on: date, consent: ConsentRecorded, today: date, field: str) -> None:
    require_not_future(on, today, field=field)
    if on < local_day(consent.given_at):
        raise Invalid("before_start", field)
