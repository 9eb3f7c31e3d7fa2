"""That it cannot be found out to which case a worry belongs keeps nobody from being told of it."""

import pytest

from domain.alerts.facts import ConcernAlerted
from domain.shared import ChildId
from infrastructure.views.health.desk import HealthCases
from tests.application.casework import reopen_casework
from tests.application.joining import (
    REPORT,
    joinings,
    two_reports,
)
from tests.application.telling import ADVISER_TOLD, LEAD_TOLD, history_of
from tests.engines import FoundedLedger
from tests.office import Office


@pytest.fixture
def at_work(founded_ledger: FoundedLedger) -> Office:
    return reopen_casework(founded_ledger)


def told_alone(office: Office) -> bool:
    """Return whether the second worry is a case of its own of which people were told once."""
    alerts = [each.fact for each in history_of(office, REPORT).recorded]
    told = [each.addressees for each in alerts if isinstance(each, ConcernAlerted)]
    return joinings(office, REPORT) == [] and told == [(LEAD_TOLD, ADVISER_TOLD)]


def test_an_error_nobody_foresaw_leaves_the_worry_a_case_of_its_own(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: object, _child_id: ChildId) -> None:
        raise ValueError

    monkeypatch.setattr(HealthCases, "cases_of_child", broken)
    two_reports(at_work)
    assert told_alone(at_work)


def test_where_no_other_case_is_found_the_worry_is_a_case_of_its_own(
    at_work: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HealthCases, "cases_of_child", lambda _self, _child_id: ())
    two_reports(at_work)
    assert told_alone(at_work)
