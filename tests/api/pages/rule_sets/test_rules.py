"""On pages one officer of the bureau proposes other rules, and a second one settles them."""

import re
from collections.abc import Mapping
from datetime import timedelta

from fastapi.testclient import TestClient
from httpx2 import Response

from api import paths
from domain.days import start_of_day
from domain.ruleset.clocks import Minutes
from domain.ruleset.facts import RuleSetApproved, RuleSetProposed, RuleSetRefused, RuleSetWithdrawn
from domain.ruleset.values import RuleUnit, RuleValue
from tests import examples as given
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import Site
from tests.rule_officers import OFFICERS, in_post
from tests.signing import give_account

FROM = given.TODAY + timedelta(days=10)
RED = "clocks.by_level.red.taken"


def employ(site: Site) -> None:
    """Let two officers take up their posts in the bureau."""
    for number, (login, person_id) in enumerate(OFFICERS.items()):
        site.know(*in_post(login), number=70 + number)
        give_account(site.app.state.accounts, person_id, login)


def pressed(browser: TestClient, shown: Response, button: str) -> Response:
    """Send what is to be confirmed by one of its two buttons."""
    fields = form_on(shown, paths.PROPOSE_RULES).fields
    return browser.post(paths.PROPOSE_RULES, data={**fields, button: "yes"})


def test_rules_are_proposed_after_a_look_at_what_differs_and_settled_by_a_second_person(
    site: Site,
) -> None:
    employ(site)
    first, second = (site.signed_in(login) for login in OFFICERS)
    said = {"from_on": FROM.isoformat(), "why": "五分钟内都有人接手"}
    proposed, looked_at = _proposed(site, first, said)
    seen = send(first, paths.PROPOSE_RULES, **said, **{RED: "6"})
    rival = pressed(first, seen, "confirmed").headers["location"]
    assert "不再适用" not in second.get(rival).text
    _settled(site, first, second, proposed)
    page = paths.filled(paths.RULE_SET, rule_set_id=proposed.rule_set_id)
    assert pressed(first, looked_at, "confirmed").headers["location"] == page
    _left_behind(first, second, seen, rival)
    withdraw = paths.filled(paths.WITHDRAW_RULES, rule_set_id=proposed.rule_set_id)
    assert send(first, withdraw, why="再议").status_code == 303
    assert len(site.facts(RuleSetWithdrawn)) == 1
    assert "不再适用" not in second.get(rival).text
    seen = send(first, paths.PROPOSE_RULES, **said, **{RED: "4"})
    assert pressed(first, seen, "confirmed").status_code == 303
    last = site.facts(RuleSetProposed)[-1]
    refuse = paths.filled(paths.REFUSE_RULES, rule_set_id=last.rule_set_id)
    assert send(second, refuse, why="来不及").status_code == 303
    (refused,) = site.facts(RuleSetRefused)
    assert (refused.version, last.version, last.from_version) == (4, 4, 1)
    shown = first.get(paths.RULES).text
    assert ("未批准" in shown, "已撤回" in shown) == (True, True)


def _proposed(
    site: Site, first: TestClient, said: Mapping[str, str]
) -> tuple[RuleSetProposed, Response]:
    assert "提议新版本" in first.get(paths.RULES).text
    form = first.get(paths.PROPOSE_RULES)
    slow = send(first, paths.PROPOSE_RULES, form, **said, **{RED: "11"})
    assert (slow.status_code, "最大 10" in slow.text) == (422, True)
    for number, name in {"快": RED, "-4": RED, "1.5, 7": "hospital.chase_days"}.items():
        unread = send(first, paths.PROPOSE_RULES, form, **said, **{name: number})
        assert (unread.status_code, "请填整数" in unread.text) == (422, True), number
    same = send(first, paths.PROPOSE_RULES, form, **said)
    assert (same.status_code, "没有改动" in same.text) == (422, True)
    seen = send(first, paths.PROPOSE_RULES, form, **said, **{RED: "5"})
    assert (seen.status_code, "红：接手" in seen.text, "橙：接手" in seen.text) == (
        200,
        True,
        False,
    )
    assert site.facts(RuleSetProposed) == []
    changing = pressed(first, seen, "edit")
    assert form_on(changing, paths.PROPOSE_RULES).fields[RED] == ["5"]
    sent = [pressed(first, seen, "confirmed") for _ in range(2)]
    (proposed,) = site.facts(RuleSetProposed)
    page = paths.filled(paths.RULE_SET, rule_set_id=proposed.rule_set_id)
    assert [each.headers["location"] for each in sent] == [page] * 2
    assert RuleValue(name=RED, unit=RuleUnit.MINUTES, numbers=(5,)) in proposed.values
    return proposed, seen


