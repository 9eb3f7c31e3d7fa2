"""How a worry that was raised about the wrong child becomes a worry about the right one, at once.

Of the wrong child nothing is left for anybody to see. So it may be done only while nobody outside
knows of it: what a family or a hospital was told is theirs, and nobody may deny it. Nor does one
person make a crisis disappear that somebody found.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import uuid5

from domain.errors import RuleBroken
from domain.referrals.facts import ConcernRaised, ReferralsEvent, RepeatRedirected
from domain.referrals.joining.joining import parted
from domain.referrals.joining.joining_facts import FurtherConcernParted, PartingReason
from domain.referrals.joining.redirecting_facts import ConcernMisdirected, ConcernRedirected
from domain.referrals.levels.level_facts import CrisisAssessed
from domain.referrals.returning.leave_facts import LeaveEnd
from domain.referrals.rules import Facts, require_open, require_raised
from domain.referrals.state import CaseState, RaiseConcern
from domain.ruleset import RuleSet
from domain.shared import AssessmentId, CaseId, ChildId, LeaveId, OrganisationId, PersonId

_ASSESSED = "child_was_assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectConcern:
    """Let a worry be about the right child (改到对的孩子), who is told as for a worry."""

    case_id: CaseId
    child_id: ChildId
    name: str | None = None
    described_as: str | None = None
    class_id: OrganisationId | None = None
    school_id: OrganisationId | None = None
    village_id: OrganisationId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirectable:
    """A worry as a rule looks at it that lets it be about another child.

    It was raised `by` somebody, as was learned `at` a moment; `repeats` are what was said of
    it again, by whom and when. `joined_to` is the case it belongs to, where it does; `reports` are
    those that belong to it. `is_same_pupil` tells that the right child is the pupil whom it named
    by hand, by name and school: what was found of them is not unsaid, and goes along.
    """

    state: CaseState
    at: datetime
    by: PersonId
    repeats: Sequence[RepeatRedirected] = ()
    joined_to: CaseState | None = None
    reports: Mapping[CaseId, CaseState] = field(default_factory=dict)
    is_same_pupil: bool = False

    @property
    def held_by(self) -> PersonId | None:
        """Return who has it: with the case that it belongs to, where it does."""
        return (self.joined_to or self.state).owner_id

    @property
    def was_taken(self) -> bool:
        """Return whether anybody ever took it, or has the case it belongs to and knows of it."""
        raised = require_raised(self.state)
        if self.joined_to is None:
            return bool(self.state.taken)
        is_known = raised.case_id not in self.joined_to.further.unanswered
        return bool(self.state.taken) or (is_known and self.joined_to.owner_id is not None)


def redirecting_lacks(state: CaseState) -> str | None:
    """Return what was said or found of the child, as the code of a refusal; None = nothing."""
    school = state.at_school
    family = school.family
    with_child = (each.relation_code for each in family.companies.values())
    talked = (family.informed, family.refused, *_leaves(state), *state.consents, *with_child)
    lacks = (
        (bool(state.at_hospital.sent_to) or bool(family.escorts), "hospital_knows_of_it"),
        (any(talked) or bool(school.returns.plans), "family_knows_of_it"),
        # What somebody ever found of a child by seeing it no one person makes unsaid.
        (_was_found(state) or bool(school.panels), _ASSESSED),
    )
    return next((code for holds, code in lacks if holds), None)


def _leaves(state: CaseState) -> Iterator[LeaveId]:
    """Yield the leaves on which a guardian agreed, also those that are over."""
    leaves = state.at_school.leaves
    for each in leaves.started:
        end = leaves.ended.get(each)
        if end is None or end.reason is not LeaveEnd.RECORDED_IN_ERROR:
            yield each


def _was_found(state: CaseState) -> bool:
    found = (each.level for each in state.levels.standing)
    return any(each is not None for each in (state.level, *found))


def require_redirectable(
    case: Redirectable, *, by: PersonId, now: datetime, rules: RuleSet
) -> None:
    """Let whoever has a worry correct it, and whoever raised it while nobody took it.

    Who may is decided first: what became of the child is told to whoever has it alone.

    Raises: NotFound; RuleBroken when they may not, it is over, or something stands against it.
    """
    require_raised(case.state)
    if case.held_by == by:
        _require_nothing_known(case)
        return
    if case.by != by:
        raise RuleBroken("take_it_first")
    if case.was_taken:
        raise RuleBroken("holder_redirects_it")
    if now - case.at > timedelta(hours=rules.worries.redirected_within_hours):
        raise RuleBroken("too_late_to_redirect")
    try:
        _require_nothing_known(replace(case, is_same_pupil=False))
    except RuleBroken:
        # Whoever raised it learns of no hospital, family or assessment by asking.
        raise RuleBroken("not_redirected_by_reporter") from None


def _require_nothing_known(case: Redirectable) -> None:
    require_open(case.joined_to or case.state)
    lacks = redirecting_lacks(case.state)
    if lacks is not None and not (lacks == _ASSESSED and _keeps_what_was_found(case)):
        raise RuleBroken(lacks)


def _keeps_what_was_found(case: Redirectable) -> bool:
    """Return whether all that was found goes along; what two people decided does not."""
    school = case.state.at_school
    return case.is_same_pupil and not (school.panels or case.state.levels.drops)


def raised_anew(state: CaseState, request: RedirectConcern, case_id: CaseId) -> RaiseConcern:
    """Return the worry as about the right child: what was said of whom, by nobody's place."""
    raised = require_raised(state)
    return RaiseConcern(
        case_id=case_id,
        child_id=request.child_id,
        situation=raised.situation,
        signs=raised.signs,
        heard=raised.heard,
        is_with_child=raised.is_with_child,
        involved=raised.involved,
        involved_ids=raised.involved_ids,
        may_tell_guardian=raised.may_tell_guardian,
        noticed_at=raised.noticed_at,
        name=request.name,
        described_as=request.described_as,
        class_id=request.class_id,
        school_id=request.school_id,
        village_id=request.village_id,
    )


