"""Who of the county answers for a case beside the school, and decides what a family appeals."""

from datetime import datetime

from application.crisis.cases.cases import OpenCase, may_answer
from application.ports import Ledger
from domain.alerts.rules import ELSEWHERE
from domain.shared import PersonId


def of_county(ledger: Ledger, case: OpenCase, now: datetime) -> frozenset[PersonId]:
    """Return who of the county or the city's bureau may answer for the case today."""
    posts = may_answer(ledger, case, now)
    return frozenset(each.person_id for each in posts if each.role in ELSEWHERE)


def decides_appeal(ledger: Ledger, case: OpenCase, person: PersonId, now: datetime) -> bool:
    """Return whether a return is appealed and somebody is of the county, who decide it."""
    waits = case.state.at_school.returns.appeal is not None
    return waits and person in of_county(ledger, case, now)
