"""What the rules keep in mind of one case: the worry, the referral, and what became of both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from domain.referrals.facts import (
    ConcernPassedOn,
    ConcernRaised,
    ConcernTaken,
    ConcernWithdrawn,
    ConsentGiverNamed,
    ConsentRecorded,
    PupilNamed,
    ReferralAcknowledged,
    ReferralIssued,
    ReferralProposed,
    ReferralsEvent,
    Repeat,
)
from domain.referrals.family.consent_facts import (
    ReferralConsentSigned,
    ReferralSigningDeclined,
    SignatureEvent,
)
from domain.referrals.family.guardian_facts import GuardianInformed
from domain.referrals.hospital.at_hospital import (
    NOTHING_SAID,
    AtHospital,
    evolve_at_hospital,
    sent_on,
)
from domain.referrals.hospital.feedback_facts import CaseRestored
from domain.referrals.hospital.hospital_facts import (
    HospitalEvent,
    ReferralDeclined,
    ReferralRerouted,
)
from domain.referrals.joining.joining_facts import is_freed_by
from domain.referrals.joining.joining_state import (
    NOTHING_FURTHER,
    Further,
    ReportsEvent,
    evolve_further,
)
from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel
from domain.referrals.levels.level_state import Levels
from domain.referrals.returning.aftercare_facts import FollowUpDone, FollowUpOutcome
from domain.referrals.returning.aftercare_state import Aftercare
from domain.referrals.school.at_school import (
    NOTHING_YET,
    AtSchool,
    after_any,
    after_hospital,
    evolve_at_school,
)
from domain.referrals.worry_requests import PassConcernOn as PassConcernOn
from domain.referrals.worry_requests import RaiseConcern as RaiseConcern
from domain.referrals.worry_requests import TakeConcern as TakeConcern
from domain.referrals.worry_requests import WithdrawConcern as WithdrawConcern
from domain.shared import ConsentId, PassId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseState:
    """One case: what it is about, who answers for it and how far it has come.

    `issued` is the referral that a hospital has; one that was declined is none any more.
    """

    raised: ConcernRaised | None = None
    named: PupilNamed | None = None
    conflicts: tuple[Repeat, ...] = ()
    conflicting_names: tuple[PupilNamed, ...] = ()
    owner_id: PersonId | None = None
    taken: tuple[ConcernTaken, ...] = ()
    passed: Mapping[PassId, ConcernPassedOn] = field(default_factory=dict)
    proposed: ReferralProposed | None = None
    consents: Mapping[ConsentId, ConsentRecorded] = field(default_factory=dict)
    givers: Mapping[ConsentId, ConsentGiverNamed] = field(default_factory=dict)
    signed: Mapping[ConsentId, ReferralConsentSigned] = field(default_factory=dict)
    unsigned: Mapping[ConsentId, ReferralSigningDeclined] = field(default_factory=dict)
    issued: ReferralIssued | ReferralRerouted | None = None
    acknowledged: ReferralAcknowledged | None = None
    withdrawn: ConcernWithdrawn | None = None
    at_school: AtSchool = NOTHING_YET
    at_hospital: AtHospital = NOTHING_SAID
    further: Further = NOTHING_FURTHER

    @property
    def declined(self) -> ReferralDeclined | None:
        """Why no hospital has the referral any more; None where one has, or none ever had."""
        return None if self.issued else self.at_hospital.last_decline

    @property
    def restored(self) -> CaseRestored | None:
        """That no disorder was found, None where nobody said so."""
        return self.at_hospital.restored

    @property
    def aftercare(self) -> Aftercare:
        """What the school did since a hospital saw the child."""
        return self.at_hospital.aftercare

    @property
    def is_over(self) -> bool:
        """Return whether nobody has to do anything about it any more."""
        ends = (self.withdrawn, self.restored, self.aftercare.closed, self.further.is_elsewhere)
        return any(ends)

    @property
    def levels(self) -> Levels:
        """How severe the crisis is, and who found that."""
        return self.at_school.levels

    @property
    def level(self) -> CrisisLevel | None:
        """The crisis level that holds, None = none."""
        return self.levels.level

    @property
    def assessed(self) -> CrisisAssessed | None:
        """The last assessment, None = there was none yet."""
        return self.levels.assessed

    @property
    def guardian(self) -> GuardianInformed | None:
        """The last telling of somebody of the family, None = nobody was told yet."""
        return self.at_school.family.informed

    @property
    def passed_to(self) -> frozenset[PersonId]:
        """Everybody to whom the case was ever passed on."""
        return frozenset(each.passed_to for each in self.passed.values())


NO_CASE = CaseState()


def evolve(state: CaseState, event: ReferralsEvent) -> CaseState:
    """Return what the rules know after one more fact."""
    after = _evolve(state, event)
    at_school = after_any(state.at_school, after.at_school, event)
    return after if at_school is after.at_school else replace(after, at_school=at_school)


def _evolve(state: CaseState, event: ReferralsEvent) -> CaseState:
    match event:
        case _ if isinstance(event, ConcernRaised | PupilNamed | Repeat):
            return _evolve_worry(state, event)
        case ConcernTaken() | ConcernPassedOn() | ConcernWithdrawn():
            return _evolve_answer(state, event)
        case _ if isinstance(event, ConsentRecorded | ConsentGiverNamed | SignatureEvent):
            return _evolve_consent(state, event)
        case ReferralProposed() | ReferralIssued() | ReferralAcknowledged():
            return _evolve_referral(state, event)
        case _ if isinstance(event, HospitalEvent | ReportsEvent):
            return _evolve_from_others(state, event)
        case _:
            return replace(state, at_school=evolve_at_school(state.at_school, event))


def _evolve_worry(state: CaseState, event: ConcernRaised | PupilNamed | Repeat) -> CaseState:
    if isinstance(event, ConcernRaised):
        return replace(state, raised=event)
    if isinstance(event, Repeat):
        return replace(state, conflicts=(*state.conflicts, event))
    if event.with_conflict:
        return replace(state, conflicting_names=(*state.conflicting_names, event))
    return replace(state, named=event)


def _evolve_answer(
    state: CaseState, event: ConcernTaken | ConcernPassedOn | ConcernWithdrawn
) -> CaseState:
    if isinstance(event, ConcernTaken):
        taken, further = (*state.taken, event), state.further.answered()
        return replace(state, owner_id=event.taken_by, taken=taken, further=further)
    if isinstance(event, ConcernPassedOn):
        return replace(state, owner_id=None, passed={**state.passed, event.pass_id: event})
    return replace(state, withdrawn=event)


def _evolve_consent(
    state: CaseState, event: ConsentRecorded | ConsentGiverNamed | SignatureEvent
) -> CaseState:
    match event:
        case ConsentRecorded():
            return replace(state, consents={**state.consents, event.consent_id: event})
        case ConsentGiverNamed():
            return replace(state, givers={**state.givers, event.consent_id: event})
        case ReferralConsentSigned():
            return replace(state, signed={**state.signed, event.consent_id: event})
        case ReferralSigningDeclined():
            return replace(state, unsigned={**state.unsigned, event.consent_id: event})


def _evolve_referral(
    state: CaseState, event: ReferralProposed | ReferralIssued | ReferralAcknowledged
) -> CaseState:
    if isinstance(event, ReferralProposed):
        return replace(state, proposed=event)
    if isinstance(event, ReferralIssued):
        sent = sent_on(state.at_hospital, event.hospital_id)
        known = state.further.referred()
        return replace(state, issued=event, acknowledged=None, at_hospital=sent, further=known)
    return replace(state, acknowledged=event)


def _evolve_from_others(state: CaseState, event: HospitalEvent | ReportsEvent) -> CaseState:
    if isinstance(event, ReportsEvent):
        owner_id = None if is_freed_by(event, state.owner_id) else state.owner_id
        return replace(state, owner_id=owner_id, further=evolve_further(state.further, event))
    at_school = after_hospital(state.at_school, event)
    at_hospital = evolve_at_hospital(state.at_hospital, event)
    after = replace(state, at_school=at_school, at_hospital=at_hospital)
    match event:
        case ReferralDeclined():
            return replace(after, issued=None, acknowledged=None)
        case ReferralRerouted():
            return replace(after, issued=event, acknowledged=None)
        case FollowUpDone() if event.outcome is FollowUpOutcome.NEEDS_ASSESSMENT:
            return replace(after, issued=None, acknowledged=None, proposed=None)
        case _:
            return after


def fold(facts: Iterable[ReferralsEvent]) -> CaseState:
    """Return what the rules know after these facts of one case."""
    return reduce(evolve, facts, NO_CASE)
