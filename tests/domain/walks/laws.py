"""What must hold of any fact of a case, told from the facts before it and from nothing else."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import fields
from datetime import datetime
from enum import Enum

from domain.codelists import RELATIONS
from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernRaised,
    ConcernWithdrawn,
    ConsentRecorded,
    Involved,
    ReferralIssued,
    ReferralsEvent,
)
from domain.referrals.family.guardian_facts import (
    ChildAccompanied,
    ConsentRefused,
    GuardianInformed,
    GuardianNotificationWithheld,
)
from domain.referrals.hospital.feedback_facts import (
    CaseRestored,
    FeedbackAuthoriserNamed,
    FunctionalFeedbackGiven,
)
from domain.referrals.hospital.hospital_facts import Basis, ConsentScopeRecorded, ReferralRerouted
from domain.referrals.joining.joining_facts import (
    FurtherConcernJoined,
    FurtherConcernParted,
    InvolvementReported,
)
from domain.referrals.levels.level_facts import CrisisAssessed, LevelDropConfirmed
from domain.referrals.levels.level_state import is_more_severe
from domain.referrals.returning.aftercare_facts import CaseClosed, FollowUpDone, FollowUpOutcome
from domain.referrals.returning.leave_facts import StudyLeaveStarted
from domain.referrals.returning.return_facts import ReturnAppealed, ReturnRequested
from domain.referrals.school.panel_facts import PanelDecided
from domain.referrals.situations import Situation
from domain.shared import CaseId, PersonId
from tests.domain.walks.referring import OF_HOSPITAL, Happened

Facts = Sequence[ReferralsEvent]
OF_THE_FAMILY = {Involved.GUARDIAN, Involved.CARER}
NAMED_ALONE = {"involved_ids", "kept_out_ids", "freed_from", "raised_by", "said_by", "passed_by"}
"""Fields of people of whom something is said, and who do nothing by it."""
ACTING = {
    *("with_id", "escorted_by", "passed_to", "member_ids", "supported_by", "met_by", "taken_by"),
    *("witness_id", "withdrawn_by", "issued_by", "confirmed_by", "closed_by"),
}
"""Fields of people who have to do with the child from then on, or did."""
WORDS_OF_A_HOSPITAL = {"relation_code"}
"""All that a hospital says in words that are no code of ours; `why` it declines aside."""


def breaches_of_law(happened: Sequence[Happened], number: int) -> Iterator[str]:
    """Yield each law that a fact breaks, by what stands before it."""
    this = happened[number]
    before = [each.fact for each in happened[:number]]
    laws = {
        "nobody kept out does anything": _is_by_nobody_kept_out(this),
        "no referral without consent or danger": _rests_on_something(this.fact, before),
        "whom a report may mean is told nothing": _is_told_to_nobody_meant(this.fact, before),
        "nor decides anything": _is_decided_by_nobody_meant(this.fact, before),
        "a hospital tells no diagnosis": _is_no_diagnosis(this),
        "two people lower, close and decide": _are_two(this.fact, before),
    }
    yield from (law for law, holds in laws.items() if not holds)


def _is_by_nobody_kept_out(this: Happened) -> bool:
    acting = {
        person
        for each in fields(this.fact)
        if each.name in ACTING
        for person in _people(getattr(this.fact, each.name))
    }
    is_named = isinstance(this.fact, InvolvementReported)
    return is_named or this.out.isdisjoint({this.by, *acting})


def _people(value: PersonId | tuple[PersonId, ...] | None) -> Iterable[PersonId]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _rests_on_something(fact: ReferralsEvent, before: Facts) -> bool:
    if not isinstance(fact, ReferralIssued | ReferralRerouted):
        return True
    if fact.basis is Basis.EMERGENCY:
        return bool(fact.danger and fact.danger.strip()) and fact.consent_id is None
    consents = [
        each
        for each in before
        if isinstance(each, ConsentRecorded) and each.consent_id == fact.consent_id
    ]
    if not consents:
        return False
    consent = consents[-1]
    may_give = RELATIONS[consent.relation_code].is_close_relative or consent.is_guardian
    scopes = [
        each.hospital_ids
        for each in before
        if isinstance(each, ConsentScopeRecorded) and each.consent_id == fact.consent_id
    ]
    named = {consent.hospital_id, *(each for scope in scopes for each in scope)}
    refusals = [each for each in before if _is_decided_by_nobody_meant(each, before)]
    after = [at for at in map(_taken_back_at, refusals) if at is not None and at > consent.given_at]
    is_free = _is_decided_by_nobody_meant(consent, before)
    return may_give and is_free and fact.hospital_id in named and not after


def _taken_back_at(fact: ReferralsEvent) -> datetime | None:
    """Return from when on no consent of before holds any more."""
    if isinstance(fact, ConsentRefused):
        return fact.refused_at
    if isinstance(fact, FollowUpDone) and fact.outcome is FollowUpOutcome.NEEDS_ASSESSMENT:
        return fact.done_at
    return None


def _is_told_to_nobody_meant(fact: ReferralsEvent, before: Facts) -> bool:
    if isinstance(fact, ChildAccompanied) and fact.relation_code is None:
        return True
    telling = GuardianInformed | ChildAccompanied | StudyLeaveStarted
    if not isinstance(fact, telling | ReturnRequested | ReturnAppealed):
        return True
    return bool(fact.not_suspected) or not any(map(_means_the_family, before))


def _is_decided_by_nobody_meant(fact: ReferralsEvent, before: Facts) -> bool:
    if isinstance(fact, FunctionalFeedbackGiven) and fact.relation_code is None:
        return True
    deciding = ConsentRecorded | ConsentRefused | FunctionalFeedbackGiven | CaseRestored
    if not isinstance(fact, deciding):
        return True
    return bool(fact.not_suspected) or not any(map(_means_the_family, before))


def _means_the_family(fact: ReferralsEvent) -> bool:
    match fact:
        case ConcernRaised() | InvolvementReported():
            return not OF_THE_FAMILY.isdisjoint(fact.involved)
        case ConcernConflictKept():
            return not OF_THE_FAMILY.isdisjoint(fact.kept.involved)
        case _:
            return isinstance(fact, GuardianNotificationWithheld)


def _is_no_diagnosis(this: Happened) -> bool:
    # The first is of the family, in the second the words are those of the school.
    of_others = isinstance(this.fact, FeedbackAuthoriserNamed | ReferralRerouted)
    if this.by not in OF_HOSPITAL or of_others:
        return True
    return all(
        each.name in WORDS_OF_A_HOSPITAL
        for each in fields(this.fact)
        if _is_in_words(getattr(this.fact, each.name))
    )


def _is_in_words(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, Enum)


def _are_two(fact: ReferralsEvent, before: Facts) -> bool:
    if isinstance(fact, LevelDropConfirmed):
        return _proposer(before, "drop_id", fact.drop_id) not in (None, fact.confirmed_by)
    if isinstance(fact, CaseClosed):
        return _proposer(before, "closing_id", fact.closing_id) not in (None, fact.closed_by)
    if isinstance(fact, ConcernWithdrawn):
        return _is_ended_by_enough(before)
    return not isinstance(fact, PanelDecided) or len(set(fact.member_ids)) >= 2


def _is_ended_by_enough(before: Facts) -> bool:
    if any(isinstance(each, ReferralIssued) for each in before):
        return False
    grave = {Situation.LIFE_IN_DANGER, Situation.SUSPECTED_HARM}
    left = {each.further_id for each in before if isinstance(each, FurtherConcernParted)}
    if grave.isdisjoint(_situation(each, left) for each in before):
        return True
    was_assessed = any(isinstance(each, CrisisAssessed) for each in before)
    return was_assessed and isinstance(before[-1], PanelDecided)


def _situation(fact: ReferralsEvent, left: Set[CaseId]) -> Situation | None:
    match fact:
        case ConcernRaised():
            return fact.situation
        case FurtherConcernJoined():
            return None if fact.further_id in left else fact.situation
        case ConcernConflictKept():
            return fact.kept.situation
        case _:
            return None


def _proposer(before: Facts, name: str, of: object) -> object:
    proposed = (each for each in before if getattr(each, name, None) == of)
    return next((getattr(each, "proposed_by", None) for each in proposed), None)


def lowers_alone(this: Happened, after: object) -> bool:
    """Return whether a level fell by this fact though neither two people nor a hospital said so."""
    fell = is_more_severe(this.before.level, getattr(after, "level", None))
    return fell and not isinstance(this.fact, LevelDropConfirmed | CaseRestored)
