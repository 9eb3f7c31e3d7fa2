"""How the family is told, never by way of whom the report may mean; a refusal is recorded, too."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.codelists import RELATIONS, ConsentMeans, Relation
from domain.errors import Invalid, RuleBroken
from domain.referrals.facts import ConcernRaised, MayTellGuardian, ReferralsEvent
from domain.referrals.family.guardian_facts import (
    ConsentRefused,
    FamilyMemberNamed,
    GuardianInformed,
    GuardianNotificationWithheld,
    GuardianNotReached,
)
from domain.referrals.family.guardian_state import (
    InformGuardian,
    NoteNotReached,
    RecordRefusal,
    Telling,
    WithholdNotification,
)
from domain.referrals.involvement import OF_THE_FAMILY, every_report, kinds_in
from domain.referrals.rules import Answer, require_open, require_raised
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId
from domain.text import NAME_AT_MOST, REASON_AT_MOST, one_line, some_lines


def inform_guardian(
    state: CaseState, request: InformGuardian, *, by: PersonId, now: datetime, rules: RuleSet
) -> Answer:
    """Record who of the family was told, how and when.

    Raises: NotFound for no such case; RuleBroken when it is over, the id stands for something else,
    or the report may mean them; Invalid for a relation, name or time that cannot be.
    """
    raised = require_raised(state)
    said = GuardianInformed(
        case_id=request.case_id,
        child_id=raised.child_id,
        telling_id=request.telling_id,
        informed_by=by,
        relation_code=_relation(request.relation_code),
        is_guardian=request.is_guardian,
        means=request.means,
        informed_at=in_utc(request.informed_at, "informed_at"),
        not_suspected=request.not_suspected,
    )
    named = _named(said, request.name)
    known = _known(state, said, named)
    if known is not None:
        return known
    require_not_suspected(state, not_suspected=request.not_suspected)
    require_past(said.informed_at, now, rules, field="informed_at")
    return (named, said)


def note_not_reached(
    state: CaseState, request: NoteNotReached, *, by: PersonId, now: datetime, rules: RuleSet
) -> Answer:
    """Record a try that reached nobody.

    Raises: NotFound for no such case; RuleBroken when it is over or the id stands for something
    else; Invalid for a relation or time that cannot be.
    """
    raised = require_raised(state)
    said = GuardianNotReached(
        case_id=request.case_id,
        child_id=raised.child_id,
        telling_id=request.telling_id,
        tried_by=by,
        relation_code=_relation(request.relation_code),
        means=request.means,
        tried_at=in_utc(request.tried_at, "tried_at"),
    )
    known = _known(state, said, None)
    if known is not None:
        return known
    require_past(said.tried_at, now, rules, field="tried_at")
    return (said,)


def withhold_notification(
    state: CaseState, request: WithholdNotification, *, by: PersonId
) -> Answer:
    """Record that the guardian whom the report may mean is not told.

    Raises: NotFound for no such case; RuleBroken when it is over, no report speaks of guardian or
    carer or asks not to tell yet, or it was decided before; Invalid without a reason.
    """
    raised = require_raised(state)
    said = GuardianNotificationWithheld(
        case_id=request.case_id,
        child_id=raised.child_id,
        withheld_by=by,
        reason=request.reason,
        why=some_lines(request.why, field="why", at_most=REASON_AT_MOST),
    )
    if state.at_school.family.withheld == said:
        return Known((said,))
    require_open(state)
    if state.at_school.family.withheld is not None:
        raise RuleBroken("withholding_already_recorded")
    if not (family_may_be_meant(state) or _asks_not_to_tell(state)):
        raise RuleBroken("nobody_suspects_guardian")
    return (said,)


def record_refusal(
    state: CaseState, request: RecordRefusal, *, by: PersonId, now: datetime, rules: RuleSet
) -> Answer:
    """Record that whoever may consent to a referral does not, and why.

    Raises: NotFound for no such case; RuleBroken when it is over, the id stands for something else,
    it is not theirs to give, or the report may mean them; Invalid for what is missing or cannot be.
    """
    raised = require_raised(state)
    relation_code = _relation(request.relation_code)
    said = ConsentRefused(
        case_id=request.case_id,
        child_id=raised.child_id,
        telling_id=request.telling_id,
        recorded_by=by,
        relation_code=relation_code,
        is_guardian=request.is_guardian,
        means=request.means,
        refused_at=in_utc(request.refused_at, "refused_at"),
        why=some_lines(request.why, field="why", at_most=REASON_AT_MOST),
        witness_id=request.witness_id,
        not_suspected=request.not_suspected,
    )
    named = _named(said, request.name)
    known = _known(state, said, named)
    if known is not None:
        return known
    require_theirs_to_give(RELATIONS[relation_code], is_guardian=request.is_guardian)
    if request.means is ConsentMeans.PHONE_TWO_STAFF and request.witness_id in (None, by):
        raise Invalid("required", "witness_id")
    require_past(said.refused_at, now, rules, field="refused_at")
    require_answer_counts(state, not_suspected=request.not_suspected)
    return (named, said)


def family_may_be_meant(state: CaseState) -> bool:
    """Return whether guardian or carer may be involved, by any report or since one is not told."""
    is_kept_from = state.at_school.family.withheld is not None
    return is_kept_from or not OF_THE_FAMILY.isdisjoint(kinds_in(every_report(state)))


def require_not_suspected(state: CaseState, *, not_suspected: bool) -> None:
    """Raises: RuleBroken where the report may mean them and nobody made sure that it does not."""
    if family_may_be_meant(state) and not not_suspected:
        raise RuleBroken("guardian_may_be_suspected", field="not_suspected")


def require_answer_counts(state: CaseState, *, not_suspected: bool) -> None:
    """Raises: RuleBroken where a report may mean whoever says yes or no to a referral."""
    if family_may_be_meant(state) and not not_suspected:
        raise RuleBroken("answer_may_be_of_suspect", field="not_suspected")


def require_theirs_to_give(relation: Relation, *, is_guardian: bool) -> None:
    """Raises: RuleBroken unless they are guardian or close relative, and no younger sibling."""
    if relation.is_younger:
        raise RuleBroken("sibling_is_a_minor", field="relation_code")
    if not (relation.is_close_relative or is_guardian):
        raise RuleBroken("consent_not_theirs_to_give", field="relation_code")


def require_past(at: datetime, now: datetime, rules: RuleSet, *, field: str) -> None:
    """Raises: Invalid `in_future` for a moment beyond what clocks may differ."""
    if at > now + timedelta(minutes=rules.future_tolerance_minutes):
        raise Invalid("in_future", field)


def in_utc(at: datetime, field: str) -> datetime:
    """Return the moment in UTC. Raises: Invalid without a zone."""
    if at.tzinfo is None:
        raise Invalid("time_without_zone", field)
    return at.astimezone(UTC)


def may_tell_guardian(state: CaseState, concern: ConcernRaised) -> MayTellGuardian:
    """Return what those who raised it say of telling the guardian: the most cautious counts.

    Where a report of harm names somebody of the family they are not to be told yet.
    """
    reported = (who for each in state.further.involvements for who in each.involved)
    if _asks_not_to_tell(state) or not OF_THE_FAMILY.isdisjoint(reported):
        return MayTellGuardian.NOT_YET
    return concern.may_tell_guardian


def _asks_not_to_tell(state: CaseState) -> bool:
    reports = every_report(state)
    not_yet = any(each.may_tell_guardian is MayTellGuardian.NOT_YET for each in reports)
    return not_yet or any(each.keeps_from_guardian for each in state.further.joined.values())


def _relation(code: str) -> str:
    if code not in RELATIONS:
        raise Invalid("unknown_code", "relation_code")
    return code


def _named(said: GuardianInformed | ConsentRefused, name: str) -> FamilyMemberNamed:
    return FamilyMemberNamed(
        case_id=said.case_id,
        child_id=said.child_id,
        telling_id=said.telling_id,
        name=one_line(name, field="family_name", at_most=NAME_AT_MOST),
    )


def _known(
    state: CaseState, said: Telling, named: FamilyMemberNamed | None
) -> Known[ReferralsEvent] | None:
    """Return what was recorded under the id before, None where nothing was and the case is open."""
    family = state.at_school.family
    before = family.tellings.get(said.telling_id)
    if before is None:
        require_open(state)
        return None
    if family.names.get(said.telling_id) != named or before not in (said, _as_before(said)):
        raise RuleBroken("telling_already_recorded")
    return Known((said,) if named is None else (named, said))


def _as_before(said: Telling) -> Telling:
    """Return a refusal as a program recorded it that asked nobody to make sure."""
    return replace(said, not_suspected=None) if isinstance(said, ConsentRefused) else said