def _settled(site: Site, first: TestClient, second: TestClient, proposed: RuleSetProposed) -> None:
    page = paths.filled(paths.RULE_SET, rule_set_id=proposed.rule_set_id)
    approve, refuse = (
        paths.filled(path, rule_set_id=proposed.rule_set_id)
        for path in (paths.APPROVE_RULES, paths.REFUSE_RULES)
    )
    assert "要由另一位审批" in first.get(page).text
    desks = [each.get(paths.HEALTH_DESK).text for each in (first, second)]
    assert [page in each for each in desks] == [False, True]
    asked = second.get(approve)
    for shown in (asked.text, second.get(page).text):
        # What counts now, what it was made from, and what somebody has to decide on.
        assert [_numbers(shown, each) for each in ("现在执行", "第 1 版", "第 2 版（提议）")] == [
            *(["10"], ["10"], ["5"]),
        ]
    assert form_on(asked, approve).fields["from_on"] == [FROM.isoformat()]
    own = first.post(approve, data={"from_on": FROM.isoformat(), "why": "同意"})
    assert (own.status_code, "要由另一位审批" in own.text) == (409, True)
    early = send(second, approve, asked, why="同意", from_on=given.TODAY.isoformat())
    assert (early.status_code, "不能早于提议的日期" in early.text) == (422, True)
    assert "请填写" in send(second, approve, asked, why="").text
    done = [send(second, approve, asked, why="同意") for _ in range(2)]
    assert [each.headers["location"] for each in done] == [page] * 2
    (approved,) = site.facts(RuleSetApproved)
    assert (approved.from_on, approved.approved_by) == (FROM, OFFICERS["second"])
    assert second.post(refuse, data={"why": "再议"}).status_code == 409
    assert "已批准，未生效" in second.get(page).text
    compared = second.get(f"{paths.COMPARE_RULES}?one=1&other=2").text
    assert ("红：接手" in compared, "橙：接手" in compared) == (True, False)

    ledger = site.opened.ledger
    assert ledger.at(given.NOW).rules.clocks.at("red").taken == Minutes(10)
    begun = ledger.at(start_of_day(FROM)).rules
    assert (begun.version, begun.clocks.at("red").taken) == (2, Minutes(5))


def _numbers(shown: str, label: str) -> list[str]:
    found = re.findall(rf"<dt>{label}</dt><dd>.*?>(\d+)</strong>", shown)
    return [str(each) for each in found]


def _left_behind(first: TestClient, second: TestClient, seen: Response, rival: str) -> None:
    """Another version was approved since: what can be approved or proposed no more says so."""
    shown = second.get(rival).text
    assert ("不再适用" in shown, f"{rival}/approve" in shown, f"{rival}/refuse" in shown) == (
        *(True, False, True),
    )
    edited = pressed(first, seen, "edit")
    form = form_on(edited, paths.PROPOSE_RULES).fields
    other = {**form, "rule_set_id": str(given.example_id(979)), RED: "4"}
    stale = first.post(paths.PROPOSE_RULES, data=other)
    assert (stale.status_code, "从第 1 版改起" in stale.text) == (409, True)
    assert f'href="{paths.PROPOSE_RULES}"' in stale.text
