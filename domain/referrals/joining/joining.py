"""When two reports of one child are one case, and how they become two again."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.errors import NotFound, RuleBroken
from domain.referrals.facts import ConcernRaised, MayTellGuardian, ReferralsEvent
from domain.referrals.involvement import every_report
from domain.referrals.joining.joining_facts import (
    ConcernJoined,
    ConcernParted,
    FurtherConcernJoined,
    FurtherConcernParted,
    PartingReason,
)
from domain.referrals.joining.joining_state import PartConcern
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.levels.level_state import is_more_severe
from domain.referrals.rules import require_owner, require_raised
from domain.referrals.situations import Situation, is_graver
from domain.referrals.state import CaseState
from domain.ruleset import RuleSet
from domain.shared import CaseId, Known, OrganisationId, PersonId
from domain.text import REASON_AT_MOST
from domain.text import some_lines as lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A case as a rule about its reports looks at it.

    `kept_out` is everybody who is kept out of it today or ever was, `chain` the places whose people
    answer for it. The worry was raised `by` somebody, as was learned `at` a moment.
    """

    state: CaseState
    at: datetime
    by: PersonId
    kept_out: Set[PersonId]
    chain: Set[OrganisationId]


def may_join(
    report: Reported, case: Reported, *, kept_out_together: Set[PersonId], rules: RuleSet
) -> bool:
    """Return whether a report belongs to an open case of the same child that was raised before it.

    `kept_out_together` are those who would be kept out of both as one. Nobody may be among them who
    is not kept out of the case already, and nobody who is may learn of it by having reported; all
    who answer for the report must answer for the case. Whatever is not sure stands alone.
    """
    return (
        _is_open(report, case)
        and _is_alone(report.state)
        and _is_in_time(report, case, rules)
        and tells_nobody_more(report, case, kept_out_together)
    )


def tells_nobody_more(report: Reported, case: Reported, kept_out_together: Set[PersonId]) -> bool:
    """Return whether nobody would see of the two as one what they may not see of either."""
    return (
        _names_nobody_new(report.state, case.state)
        and kept_out_together <= case.kept_out
        and report.by not in case.kept_out
        and case.state.owner_id not in case.kept_out
        and bool(report.chain)
        and report.chain <= case.chain
    )


def join(
    report: Reported,
    case: Reported,
    *,
    counts_as: CrisisLevel,
    known_as: Iterable[CrisisLevel],
    is_held: bool,
    why: str | None = None,
) -> tuple[ConcernJoined, FurtherConcernJoined]:
    """Return that a report belongs to a case; `known_as` are the levels of what is known of that.

    What a level says of the child was found without the report: it waits for somebody all the same
    where life is in danger, or what it tells of was never told before. So it does where whoever has
    the case cannot answer for it (not `is_held`). Whoever joins them by hand says `why`, and has
    both: nothing of it waits for anybody else.

    Raises: NotFound.
    """
    raised, of = require_raised(report.state), require_raised(case.state)
    joined = ConcernJoined(
        case_id=raised.case_id,
        child_id=raised.child_id,
        joined_to=of.case_id,
        kept_out_ids=tuple(sorted(report.kept_out)),
        why=why,
    )
    situation = _gravest(report.state)
    graver = _is_graver(situation, case.state) or all(
        is_more_severe(counts_as, each) for each in _known(case.state, known_as)
    )
    waits = graver or is_told_to_all(situation, case.state) or not is_held
    further = _further(report, of, counts_as, is_graver=graver)
    return joined, replace(further, waits=why is None and waits, why=why)


def _further(
    report: Reported, of: ConcernRaised, counts_as: CrisisLevel, *, is_graver: bool
) -> FurtherConcernJoined:
    asked = (each.may_tell_guardian for each in every_report(report.state))
    return FurtherConcernJoined(
        case_id=of.case_id,
        child_id=of.child_id,
        further_id=require_raised(report.state).case_id,
        raised_at=report.at,
        raised_by=report.by,
        situation=_gravest(report.state),
        counts_as=counts_as,
        is_graver=is_graver,
        waits=False,
        keeps_from_guardian=MayTellGuardian.NOT_YET in asked,
    )


def is_told_to_all(situation: Situation, case: CaseState) -> bool:
    """Return whether a report goes to everybody whatever is known: of danger, or of harm first."""
    if situation is Situation.LIFE_IN_DANGER:
        return True
    return situation is Situation.SUSPECTED_HARM and situation not in _situations(case)


