"""Who is told of a worry, of its being passed on, and of a referral: from who is on duty today."""

from dataclasses import replace
from datetime import datetime

from application.crisis.cases import chain_of, mentors_named, places_of
from application.ports import Ledger, Reachable, Recorded
from application.rows import DutyRow
from domain.alerts.facts import ConcernAlerted
from domain.alerts.rules import (
    MAY_ANSWER,
    Addressing,
    addressees_of,
    addressees_of_passing,
    addressees_of_referral,
    kept_out,
    with_repeats,
)
from domain.clocks.facts import StepOverdue
from domain.days import local_day
from domain.errors import RecordDamaged
from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernPassedOn,
    ConcernRaised,
    ReferralIssued,
)
from domain.referrals.feedback_facts import CaseRestored, FunctionalFeedbackGiven
from domain.referrals.hospital_facts import NotAttended, ReferralDeclined, ReferralRerouted
from domain.referrals.state import CaseState
from domain.shared import OrganisationId, PersonId

CAUSES = (
    *(ConcernRaised, ConcernConflictKept, ConcernPassedOn),
    *(ReferralIssued, ReferralRerouted, ReferralDeclined, NotAttended),
    *(FunctionalFeedbackGiven, CaseRestored),
)
"""The facts from which something follows."""

FromHospital = ReferralDeclined | NotAttended | FunctionalFeedbackGiven | CaseRestored
Told = (
    ConcernRaised | ConcernPassedOn | ReferralIssued | ReferralRerouted | FromHospital | StepOverdue
)


def alert_for(
    ledger: Ledger, cause: Recorded[object], case: CaseState, now: datetime, reachable: Reachable
) -> ConcernAlerted:
    """Return who is told because of `cause`, a fact of this case.

    Raises: Unavailable while it cannot be told who is on duty.
    """
    fact = cause.fact
    if not isinstance(fact, CAUSES):
        raise TypeError("nothing follows from this fact")
    if isinstance(fact, ConcernRaised):
        return _told_of(ledger, cause, fact, now, reachable)
    if isinstance(fact, ConcernConflictKept):
        return _told_again(ledger, cause, case, fact.kept, now, reachable)
    if isinstance(fact, ConcernPassedOn):
        return _passed_on(ledger, cause, case, fact, now, reachable)
    if isinstance(fact, FromHospital):
        return _back_at_school(ledger, cause, case, fact, now, reachable)
    return _referred(ledger, cause, case, fact, now, reachable)