def redirect_concern(
    case: Redirectable, anew: Facts, *, by: PersonId, now: datetime, rules: RuleSet
) -> Facts:
    """Record that a worry is none about its child, and is one about another since it was raised.

    `anew` is the worry as raised about that child. What its repeats said goes with it, but whom
    they named. Reports of the wrong child that belong to it stand alone again.

    Raises: NotFound; RuleBroken as `require_redirectable`, or for the same child.
    """
    require_redirectable(case, by=by, now=now, rules=rules)
    raised = require_raised(case.state)
    to = next(each for each in anew if isinstance(each, ConcernRaised))
    if to.child_id == raised.child_id:
        raise RuleBroken("same_child_again", field="child_id")
    return (
        *_parted(case, raised),
        ConcernMisdirected(case_id=raised.case_id, child_id=raised.child_id),
        *anew,
        ConcernRedirected(
            case_id=to.case_id, child_id=to.child_id, raised_by=case.by, raised_at=case.at
        ),
        # What came later hurries nothing from the beginning on.
        *_repeats(case, to),
        *(_assessments(case.state, to) if case.is_same_pupil else ()),
    )


def _parted(case: Redirectable, raised: ConcernRaised) -> Iterator[ReferralsEvent]:
    for further_id in case.state.further.joined:
        yield from parted(case.reports[further_id], raised.case_id, PartingReason.OTHER_CHILD)
    if case.joined_to is not None:
        yield FurtherConcernParted(
            case_id=require_raised(case.joined_to).case_id,
            child_id=raised.child_id,
            further_id=raised.case_id,
            reason=PartingReason.OTHER_CHILD,
            why=None,
        )


def _repeats(case: Redirectable, to: ConcernRaised) -> Iterator[ReferralsEvent]:
    for each in case.repeats:
        said = replace(
            each.kept,
            case_id=to.case_id,
            child_id=to.child_id,
            class_id=to.class_id,
            school_id=to.school_id,
            village_id=to.village_id,
        )
        yield replace(each, case_id=to.case_id, child_id=to.child_id, kept=said)


def _assessments(state: CaseState, to: ConcernRaised) -> Iterator[CrisisAssessed]:
    """Yield what was found of the same pupil, by whom and when, as of the case that goes on.

    Nothing of what was taken back as an error.
    """
    for each in state.levels.standing:
        anew = AssessmentId(uuid5(each.assessment_id, "redirected"))
        yield replace(each, case_id=to.case_id, child_id=to.child_id, assessment_id=anew)


def said_again(of: ConcernRaised, request: RaiseConcern) -> RaiseConcern:
    """Return a late repeat of a worry as of the right child; whom it named was the wrong one."""
    return replace(
        request,
        case_id=of.case_id,
        child_id=of.child_id,
        name=None,
        described_as=None,
        class_id=of.class_id,
        school_id=of.school_id,
        village_id=of.village_id,
    )
