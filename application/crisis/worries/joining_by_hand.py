"""Two cases of one child become one because whoever has both says so, outside the rule's time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid5

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import OpenCase, standings_for_case
from application.crisis.worries.joining import found_at_its_place, kept_out_together, reported
from application.ports import Actor, History, Ledger, Receipt, Unreadable
from application.recording import Decision
from application.states import referrals_stream
from domain.access.table import Request as Asking
from domain.clocks.course import provisional_level
from domain.errors import NotFound, Unavailable
from domain.referrals.facts import Situation
from domain.referrals.involvement import every_report
from domain.referrals.joining import joining_by_hand as rules
from domain.referrals.joining.joining_by_hand import JoinConcern, Together
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.levels.level_state import is_more_severe
from domain.shared import CaseId, ChildId


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCase:
    """Another open case of the child that the person has; `position` is its number."""

    case_id: CaseId
    position: int
    raised_at: datetime
    situation: Situation


def join_concern(ledger: Ledger, actor: Actor, request: JoinConcern, now: datetime) -> Receipt:
    """Record that two cases of one child are one matter, for whoever has both.

    Raises: as `record_for_case` of either, and the rule.
    """
    own = referrals_stream(request.further_id)

    def decide(case: OpenCase, history: History) -> Decision:
        known = rules.joined_before(case.state, request)
        if known is not None:
            return known
        standings, report = standings_for_case(ledger, actor, request.further_id, now)
        standings.require(Asking.PART_CONCERN)
        if history.versions[own] != report.history.versions[own]:
            raise Unavailable("busy")
        report = found_at_its_place(ledger, report, now)
        return rules.join_by_hand(
            reported(ledger, report, now),
            reported(ledger, case, now),
            request,
            by=actor.person_id,
            together=_together(ledger, report, case, now),
        )

    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.PART_CONCERN,
        request_id=uuid5(request.further_id, f"join/{request.case_id}"),
        now=now,
        beside=[own],
    )
    return record_for_case(ledger, asked, decide)


def other_cases(
    ledger: Ledger, actor: Actor, case_id: CaseId, child_id: ChildId, now: datetime
) -> tuple[OtherCase, ...]:
    """Return the other open cases of a child that the person has, the first first.

    What cannot be read is left out. Raises: Unavailable.
    """
    found = []
    for other_id in ledger.health.cases_of_child(child_id):
        if other_id == case_id:
            continue
        try:
            standings, case = standings_for_case(ledger, actor, other_id, now)
        except (NotFound, Unreadable):
            continue
        is_mine = case.state.owner_id == actor.person_id and not case.state.is_over
        if is_mine and standings.allow(Asking.PART_CONCERN):
            found.append(_other(case))
    return tuple(sorted(found, key=lambda each: each.raised_at))


def _other(case: OpenCase) -> OtherCase:
    return OtherCase(
        case_id=CaseId(case.concern.case_id),
        position=case.first.position,
        raised_at=case.raised_at,
        situation=case.concern.situation,
    )


def _together(ledger: Ledger, report: OpenCase, case: OpenCase, now: datetime) -> Together:
    return Together(
        kept_out=kept_out_together(ledger, report, case, now),
        counts_as=_counts_as(ledger, report),
        known_as=tuple(provisional_level(e, ledger.rules) for e in every_report(case.state)),
    )


def _counts_as(ledger: Ledger, report: OpenCase) -> CrisisLevel:
    """Return as how severe a case counts alone: as assessed, else as the gravest of its reports."""
    if report.state.level is not None:
        return report.state.level
    gravest, *others = (
        provisional_level(each, ledger.rules) for each in every_report(report.state)
    )
    for each in others:
        gravest = each if is_more_severe(each, gravest) else gravest
    return gravest
