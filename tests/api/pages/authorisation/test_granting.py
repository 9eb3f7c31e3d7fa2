"""Access beyond a duty by the pages: mistakes told at once, and nothing filled in that is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from httpx2 import Response

from api import paths
from api.language import Language
from api.rendering import render
from api.view_models.crisis.answers import WelcomePage
from api.view_models.shell import Destination
from application.authorisation.glass import break_glass, close_glass
from domain.grants.state import CloseGlass
from tests import examples as given
from tests.api.pages import duty, granted
from tests.api.pages.forms import Forms, send
from tests.api.pages.site import ADMINISTRATOR, AUDITOR, LEADER, TEACHER, Site
from tests.api.shells import INSIDE
from tests.application.granting import BREAK
from tests.office import with_factor

GRANT = paths.filled(paths.GRANT, child_id=given.CHILD, grant_id=granted.GRANT)
DECIDE = paths.filled(paths.DECIDE_GRANT, child_id=given.CHILD, grant_id=granted.GRANT)
AS_ASKED = {"compartments": ["care"], "until_on": [given.TODAY.isoformat()]}


def filled_on(page: Response) -> dict[str, list[str]]:
    """Return what the first form of the page, the one to approve, would send."""
    reader = Forms()
    reader.feed(page.text)
    fields = next(each.fields for each in reader.forms if each.action == DECIDE)
    return {name: fields.get(name, []) for name in AS_ASKED}


def test_who_refuses_without_a_reason_finds_the_form_to_approve_as_it_was(site: Site) -> None:
    duty.employ(site)
    granted.ask(site)
    leader = site.signed_in(LEADER)
    assert filled_on(leader.get(GRANT)) == AS_ASKED
    refused = leader.post(DECIDE, data={"answer": "deny"})
    assert (refused.status_code, "有 1 处需要修改" in refused.text) == (422, True)
    assert filled_on(refused) == AS_ASKED
    nothing = leader.post(DECIDE, data={"answer": "approve", **AS_ASKED, "compartments": []})
    assert filled_on(nothing) == AS_ASKED | {"compartments": []}


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (paths.ASK_ACCESS, {"child_id", "compartments", "why", "until_on"}),
        (paths.BREAK_GLASS, {"child_id", "glass_reason", "why"}),
    ],
)
def test_all_mistakes_are_told_at_once(site: Site, path: str, fields: set[str]) -> None:
    duty.employ(site)
    browser = site.signed_in(duty.LEAD)
    nothing = send(browser, path, child_id="", name="")
    assert nothing.status_code == 422
    assert {each for each in fields if f'href="#{each}"' in nothing.text} == fields
    assert f"有 {len(fields)} 处需要修改" in nothing.text


def test_while_glass_is_open_its_reviewer_is_told_and_reviews_when_it_is_over(site: Site) -> None:
    duty.employ(site)
    lead, ledger = duty.POSTS[duty.LEAD][0], site.opened.ledger
    break_glass(ledger, with_factor(lead), BREAK, given.NOW)
    reviewer = site.signed_in(LEADER)
    page = paths.filled(paths.GRANT, child_id=given.CHILD, grant_id=BREAK.grant_id)
    waiting = reviewer.get(paths.GRANTS_WAITING).json()
    assert (waiting["review"], waiting["still_open"]) == (0, 1)
    shown = reviewer.get(page).text
    assert "有 1 次紧急查阅正开着，结束以后等您复核。" in shown
    assert "查阅还开着，结束以后（最晚 " in shown
    assert 'name="verdict"' not in shown
    request = CloseGlass(child_id=given.CHILD, grant_id=BREAK.grant_id)
    close_glass(ledger, with_factor(lead), request, given.NOW + timedelta(minutes=1))
    waiting = reviewer.get(paths.GRANTS_WAITING).json()
    assert (waiting["review"], waiting["still_open"]) == (1, 0)
    assert 'name="verdict"' in reviewer.get(page).text


def test_only_who_may_ask_or_decide_is_led_to_access_beyond_a_duty(site: Site) -> None:
    led = {
        login: f'href="{paths.GRANTS}"' in site.signed_in(login).get(paths.REPORT_BREACH).text
        for login in (TEACHER, AUDITOR, ADMINISTRATOR)
    }
    assert led == {TEACHER: True, AUDITOR: False, ADMINISTRATOR: False}


def test_the_first_page_of_who_has_no_list_leads_to_asking_for_access() -> None:
    frame = replace(INSIDE, destinations=(Destination.PERMISSIONS,))
    page = render(WelcomePage(name="示例"), frame, Language.CHINESE)
    without = render(
        WelcomePage(name="示例"), replace(frame, leads_to_grants=False), Language.CHINESE
    )
    # In the account's menu and among the ways to begin.
    assert [each.count(f'href="{paths.GRANTS}"') for each in (page, without)] == [2, 0]


def test_two_requests_that_wait_are_told_apart_by_why_they_were_made(site: Site) -> None:
    duty.employ(site)
    lead = site.signed_in(duty.LEAD)
    whys = ("要和帮扶人商量。", "要联系家长。")
    for why in whys:
        typed = granted.VALID[paths.ASK_ACCESS] | {"purpose": "crisis", "why": why}
        sent = send(lead, paths.ASK_ACCESS, **typed)
        assert sent.status_code == 303
    shown = lead.get(paths.GRANTS).text
    assert [why in shown for why in whys] == [True, True]
    assert "孩子编号" not in shown
    assert [why in site.signed_in(LEADER).get(paths.GRANTS_TO_DECIDE).text for why in whys] == [
        False,
        False,
    ]
