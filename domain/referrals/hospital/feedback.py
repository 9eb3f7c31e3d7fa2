"""How a hospital tells a school what a child can do, and that no disorder was found."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from domain.codelists import RELATIONS, ConsentMeans
from domain.days import local_day
from domain.errors import Invalid, RuleBroken
from domain.referrals.family.consenting import as_before
from domain.referrals.family.guardians import family_may_be_meant
from domain.referrals.hospital.declining import require_at_hospital
from domain.referrals.hospital.feedback_facts import (
    CaseRestored,
    FeedbackAuthoriserNamed,
    Fitness,
    FunctionalFeedbackGiven,
    Support,
)
from domain.referrals.rules import Answer, Facts, require_raised
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import CaseId, ChildId, FeedbackId, Known, OrganisationId, PersonId
from domain.text import NAME_AT_MOST, one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorisation:
    """Who lets the hospital tell the school, what they are to the child, how and when."""

    name: str
    relation_code: str
    is_guardian: bool
    means: ConsentMeans
    authorised_at: datetime
    not_suspected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveFeedback:
    """Say what the child can do at school (功能性意见); no statement says nothing at all."""

    case_id: CaseId
    feedback_id: FeedbackId
    fitness: Fitness
    supports: tuple[Support, ...] = ()
    review_on: date | None = None
    authorisation: Authorisation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreCase:
    """Say that no disorder was found, so that all is as before the worry (未见障碍，恢复原状)."""

    case_id: CaseId
    feedback_id: FeedbackId
    authorisation: Authorisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Who tells it for which hospital, and when."""

    by: PersonId
    hospital_id: OrganisationId
    now: datetime


def give_feedback(
    state: CaseState, request: GiveFeedback, telling: Telling, rules: RuleSet
) -> Answer:
    """Record what the child can do at school, no more than the guardian lets the hospital say.

    Raises: NotFound for no such case; RuleBroken when it is over, this hospital did not see the
    child, nobody let it say so who may, or the id stands for something else; Invalid for what is
    missing or cannot be.
    """
    child_id = require_raised(state).child_id
    said = _as_said(request, child_id, telling)
    named = _named(request.case_id, child_id, request.feedback_id, _let(request))
    facts: Facts = (*([named] if named else []), said)
    before = state.at_hospital.feedbacks.get(request.feedback_id)
    if before is not None:
        is_same = before in (said, as_before(said))
        if is_same and state.at_hospital.authorisers.get(request.feedback_id) == named:
            return Known(facts)
        raise RuleBroken("feedback_already_recorded")
    _require_seen(state, telling)
    _require_whole(request, telling)
    if said.fitness is not Fitness.NO_STATEMENT:
        _require_authorised(state, request.authorisation, telling, rules)
    return facts


def restore_case(
    state: CaseState, request: RestoreCase, telling: Telling, rules: RuleSet
) -> Answer:
    """Record that no disorder was found; whatever warned of the child ends in the same commit.

    What the hospital was not asked about does not end by its word, so that is parted before.

    Raises: as `give_feedback`; RuleBroken while another report waits, or is of harm or newer.
    """
    child_id, let = require_raised(state).child_id, request.authorisation
    said = CaseRestored(
        case_id=request.case_id,
        child_id=child_id,
        feedback_id=request.feedback_id,
        hospital_id=telling.hospital_id,
        said_by=telling.by,
        relation_code=let.relation_code,
        is_guardian=let.is_guardian,
        means=let.means,
        authorised_at=_in_utc(let.authorised_at),
        not_suspected=let.not_suspected,
    )
    named = _named(request.case_id, child_id, request.feedback_id, let)
    facts: Facts = (*([named] if named else []), said)
    if state.at_hospital.restored is not None:
        if state.at_hospital.restored in (said, as_before(said)):
            return Known(facts)
        raise RuleBroken("case_restored")
    _require_seen(state, telling)
    # That the case itself was found graver keeps no hospital that saw the child from saying so.
    if state.further.unanswered - {request.case_id} or state.further.to_be_parted:
        raise RuleBroken("other_concerns_first")
    _require_authorised(state, let, telling, rules)
    return facts


def _as_said(request: GiveFeedback, child_id: ChildId, telling: Telling) -> FunctionalFeedbackGiven:
    says_nothing = request.fitness is Fitness.NO_STATEMENT
    let = _let(request)
    return FunctionalFeedbackGiven(
        case_id=request.case_id,
        child_id=child_id,
        feedback_id=request.feedback_id,
        hospital_id=telling.hospital_id,
        given_by=telling.by,
        fitness=request.fitness,
        supports=tuple(each for each in Support if each in request.supports),
        review_on=None if says_nothing else request.review_on,
        relation_code=let.relation_code if let else None,
        is_guardian=let.is_guardian if let else False,
        means=let.means if let else None,
        authorised_at=_in_utc(let.authorised_at) if let else None,
        not_suspected=let.not_suspected if let else None,
    )


def _let(request: GiveFeedback) -> Authorisation | None:
    """Return who let it be said; nobody has to let a hospital say nothing."""
    return None if request.fitness is Fitness.NO_STATEMENT else request.authorisation


def _named(
    case_id: CaseId, child_id: ChildId, feedback_id: FeedbackId, let: Authorisation | None
) -> FeedbackAuthoriserNamed | None:
    if let is None:
        return None
    name = one_line(let.name, field="name", at_most=NAME_AT_MOST)
    return FeedbackAuthoriserNamed(
        case_id=case_id, child_id=child_id, feedback_id=feedback_id, name=name
    )


def _require_seen(state: CaseState, telling: Telling) -> None:
    require_at_hospital(state, telling.hospital_id)
    if state.at_hospital.attended is None:
        raise RuleBroken("child_not_seen_yet")


def _require_whole(request: GiveFeedback, telling: Telling) -> None:
    needs = request.fitness is Fitness.NEEDS_SUPPORT
    if needs and not request.supports:
        raise Invalid("required", "supports")
    if request.supports and not needs:
        raise Invalid("supports_not_needed", "supports")
    if request.review_on is not None and request.review_on < local_day(telling.now):
        raise Invalid("in_past", "review_on")


def _require_authorised(
    state: CaseState, let: Authorisation | None, telling: Telling, rules: RuleSet
) -> None:
    """Raises: RuleBroken unless a guardian let it, which a parent is without being called so.

    Whom a report may mean lets nobody tell anything.
    """
    if let is None:
        raise RuleBroken("feedback_not_authorised")
    relation = RELATIONS.get(let.relation_code)
    if relation is None:
        raise Invalid("unknown_code", "relation_code")
    if not (let.is_guardian or relation.is_parent):
        raise RuleBroken("not_theirs_to_authorise")
    if let.means is ConsentMeans.PHONE_TWO_STAFF:
        raise Invalid("phone_not_enough", "means")
    if let.authorised_at > telling.now + timedelta(minutes=rules.future_tolerance_minutes):
        raise Invalid("in_future", "authorised_at")
    if family_may_be_meant(state) and not let.not_suspected:
        raise RuleBroken("make_sure_with_school", field="not_suspected")


def _in_utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise Invalid("time_without_zone", "authorised_at")
    return at.astimezone(UTC)
