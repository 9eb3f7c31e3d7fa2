"""What of a case a hospital is shown: the worry, the referral it has, and what it said itself."""

from collections.abc import Mapping, Set
from dataclasses import replace
from types import MappingProxyType

from application.authorisation.permission import Standings
from application.crisis.cases.cases import OpenCase
from application.ports import NO_CONTEXT, Recorded
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.referrals.facts import (
    ConcernRaised,
    ConsentGiverNamed,
    ConsentRecorded,
    ReferralAcknowledged,
    ReferralIssued,
)
from domain.referrals.family.consent_facts import ReferralConsentSigned
from domain.referrals.family.guardians import may_tell_guardian
from domain.referrals.hospital.at_hospital import of_last_hospital
from domain.referrals.hospital.feedback_facts import CaseRestored, FunctionalFeedbackGiven
from domain.referrals.hospital.hospital_facts import (
    AppointmentSet,
    Attended,
    NotAttended,
    ReferralRerouted,
)
from domain.referrals.joining.joining_state import NOTHING_FURTHER
from domain.referrals.levels.level_state import Levels
from domain.referrals.returning.aftercare_state import NO_AFTERCARE
from domain.referrals.school.at_school import AtSchool
from domain.referrals.state import CaseState
from domain.shared import ANONYMOUS

ITS_OWN = (
    *(ReferralIssued, ReferralRerouted, ReferralAcknowledged),
    *(AppointmentSet, Attended, NotAttended),
    *(FunctionalFeedbackGiven, CaseRestored),
)
"""What a hospital is shown of the course: what it said, and what was said to it."""


KEPT_FROM_IT: Mapping[type[object], Set[str]] = MappingProxyType(
    {ReferralRerouted: frozenset({"decline_id", "from_hospital_id"})}
)
"""Fields of what it is shown that tell of the hospital before it."""


def is_for_hospital(standings: Standings) -> bool:
    """Return whether somebody sees the case for a hospital alone."""
    others = standings.held - {Standing.HOSPITAL_LIAISON, Standing.RAISED_THE_CONCERN}
    return not replace(standings, held=frozenset(others)).allow(Asking.READ_CASE)


def without_accused(state: CaseState, concern: ConcernRaised) -> ConcernRaised:
    """Keep from a hospital who may be involved: it needs what was seen, not whom that accuses.

    That the guardian is not to be told yet it learns all the same, whichever report says so.
    """
    may_tell = may_tell_guardian(state, concern)
    return replace(concern, involved=(), involved_ids=(), may_tell_guardian=may_tell)


def shown_to_hospital(state: CaseState, concern: ConcernRaised) -> CaseState:
    """Keep from a hospital what was said before the referral, the worry's own facts apart.

    How severe the crisis is it is told, for it decides who is seen first; not who found that how.
    """
    hidden = replace(state, conflicts=(), conflicting_names=(), taken=(), passed={}, unsigned={})
    at_school = AtSchool(levels=Levels(level=state.level))
    # That it is over the hospital is told: it would go on asking and telling in vain.
    after = replace(NO_AFTERCARE, closed=state.aftercare.closed)
    own = replace(of_last_hospital(state.at_hospital), aftercare=after)
    hidden = replace(hidden, further=NOTHING_FURTHER)
    return replace(hidden, raised=concern, proposed=None, at_school=at_school, at_hospital=own)


def entry_for_hospital(entry: Recorded[object]) -> Recorded[object]:
    """Keep from a hospital by whom a referral went on to it: somebody of the hospital before."""
    if isinstance(entry.fact, ReferralRerouted):
        return entry._replace(actor_id=ANONYMOUS, context=NO_CONTEXT)
    return entry


def is_of_hospital(state: CaseState, fact: object) -> bool:
    """Return whether a fact is shown to the hospital that has the referral now."""
    issued = state.issued
    if issued is None:
        return False
    if isinstance(fact, ConsentRecorded | ConsentGiverNamed | ReferralConsentSigned):
        return fact.consent_id == issued.consent_id
    return isinstance(fact, ITS_OWN) and fact.hospital_id == issued.hospital_id


_OF_FAMILY = (ConsentRecorded, ConsentGiverNamed, ReferralConsentSigned)


def without_child(found: OpenCase) -> OpenCase:
    """Return a case as a hospital sees it to which nothing more is handed: not who it is about.

    What it said itself it goes on to see, and which school it can ask.
    """
    concern = replace(found.concern, signs=(), heard=None, class_id=None, village_id=None)
    recorded = tuple(e for e in found.history.recorded if not isinstance(e.fact, _OF_FAMILY))
    return replace(
        found,
        concern=concern,
        state=replace(found.state, raised=concern, named=None, consents={}, givers={}, signed={}),
        history=replace(found.history, recorded=recorded),
    )
