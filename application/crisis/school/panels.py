"""Requests about panels: what several people decided together about a case."""

from datetime import datetime

from application.crisis.cases.case_recording import CaseRequest, record_for_case
from application.crisis.cases.cases import OpenCase, may_answer, standings_for_case
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision
from domain.access.table import Request as Asking
from domain.referrals.school import panels
from domain.referrals.school.panels import DecideInPanel, Sitting
from domain.shared import CaseId, PersonId


def decide_in_panel(ledger: Ledger, actor: Actor, request: DecideInPanel, now: datetime) -> Receipt:
    """Record what a panel decided; a withdrawal ends the case in the same commit (研判会)."""

    def decide(case: OpenCase, _history: History) -> Decision:
        may_sit = _may_sit(ledger, case, now)
        sitting = Sitting(by=actor.person_id, now=now, may_sit=may_sit)
        return panels.decide_in_panel(case.state, request, sitting, ledger.rules)

    asked = CaseRequest(
        actor=actor,
        case_id=request.case_id,
        asking=Asking.DECIDE_IN_PANEL,
        request_id=request.panel_id,
        now=now,
    )
    return record_for_case(ledger, asked, decide)


def people_for_panel(
    ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime
) -> frozenset[PersonId]:
    """Return who may sit on a panel about the case today, the person who asks among them."""
    standings, case = standings_for_case(ledger, actor, case_id, now)
    standings.require(Asking.DECIDE_IN_PANEL)
    return _may_sit(ledger, case, now)


def _may_sit(ledger: Ledger, case: OpenCase, now: datetime) -> frozenset[PersonId]:
    return frozenset(each.person_id for each in may_answer(ledger, case, now))