def _told_of(
    ledger: Ledger,
    cause: Recorded[object],
    concern: ConcernRaised,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted:
    place_id = place_of(ledger, cause.actor_id, concern, now)
    told = _told_at(ledger, concern, place_id, now, reachable)
    bureau_id = None if told.addressees else bureau_of(ledger)
    if bureau_id in (None, place_id):
        return alerted(cause, concern, told, place_id)
    # A hospital may stand under nobody, and what is damaged may hide who stands above.
    at_last = _told_at(ledger, concern, bureau_id, now, reachable)
    gaps = tuple(dict.fromkeys((*told.gaps, *at_last.gaps)))
    found_by = bureau_id if at_last.addressees else place_id
    return alerted(cause, concern, replace(at_last, gaps=gaps), found_by)


def _told_at(
    ledger: Ledger,
    concern: ConcernRaised,
    place_id: OrganisationId | None,
    now: datetime,
    reachable: Reachable,
) -> Addressing:
    chain = chain_of(ledger, {*places_of(concern), *([place_id] if place_id else [])})
    posts = ledger.access.posts_at(chain, local_day(now)) if chain else ()
    answering = {each.person_id for each in posts if each.role in MAY_ANSWER}
    is_known = place_id is not None and place_id in (concern.school_id, concern.class_id)
    return addressees_of(
        concern,
        posts,
        # One whose own record is damaged is known by those who hold a post there.
        has_school=is_known or any(each.organisation_id == concern.school_id for each in posts),
        mentor_ids=mentors_named(ledger, concern),
        reachable=reachable(answering),
    )


def _told_again(
    ledger: Ledger,
    cause: Recorded[object],
    case: CaseState,
    kept: ConcernRaised,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted:
    """Tell of a repeat that differs as of a worry: it may be graver, and name others."""
    before = [case.raised] if case.raised else []
    concern = with_repeats(kept, [*before, *(each.kept for each in case.conflicts)])
    return _told_of(ledger, cause, concern, now, reachable)


def _passed_on(
    ledger: Ledger,
    cause: Recorded[object],
    case: CaseState,
    passed: ConcernPassedOn,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted:
    posts = held_today(ledger, passed.passed_to, now)
    addressing = addressees_of_passing(posts, reachable([passed.passed_to]))
    if addressing.addressees or case.raised is None:
        return alerted(cause, passed, addressing, None)
    again = _told_again(ledger, cause, case, case.raised, now, reachable)
    missed = tuple(dict.fromkeys((*again.unreachable, *addressing.unreachable)))
    return replace(again, unreachable=missed)


def _back_at_school(
    ledger: Ledger,
    cause: Recorded[object],
    case: CaseState,
    said: FromHospital,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted:
    """Tell whoever answers for the case what the hospital says; where nobody does, the line."""
    concerns = (*([case.raised] if case.raised else []), *(each.kept for each in case.conflicts))
    posts = held_today(ledger, case.owner_id, now) if case.owner_id else []
    out = {each for concern in concerns for each in kept_out(concern, posts, frozenset())}
    free = [each for each in posts if each.person_id not in out]
    addressing = addressees_of_passing(free, reachable([each.person_id for each in free]))
    if addressing.addressees or case.raised is None:
        return alerted(cause, said, addressing, None)
    again = _told_again(ledger, cause, case, case.raised, now, reachable)
    missed = tuple(dict.fromkeys((*again.unreachable, *addressing.unreachable)))
    return replace(again, unreachable=missed)


def _referred(
    ledger: Ledger,
    cause: Recorded[object],
    case: CaseState,
    issued: ReferralIssued | ReferralRerouted,
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted:
    posts = ledger.access.posts_at([issued.hospital_id], local_day(now))
    concerns = (*([case.raised] if case.raised else []), *(each.kept for each in case.conflicts))
    addressing = addressees_of_referral(
        issued,
        posts,
        kept_out_ids={who for each in concerns for who in each.involved_ids},
        reachable=reachable({each.person_id for each in posts}),
    )
    return alerted(cause, issued, addressing, None)


def alerted(
    cause: Recorded[object],
    of: Told,
    addressing: Addressing,
    place_id: OrganisationId | None,
) -> ConcernAlerted:
    """Return what is recorded of who is told because of `cause`, a fact of this case."""
    return ConcernAlerted(
        case_id=of.case_id,
        child_id=of.child_id,
        cause_id=cause.event_id,
        place_id=place_id,
        addressees=addressing.addressees,
        gaps=addressing.gaps,
        unreachable=addressing.unreachable,
        kept_out_ids=addressing.kept_out_ids,
    )


def held_today(ledger: Ledger, person_id: PersonId, now: datetime) -> list[DutyRow]:
    """Return somebody's posts; none where their record is damaged, which holds up nobody."""
    today = local_day(now)
    try:
        duties = ledger.access.duties_of(person_id)
    except RecordDamaged:
        duties = ()
    return [each for each in duties if each.holds_on(today)]


def place_of(
    ledger: Ledger, actor_id: PersonId, concern: ConcernRaised, now: datetime
) -> OrganisationId | None:
    """Return the first place of the worry that is known, else where whoever raised it is on duty.

    A place that nobody registered has nobody above it; then it is the city's bureau at last.
    """
    for told in (concern.school_id, concern.class_id, concern.village_id):
        if told is not None and ledger.access.chain_of_organisation(told):
            return told
    for each in held_today(ledger, actor_id, now):
        return each.organisation_id
    return bureau_of(ledger)


def bureau_of(ledger: Ledger) -> OrganisationId | None:
    """Return the city's bureau, the last who can be told."""
    bureaus = ledger.directory.bureaus()
    return bureaus[0].organisation_id if bureaus else None
