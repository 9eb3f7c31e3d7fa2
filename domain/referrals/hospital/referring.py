"""When a child may be referred to a hospital: on consent, or on danger; never without either."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from domain.codelists import RELATIONS, ConsentMeans
from domain.errors import Invalid, NotFound, RuleBroken
from domain.referrals.facts import (
    ConsentGiverNamed,
    ConsentRecorded,
    ReferralAcknowledged,
    ReferralIssued,
    ReferralProposed,
    ReferralsEvent,
)
from domain.referrals.family.consenting import as_before, counts, last_refusal
from domain.referrals.family.guardians import require_answer_counts, require_theirs_to_give
from domain.referrals.hospital.declining import hospitals_named
from domain.referrals.hospital.hospital_facts import Basis, ConsentScopeRecorded
from domain.referrals.hospital.sending import (
    AcknowledgeReferral,
    Consent,
    IssueReferral,
    ProposeReferral,
)
from domain.referrals.rules import Answer, Facts, require_open, require_owner, require_raised
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import ChildId, ConsentId, Known, OrganisationId, PersonId
from domain.text import NAME_AT_MOST, REASON_AT_MOST, one_line, some_lines, some_lines_if_any


def propose_referral(state: CaseState, request: ProposeReferral, *, by: PersonId) -> Answer:
    """Record that a hospital should see the child, before the guardian is asked.

    Raises: NotFound for no such case; RuleBroken when it is over, another person has it, or it was
    proposed or issued before; Invalid without a reason.
    """
    raised = require_raised(state)
    said = ReferralProposed(
        case_id=request.case_id,
        child_id=raised.child_id,
        proposed_by=by,
        why=some_lines(request.why, field="why", at_most=REASON_AT_MOST),
    )
    if state.proposed == said:
        return Known((said,))
    require_owner(state, by)
    if state.proposed is not None or state.issued is not None:
        raise RuleBroken("referral_already_proposed")
    return (said,)


def issue_referral(
    state: CaseState,
    request: IssueReferral,
    *,
    by: PersonId,
    now: datetime,
    rules: RuleSet,
    before: Sequence[object] = (),
) -> Answer:
    """Record a referral with the consent it rests on, or with the danger that needs none.

    Consent must come from a guardian or a close relative (民法典 §1045); uncles, aunts and
    entrusted carers cannot give it (精神卫生法 §27, §28). By telephone a second member of staff
    hears it. Nobody's counts whom a report may mean. One from before holds for the hospitals it
    names. In danger the school must act at once. After a hospital declined it is issued anew;
    `before` is what this very id recorded.

    Raises: NotFound for no such case; RuleBroken when it is over, another person has it, a hospital
    has it, or the consent is not theirs to give or does not name the hospital; Invalid without
    consent or danger, with both, or when something of the consent cannot be, such as one from
    before a refusal.
    """
    said = _as_said(state, request, by)
    if before:
        if tuple(before) in (said, tuple(map(_of_before, said))):
            return Known(said)
        raise RuleBroken("referral_already_issued")
    if state.issued is not None and all(_stands(state, each) for each in said):
        return Known(said)
    require_owner(state, by)
    if state.issued is not None:
        raise RuleBroken("referral_already_issued")
    if request.consent is not None:
        _require_consent(state, request.consent, by, now, rules)
        _require_its_own(state, request.consent.consent_id, said)
    if request.consent_id is not None:
        _require_named(state, request.consent_id, request.hospital_id)
    return said


def acknowledge_referral(
    state: CaseState, request: AcknowledgeReferral, *, by: PersonId, hospital_id: OrganisationId
) -> Answer:
    """Record that a hospital's liaison has received the referral.

    Raises: NotFound for no such case; RuleBroken when it is over, was not issued to this hospital,
    or was received by somebody else.
    """
    raised = require_raised(state)
    said = ReferralAcknowledged(
        case_id=request.case_id,
        child_id=raised.child_id,
        hospital_id=hospital_id,
        acknowledged_by=by,
    )
    if state.acknowledged == said:
        return Known((said,))
    require_open(state)
    if state.issued is None or state.issued.hospital_id != hospital_id:
        raise RuleBroken("not_issued_to_this_hospital")
    if state.acknowledged is not None:
        raise RuleBroken("referral_already_acknowledged")
    return (said,)


def _as_said(state: CaseState, request: IssueReferral, by: PersonId) -> Facts:
    child_id = require_raised(state).child_id
    if sum(each is not None for each in (request.consent, request.consent_id)) > 1:
        raise Invalid("consent_or_danger", "danger")
    has_consent = request.consent is not None or request.consent_id is not None
    if has_consent is (request.danger is not None):
        raise Invalid("consent_or_danger", "danger")
    danger = request.danger
    if danger is not None and not danger.strip():
        raise Invalid("consent_or_danger", "danger")
    consent = request.consent
    issued = ReferralIssued(
        case_id=request.case_id,
        child_id=child_id,
        hospital_id=request.hospital_id,
        issued_by=by,
        basis=Basis.CONSENT if has_consent else Basis.EMERGENCY,
        consent_id=consent.consent_id if consent else request.consent_id,
        danger=some_lines_if_any(danger, field="danger", at_most=REASON_AT_MOST),
    )
    return (*(_consented(request, consent, child_id) if consent else ()), issued)


def _consented(request: IssueReferral, consent: Consent, child_id: ChildId) -> Facts:
    if consent.given_at.tzinfo is None:
        raise Invalid("time_without_zone", "given_at")
    case_id, consent_id = request.case_id, consent.consent_id
    named = ConsentGiverNamed(
        case_id=case_id,
        child_id=child_id,
        consent_id=consent_id,
        name=one_line(consent.name, field="consent_name", at_most=NAME_AT_MOST),
    )
    recorded = ConsentRecorded(
        case_id=case_id,
        child_id=child_id,
        consent_id=consent_id,
        hospital_id=request.hospital_id,
        relation_code=consent.relation_code,
        is_guardian=consent.is_guardian,
        means=consent.means,
        given_at=consent.given_at.astimezone(UTC),
        not_suspected=consent.not_suspected,
        wish=consent.wish,
        witness_id=consent.witness_id,
    )
    further = tuple(dict.fromkeys(each for each in consent.also_for if each != request.hospital_id))
    if not further:
        return (named, recorded)
    scope = ConsentScopeRecorded(
        case_id=case_id, child_id=child_id, consent_id=consent_id, hospital_ids=further
    )
    return (named, recorded, scope)


def _stands(state: CaseState, fact: ReferralsEvent) -> bool:
    if isinstance(fact, ConsentScopeRecorded):
        return state.at_hospital.scopes.get(fact.consent_id) == fact.hospital_ids
    known = (state.issued, *state.consents.values(), *state.givers.values())
    return fact in known or _of_before(fact) in known


def _of_before(fact: ReferralsEvent) -> ReferralsEvent:
    return as_before(fact) if isinstance(fact, ConsentRecorded) else fact


def _require_its_own(state: CaseState, consent_id: ConsentId, said: Facts) -> None:
    """Refuse the id of another consent: it would take over the hospitals which that one names."""
    if consent_id not in state.consents:
        return
    of_consent = [each for each in said if not isinstance(each, ReferralIssued)]
    has_scope = any(isinstance(each, ConsentScopeRecorded) for each in of_consent)
    is_scope_kept = has_scope == (consent_id in state.at_hospital.scopes)
    if not (is_scope_kept and all(_stands(state, each) for each in of_consent)):
        raise RuleBroken("consent_already_recorded")


def _require_named(state: CaseState, consent_id: ConsentId, hospital_id: OrganisationId) -> None:
    if consent_id not in state.consents:
        raise NotFound("earlier_consent_not_found")
    if not counts(state, state.consents[consent_id]):
        raise RuleBroken("earlier_consent_of_suspect")
    if hospital_id not in hospitals_named(state, consent_id):
        raise RuleBroken("consent_names_other_hospital", field="hospital_id")


def _require_consent(
    state: CaseState, consent: Consent, by: PersonId, now: datetime, rules: RuleSet
) -> None:
    relation = RELATIONS.get(consent.relation_code)
    if relation is None:
        raise Invalid("unknown_code", "relation_code")
    require_theirs_to_give(relation, is_guardian=consent.is_guardian)
    if consent.means is ConsentMeans.PHONE_TWO_STAFF and consent.witness_id in (None, by):
        raise Invalid("required", "witness_id")
    if consent.given_at > now + timedelta(minutes=rules.future_tolerance_minutes):
        raise Invalid("in_future", "given_at")
    require_answer_counts(state, not_suspected=consent.not_suspected)
    _require_after_no(state, consent)


def _require_after_no(state: CaseState, consent: Consent) -> None:
    """Raises: Invalid where the family refused since, or the child was worse again after it."""
    refused = last_refusal(state)
    anew = (refused.refused_at if refused else None, state.aftercare.reopened_at)
    if any(at is not None and consent.given_at < at for at in anew):
        # Whoever agreed before did not agree to this.
        raise Invalid("before_earlier_step", "given_at")
