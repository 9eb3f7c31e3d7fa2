"""What waits for one person to agree to (等您同意): of cases, reports and versions of the rules.

The view only finds it; whether it waits still, and for them, the log and the rules tell.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from application.authorisation.permission import Standings
from application.crisis.cases.cases import standings_for_case
from application.crisis.clocks.proposals import AGREEING, Proposed, waiting_in
from application.ports import History, Ledger, Unreadable
from application.reporting.reports import standings_for_report
from application.rule_sets.seeing import RULES_STREAM, rule_sets_state
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound, NotPermitted, Unavailable
from domain.referrals.levels.level_facts import LevelDropProposed
from domain.referrals.returning.aftercare_facts import ClosingProposed
from domain.referrals.school.pause_facts import PauseProposed
from domain.shared import CaseId, ChildId, RuleSetId

AT_ONCE = 50
"""So many cases are looked at for one desk; it protects storage, so it is no policy."""


class AgreementKind(StrEnum):
    """What waits for a second person in a case."""

    PAUSE = "pause"
    LEVEL_DROP = "level_drop"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One proposal of a case that somebody may agree to who did not make it, and since when."""

    kind: AgreementKind
    case_id: CaseId
    child_id: ChildId
    proposal_id: UUID
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingForMe:
    """All that waits for one person; of reports the number alone, since each look is recorded."""

    of_cases: tuple[Agreement, ...] = ()
    reports: int = 0
    rule_sets: tuple[RuleSetId, ...] = ()


def waiting_for_me(ledger: Ledger, standings: Standings, now: datetime) -> WaitingForMe:
    """Return what waits for a person to agree to; nothing of what they are kept out of.

    What cannot be read or told now is left out: it stands where it was proposed all the same.
    """
    return WaitingForMe(
        of_cases=tuple(_of_cases(ledger, standings, now)),
        reports=_of_reports(ledger, standings, now),
        rule_sets=_of_rules(ledger, standings),
    )


def _of_cases(ledger: Ledger, standings: Standings, now: datetime) -> Iterator[Agreement]:
    if not any(standings.allow(each) for each in (*AGREEING.values(), Asking.LIST_CASES)):
        return
    actor, on = standings.actor, local_day(now)
    for case_id in ledger.risk_notices.waiting(actor.person_id, on, limit=AT_ONCE):
        with suppress(NotFound, Unavailable, Unreadable):
            theirs, case = standings_for_case(ledger, actor, case_id, now)
            for proposed, _event_id, since in waiting_in(ledger, case, now):
                is_mine = proposed.proposed_by == actor.person_id
                if theirs.allow(AGREEING[type(proposed)]) and not is_mine:
                    yield Agreement(
                        kind=_KINDS[type(proposed)],
                        case_id=case_id,
                        child_id=ChildId(proposed.child_id),
                        proposal_id=_id_of(proposed),
                        since=since,
                    )


_KINDS = {
    PauseProposed: AgreementKind.PAUSE,
    LevelDropProposed: AgreementKind.LEVEL_DROP,
    ClosingProposed: AgreementKind.CLOSING,
}


def _id_of(proposed: Proposed) -> UUID:
    match proposed:
        case PauseProposed():
            return proposed.pause_id
        case LevelDropProposed():
            return proposed.drop_id
        case ClosingProposed():
            return proposed.closing_id


def _of_reports(ledger: Ledger, standings: Standings, now: datetime) -> int:
    if not standings.allow(Asking.LIST_REPORTS):
        return 0
    found, actor = 0, standings.actor
    for report_id in ledger.risk_notices.reports_waiting(limit=AT_ONCE):
        with suppress(NotFound, NotPermitted, Unavailable, Unreadable):
            theirs, report = standings_for_report(ledger, actor, report_id, now)
            proposed = report.state.proposed
            waits = proposed is not None and report.state.closed is None
            is_mine = proposed is not None and proposed.proposed_by == actor.person_id
            found += waits and not is_mine and theirs.allow(Asking.ANSWER_REPORT)
    return found


def _of_rules(ledger: Ledger, standings: Standings) -> tuple[RuleSetId, ...]:
    if not standings.allow(Asking.APPROVE_RULES):
        return ()
    try:
        history = ledger.log.load([RULES_STREAM])
    except (Unavailable, Unreadable):
        return ()
    if not isinstance(history, History):
        return ()
    versions = rule_sets_state(history).versions.values()
    me = standings.actor.person_id
    waits = (each.proposed for each in versions if each.waits)
    return tuple(each.rule_set_id for each in waits if each.proposed_by != me)
