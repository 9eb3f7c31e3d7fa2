"""How a hospital says that it cannot take a child, and when the referral goes on by itself."""

from collections.abc import Sequence
from functools import reduce

from domain.errors import RuleBroken
from domain.referrals.facts import ReferralIssued
from domain.referrals.family.consenting import counts, last_refusal
from domain.referrals.hospital.at_hospital import DeclineReferral
from domain.referrals.hospital.hospital_facts import (
    Basis,
    DeclineReason,
    ReferralDeclined,
    ReferralRerouted,
)
from domain.referrals.rules import Answer, Facts, require_open, require_raised
from domain.referrals.state import CaseState, evolve
from domain.shared import ConsentId, DeclineId, Known, OrganisationId, PersonId
from domain.text import REASON_AT_MOST, some_lines

Sent = ReferralIssued | ReferralRerouted


def decline_referral(
    state: CaseState,
    request: DeclineReferral,
    *,
    by: PersonId,
    hospital_id: OrganisationId,
    within_reach: Sequence[OrganisationId],
) -> Answer:
    """Record that a hospital cannot take the child, and where the referral goes by itself.

    In danger that is the first hospital `within_reach` that never had it; on consent the first that
    the consent names. Where there is none, whoever answers for the case has to refer it again.

    Raises: NotFound for no such case; RuleBroken when it is over, this hospital does not have it,
    the child was there, or the id stands for something else; Invalid for no words with `other`.
    """
    raised = require_raised(state)
    why = request.why if request.reason is DeclineReason.OTHER else None
    said = ReferralDeclined(
        case_id=request.case_id,
        child_id=raised.child_id,
        decline_id=request.decline_id,
        hospital_id=hospital_id,
        declined_by=by,
        reason=request.reason,
        why=_words(why) if request.reason is DeclineReason.OTHER else None,
    )
    before = state.at_hospital.declines.get(request.decline_id)
    if before is not None:
        if before == said:
            return Known((said,))
        raise RuleBroken("decline_already_recorded")
    issued = require_at_hospital(state, hospital_id)
    if state.at_hospital.attended is not None:
        raise RuleBroken("child_was_at_hospital")
    next_id = goes_on_to(state, within_reach)
    if next_id is None:
        return (said,)
    return (said, _rerouted(issued, next_id, said.decline_id))


def go_past_empty(
    state: CaseState, issuing: Facts, within_reach: Sequence[OrganisationId]
) -> tuple[ReferralRerouted, ...]:
    """Return what is recorded beside a referral to a hospital of which nobody can be told.

    `issuing` refers the child there; it goes on as if that hospital had declined at once. Nothing
    where it can go nowhere: then whoever answers for the case has to telephone.
    """
    after = reduce(evolve, issuing, state)
    next_id = goes_on_to(after, within_reach)
    if after.issued is None or next_id is None:
        return ()
    return (_rerouted(after.issued, next_id, None),)


def goes_on_to(state: CaseState, among: Sequence[OrganisationId]) -> OrganisationId | None:
    """Return the hospital to which a declined referral goes by itself, None where to none.

    Nobody sends a child on consent to a hospital that the family did not name (精神卫生法 §28 asks
    for none in danger alone).
    """
    issued = state.issued
    if issued is None:
        return None
    fresh = [each for each in among if each not in state.at_hospital.sent_to]
    if issued.basis is Basis.EMERGENCY:
        return next(iter(fresh), None)
    named = () if issued.consent_id is None else hospitals_named(state, issued.consent_id)
    return next((each for each in named if each in fresh), None)


def hospitals_named(state: CaseState, consent_id: ConsentId) -> tuple[OrganisationId, ...]:
    """Return the hospitals for which a consent holds; none where the family refused since,
    or the child was worse again: then the family is asked anew. Nor where a report may mean
    whoever gave it: then somebody else is asked."""
    consent = state.consents.get(consent_id)
    refused = last_refusal(state)
    anew = [refused.refused_at] if refused else []
    anew += [state.aftercare.reopened_at] if state.aftercare.reopened_at else []
    if consent is None or not counts(state, consent) or any(at > consent.given_at for at in anew):
        return ()
    return (consent.hospital_id, *state.at_hospital.scopes.get(consent_id, ()))


def require_at_hospital(state: CaseState, hospital_id: OrganisationId) -> Sent:
    """Return the referral that this hospital has. Raises: RuleBroken."""
    require_open(state)
    if state.issued is None or state.issued.hospital_id != hospital_id:
        raise RuleBroken("not_issued_to_this_hospital")
    return state.issued


def _words(why: str | None) -> str:
    return some_lines(why or "", field="why", at_most=REASON_AT_MOST)


def _rerouted(
    issued: Sent, hospital_id: OrganisationId, decline_id: DeclineId | None
) -> ReferralRerouted:
    return ReferralRerouted(
        case_id=issued.case_id,
        child_id=issued.child_id,
        decline_id=decline_id,
        from_hospital_id=issued.hospital_id,
        hospital_id=hospital_id,
        basis=issued.basis,
        consent_id=issued.consent_id,
        danger=issued.danger,
    )
