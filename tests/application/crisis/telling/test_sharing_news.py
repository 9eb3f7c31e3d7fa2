"""Whoever has a case hears of a family's no to sharing also where views are filled anew then."""

from dataclasses import replace

import pytest

from application.crisis.telling.followers import WAITING
from application.crisis.worries.referrals import raise_concern
from domain.alerts.facts import ConcernAlerted
from infrastructure import reacting
from infrastructure.opening import reactions_of
from infrastructure.views.health.desk import HealthCases
from tests import examples as given
from tests.application.casework import CASE, REPORTER, WORRY, issued, told
from tests.application.crisis.hospital.test_sharing import alerts_of_no, opened, taken_back
from tests.application.crisis.telling.test_owners_told import SECOND, alerts_of_case
from tests.application.telling import LEAD_TOLD
from tests.engines import FoundedLedger
from tests.office import Office, acting


def of_no_case(_view: HealthCases, _child_id: object) -> tuple[()]:
    return ()


def far_behind(_view: HealthCases) -> bool:
    return False


def waiting(office: Office) -> list[object]:
    return list(office.opened.recorder.unmoved(WAITING))


def all_alerts(office: Office) -> list[ConcernAlerted]:
    return [alert for case_id in (CASE, SECOND) for alert in alerts_of_case(office, case_id)]


@pytest.mark.parametrize("is_found", [False, True])
def test_a_no_that_came_while_the_cases_were_far_behind_is_told_once_they_are_near(
    founded_ledger: FoundedLedger, monkeypatch: pytest.MonkeyPatch, *, is_found: bool
) -> None:
    office = opened(founded_ledger)
    issued(office)
    told(office)
    taken_back(office)
    monkeypatch.setattr(reacting, "AGAIN_EVERY_SECONDS", 0.0)
    reactions, before = reactions_of(office.opened, lambda: given.NOW), len(all_alerts(office))
    with monkeypatch.context() as behind:
        behind.setattr(HealthCases, "is_near", far_behind)
        if not is_found:
            behind.setattr(HealthCases, "cases_of_child", of_no_case)
        # What was set aside says at each look that it cannot be told, and goes on waiting.
        assert not reactions.follow()
        assert not reactions.follow()
        assert (alerts_of_no(office), len(waiting(office))) == ([], 1)
        later = replace(WORRY, case_id=SECOND, heard="又哭了。")
        raise_concern(office.ledger, acting(REPORTER), later, given.NOW)
        reactions.follow()
        assert len(all_alerts(office)) == before + 1
    assert reactions.follow()
    (alert,) = alerts_of_no(office)
    assert (alert.case_id, alert.addressees) == (CASE, (LEAD_TOLD,))
    assert reactions.follow()
    assert (len(alerts_of_no(office)), waiting(office)) == (1, [])
