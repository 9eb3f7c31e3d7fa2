"""A worry about a pupil: raised by anybody, taken by a named person, referred, withdrawn.

All of these run in threads of their own, so that no flood of other requests holds a worry up.
"""

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import PREFIX
from api.guards.apart import CallApartDep, RaisingCallDep, apart
from api.routes.answers import receipt_answer, recorded_with
from api.routes.fields import Body, Flag, Moment
from application.crisis.hospital import referring
from application.crisis.worries import referrals
from domain.codelists import ConsentMeans
from domain.referrals.facts import (
    Involved,
    MayTellGuardian,
    Sign,
    Situation,
    WithdrawalReason,
)
from domain.referrals.family.consent_facts import PupilWish
from domain.referrals.hospital.sending import (
    AcknowledgeReferral,
    Consent,
    IssueReferral,
    ProposeReferral,
)
from domain.referrals.state import PassConcernOn, RaiseConcern, TakeConcern, WithdrawConcern
from domain.shared import (
    CaseId,
    ChildId,
    ConsentId,
    OrganisationId,
    PassId,
    PersonId,
    ReferralId,
    TakingId,
)

router = APIRouter(prefix=PREFIX, tags=["referrals"])


class Concern(Body):
    """A worry; for a pupil without a file `name` and `described_as` say who is meant."""

    child_id: ChildId
    situation: Situation
    signs: tuple[Sign, ...] = ()
    heard: str | None = None
    is_with_child: Flag = False
    involved: tuple[Involved, ...] = ()
    involved_ids: tuple[PersonId, ...] = ()
    may_tell_guardian: MayTellGuardian = MayTellGuardian.UNKNOWN
    noticed_at: Moment | None = None
    name: str | None = None
    described_as: str | None = None
    class_id: OrganisationId | None = None
    school_id: OrganisationId | None = None
    village_id: OrganisationId | None = None
    entered_at: Moment | None = None


class Pass(Body):
    to_id: PersonId
    why: str


class Proposal(Body):
    why: str


class ReferralConsent(Body):
    """Who agreed; `relation_code` is GB/T 4761, `witness_id` who heard it beside the asker.

    `also_for` are further hospitals that the consent names, in the order the family wants;
    `not_suspected` says that somebody made sure that no report of the case means them; `wish` is
    the pupil's own, or why they were not asked.
    """

    consent_id: ConsentId
    name: str
    relation_code: str
    is_guardian: Flag
    means: ConsentMeans
    given_at: Moment
    wish: PupilWish
    witness_id: PersonId | None = None
    also_for: tuple[OrganisationId, ...] = ()
    not_suspected: Flag = False

    def consent(self) -> Consent:
        """Return the consent as the rules know it."""
        return Consent(
            consent_id=self.consent_id,
            name=self.name,
            relation_code=self.relation_code,
            is_guardian=self.is_guardian,
            means=self.means,
            given_at=self.given_at,
            witness_id=self.witness_id,
            also_for=self.also_for,
            not_suspected=self.not_suspected,
            wish=self.wish,
        )


class Referral(Body):
    """To which hospital, and on what it rests: a consent, one from before by its id, or danger."""

    hospital_id: OrganisationId
    consent: ReferralConsent | None = None
    consent_id: ConsentId | None = None
    danger: str | None = None


class Withdrawal(Body):
    reason: WithdrawalReason
    why: str


@router.put("/cases/{case_id}/concern", status_code=201, responses=recorded_with(404))
@apart
def raise_concern(case_id: UUID, body: Concern, call: RaisingCallDep) -> Response:
    """Record a worry about any pupil; a repeat that differs is kept too, with a receipt."""
    request = RaiseConcern(
        case_id=CaseId(case_id),
        child_id=body.child_id,
        situation=body.situation,
        signs=body.signs,
        heard=body.heard,
        is_with_child=body.is_with_child,
        involved=body.involved,
        involved_ids=body.involved_ids,
        may_tell_guardian=body.may_tell_guardian,
        noticed_at=body.noticed_at,
        name=body.name,
        described_as=body.described_as,
        class_id=body.class_id,
        school_id=body.school_id,
        village_id=body.village_id,
    )
    receipt = referrals.raise_concern(
        call.ledger, call.actor, request, call.now, entered_at=body.entered_at
    )
    return receipt_answer(receipt, call.path)


@router.put("/cases/{case_id}/takings/{taking_id}", status_code=201, responses=recorded_with(404))
@apart
def take_concern(
    case_id: UUID, taking_id: UUID, call: CallApartDep, seen: int | None = None
) -> Response:
    """Record that whoever is signed in answers for the case, as it stood at the event `seen`."""
    request = TakeConcern(case_id=CaseId(case_id), taking_id=TakingId(taking_id), seen=seen)
    receipt = referrals.take_concern(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/cases/{case_id}/passes/{pass_id}", status_code=201, responses=recorded_with(404))
@apart
def pass_concern_on(case_id: UUID, pass_id: UUID, body: Pass, call: CallApartDep) -> Response:
    """Record that the case is passed on to somebody who may answer for it; then it is untaken."""
    request = PassConcernOn(
        case_id=CaseId(case_id), pass_id=PassId(pass_id), to_id=body.to_id, why=body.why
    )
    receipt = referrals.pass_concern_on(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/cases/{case_id}/proposal", status_code=201, responses=recorded_with(404))
@apart
def propose_referral(case_id: UUID, body: Proposal, call: CallApartDep) -> Response:
    """Record that a hospital should see the child, before the guardian is asked."""
    request = ProposeReferral(case_id=CaseId(case_id), why=body.why)
    receipt = referring.propose_referral(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    "/cases/{case_id}/referrals/{referral_id}", status_code=201, responses=recorded_with(404)
)
@apart
def issue_referral(
    case_id: UUID, referral_id: UUID, body: Referral, call: CallApartDep
) -> Response:
    """Record the referral and the consent it rests on in one commit, or the danger instead."""
    request = IssueReferral(
        case_id=CaseId(case_id),
        hospital_id=body.hospital_id,
        referral_id=ReferralId(referral_id),
        consent=body.consent.consent() if body.consent else None,
        consent_id=body.consent_id,
        danger=body.danger,
    )
    receipt = referring.issue_referral(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/cases/{case_id}/acknowledgement", status_code=201, responses=recorded_with(404))
@apart
def acknowledge_referral(case_id: UUID, call: CallApartDep) -> Response:
    """Record for the hospital of whoever is signed in that the referral has been received."""
    request = AcknowledgeReferral(case_id=CaseId(case_id))
    receipt = referring.acknowledge_referral(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put("/cases/{case_id}/withdrawal", status_code=201, responses=recorded_with(404))
@apart
def withdraw_concern(case_id: UUID, body: Withdrawal, call: CallApartDep) -> Response:
    """Record that the case is over, and why."""
    request = WithdrawConcern(case_id=CaseId(case_id), reason=body.reason, why=body.why)
    receipt = referrals.withdraw_concern(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)
