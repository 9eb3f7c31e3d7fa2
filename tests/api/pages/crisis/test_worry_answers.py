"""What whoever raised a worry is told of it afterwards."""

import re

import pytest
from httpx2 import Response

from application.crisis.worries.referrals import take_concern, withdraw_concern
from domain.referrals.facts import ConcernRaised, Situation, WithdrawalReason
from domain.referrals.state import TakeConcern, WithdrawConcern
from domain.shared import TakingId
from infrastructure.authentication.accounts import Accounts
from infrastructure.opening import reactions_of
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.crisis.test_worries import ABOUT
from tests.api.pages.forms import send
from tests.api.pages.site import AUDITOR, STRANGER, TEACHER, Site
from tests.office import acting


def follow(site: Site) -> None:
    assert reactions_of(site.opened, lambda: given.NOW).follow()
    assert site.opened.projector.catch_up(wait_ms=5_000)


def test_it_is_told_how_the_worry_stands_and_nothing_else_of_the_case(site: Site) -> None:
    duty.employ(site)
    teacher, ledger = site.signed_in(TEACHER), site.opened.ledger
    at = send(teacher, ABOUT, situation="nobody_caring").headers["location"]
    (raised,) = site.facts(ConcernRaised)
    assert standing(teacher.get(at)) == "sent"
    follow(site)
    assert standing(teacher.get(at)) == "told"
    lead = acting(duty.POSTS[duty.LEAD][0])
    take_concern(
        ledger,
        lead,
        TakeConcern(case_id=raised.case_id, taking_id=TakingId(given.example_id(761))),
        given.NOW,
    )
    page = teacher.get(at)
    assert standing(page) == "taken"
    assert "示例值班" not in page.text
    over = WithdrawConcern(
        case_id=raised.case_id, reason=WithdrawalReason.RESOLVED, why="孩子已安全"
    )
    withdraw_concern(ledger, lead, over, given.NOW)
    page = teacher.get(at)
    assert standing(page) == "over"
    assert "孩子已安全" not in page.text


def test_where_nobody_can_be_told_it_says_so_and_what_to_call(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Accounts, "reachable", lambda _self, _ids: frozenset())
    teacher = site.signed_in(TEACHER)
    at = send(teacher, ABOUT, situation="somewhat_worried").headers["location"]
    follow(site)
    page = teacher.get(at)
    assert standing(page) == "nobody"
    assert "没有找到可以提醒的人，请立即打电话" in page.text
    assert 'href="tel:110"' in page.text


def test_a_child_whom_nobody_finds_is_in_danger_and_110_is_called_first(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    assert "找不到孩子，先打 110，再上报" in teacher.get(ABOUT).text
    said = {"situation": "somewhat_worried", "signs": "missing_now"}
    page = teacher.get(send(teacher, ABOUT, **said).headers["location"])
    assert [each.situation for each in site.facts(ConcernRaised)] == [Situation.LIFE_IN_DANGER]
    assert ("请人守住孩子常去的地方" in page.text, "马上到孩子身边" in page.text) == (True, False)


@pytest.mark.parametrize("who", [STRANGER, AUDITOR])
def test_nobody_else_is_told_that_there_is_a_worry(site: Site, who: str) -> None:
    at = send(site.signed_in(TEACHER), ABOUT, situation="nobody_caring").headers["location"]
    page = site.signed_in(who).get(at)
    assert (page.status_code, "请你现在做" in page.text) == (404, False)


def standing(page: Response) -> str:
    found = re.search(r'data-standing="(\w+)"', page.text)
    assert found
    return found[1]