def part_concern(
    case: CaseState, report: CaseState | None, request: PartConcern, *, by: PersonId
) -> tuple[ReferralsEvent, ...] | Known[ReferralsEvent]:
    """Record that a report is another matter: a case of its own, of which people are told anew.

    Whoever had a case that is over may still say so: what was reported did not end with it.

    Raises: NotFound for no such case or report; RuleBroken when somebody else has it, or a report
    came that nobody has taken yet; Invalid without a reason.
    """
    require_raised(case)
    why = lines(request.why, field="why", at_most=REASON_AT_MOST)
    before = case.further.parted.get(request.further_id)
    if before is not None and request.further_id not in case.further.joined:
        if (before.reason, before.why) == (PartingReason.ANOTHER_MATTER, why):
            return Known((before,))
        raise RuleBroken("concern_already_parted")
    if report is None or request.further_id not in case.further.joined:
        raise NotFound("joined_concern_not_found")
    _require_had(case, by)
    if case.further.unanswered and not case.is_over:
        raise RuleBroken("graver_concern_waits")
    return parted(report, request.case_id, PartingReason.ANOTHER_MATTER, why)


def parted(
    report: CaseState, case_id: CaseId, reason: PartingReason, why: str | None = None
) -> tuple[ConcernParted, FurtherConcernParted]:
    """Return that a report belongs to a case no more. Raises: NotFound."""
    raised = require_raised(report)
    own = ConcernParted(
        case_id=raised.case_id,
        child_id=raised.child_id,
        parted_from=case_id,
        reason=reason,
        why=why,
    )
    of_case = FurtherConcernParted(
        case_id=case_id,
        child_id=raised.child_id,
        further_id=raised.case_id,
        reason=reason,
        why=why,
    )
    return own, of_case


def had_by(case: CaseState) -> PersonId | None:
    """Return who has a case, or had it last where it is over; None = nobody."""
    if case.owner_id is None and case.is_over and case.taken:
        return case.taken[-1].taken_by
    return case.owner_id


def _require_had(case: CaseState, by: PersonId) -> None:
    if case.further.joined_to is not None:
        require_owner(case, by)
    if had_by(case) != by:
        raise RuleBroken("take_it_first")


def _is_open(report: Reported, case: Reported) -> bool:
    raised, of = report.state.raised, case.state.raised
    if raised is None or of is None or raised.case_id == of.case_id:
        return False
    return raised.child_id == of.child_id and not case.state.is_over


def _is_alone(report: CaseState) -> bool:
    """Return whether nothing became of a report yet: nobody has it, and it came but once.

    One that was assessed before the child was known is more than it says of itself.
    """
    is_taken = report.taken or report.passed or report.levels.assessments
    return not (is_taken or report.conflicts or report.is_over or report.further.were_any)


def _is_in_time(report: Reported, case: Reported, rules: RuleSet) -> bool:
    within = timedelta(hours=rules.worries.joined_within_hours)
    first, last = case.state.further.earliest_at(case.at), case.state.further.newest_at(case.at)
    return first - within <= report.at <= last + within


def _names_nobody_new(report: CaseState, case: CaseState) -> bool:
    def named(state: CaseState) -> set[object]:
        return {who for each in every_report(state) for who in (*each.involved, *each.involved_ids)}

    return named(report) <= named(case)


def _gravest(report: CaseState) -> Situation:
    return min((each.situation for each in every_report(report)), key=list(Situation).index)


def _situations(case: CaseState) -> set[Situation]:
    further = {each.situation for each in case.further.joined.values()}
    return further | {each.situation for each in every_report(case)}


def _is_graver(situation: Situation, case: CaseState) -> bool:
    return all(is_graver(situation, each) for each in _situations(case))


def _known(case: CaseState, reported: Iterable[CrisisLevel]) -> Iterable[CrisisLevel | None]:
    """Return as what a case counts: as assessed, with what was reported since, else as reported."""
    assessed = case.assessed
    joined = case.further.joined.values()
    if assessed is None:
        return (*reported, *(each.counts_as for each in joined), case.level)
    since = (e.counts_as for e in joined if e.raised_at > assessed.assessed_at)
    return (case.level, *since)
