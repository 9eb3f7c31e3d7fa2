"""Several families told of a breach at once, on a phone: boxes ticked, counts right afterwards."""

import re
from dataclasses import replace
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Locator, expect

from api import paths
from api.view_models.numbers import child_number
from application.ports import Actor
from application.privacy.breach_steps import notify_guardian
from domain.breaches.facts import GuardianNotified
from domain.breaches.state import NotifyGuardian
from domain.codelists import ConsentMeans
from domain.shared import ChildId
from tests import examples as given
from tests import privacy as staff
from tests.api.pages.privacy.privacy import PRIVACY
from tests.breach_examples import GRADED, LISTED, REPORTED, TELL
from tests.browser.site import Served
from tests.browser.walking import Walk, walking
from tests.signing import give_account

pytestmark = pytest.mark.browser

# Told apart by their first digits, which pages show, as random ones are.
FAMILIES = tuple(ChildId(UUID(int=given.CHILD.int ^ number << 100)) for number in range(1, 6))
FIRST, SECOND, THIRD, FOURTH, FIFTH = FAMILIES
BREACH = paths.filled(
    paths.BREACH, office_id=REPORTED.organisation_id, breach_id=REPORTED.breach_id
)


def leak(served: Served) -> None:
    """Let a breach of five families be graded and listed, and its officer sign in."""
    site = served.site
    staff.employ_privacy_officer(site.opened)
    give_account(site.app.state.accounts, staff.PRIVACY_OFFICER, PRIVACY)
    site.know(
        REPORTED,
        GRADED,
        replace(LISTED, child_ids=FAMILIES),
    )


def told(served: Served) -> list[ChildId]:
    return [each.child_id for each in served.site.facts(GuardianNotified)]


def tell(served: Served, request: NotifyGuardian) -> None:
    """Write a family down from another screen of the same office."""
    site = served.site
    actor, office = Actor(person_id=staff.PRIVACY_OFFICER), REPORTED.organisation_id
    notify_guardian(site.opened.ledger, actor, office, request, site.clock.now)


def waiting(walk: Walk) -> Locator:
    return walk.page.get_by_role("list", name="还要告知的家里").get_by_role("listitem")


def require_waiting(walk: Walk, *children: ChildId) -> None:
    """Require the page of the breach to name these families, to count them, and no others."""
    expect(walk.page.get_by_text(f"还有 {len(children)} 家没有告知")).to_be_visible()
    numbers = [re.compile(f"孩子编号 {child_number(each)}") for each in children]
    expect(waiting(walk)).to_have_text(numbers)


def begin(walk: Walk, child_id: ChildId) -> None:
    walk.follow(f"登记告知：{child_number(child_id)}", "登记告知")


def tick(walk: Walk, *children: ChildId) -> None:
    walk.tap("还有哪几家", *map(child_number, children))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_families_told_alike_are_ticked_on_a_phone_and_the_counts_are_right(
    browser: Browser, embedded_site: Served, scripts: bool
) -> None:
    leak(embedded_site)
    with walking(browser, embedded_site, width=390, scripts=scripts) as walk:
        walk.let_in(PRIVACY)
        walk.go(BREACH)
        require_waiting(walk, *FAMILIES)
        begin(walk, FIRST)
        choices = walk.page.get_by_role("group", name="还有哪几家")
        expect(choices).to_be_hidden()
        walk.page.get_by_text("同一天这样告知的，还有哪几家").click()
        # Of whom the form is about there is no box.
        expect(choices.get_by_role("checkbox")).to_have_count(len(FAMILIES) - 1)
        tick(walk, THIRD, FOURTH)
        if scripts:
            walk.look("families told alike")
        # Refused for want of a word: what was ticked is still ticked, and nothing is written down.
        walk.press("保存", "登记告知")
        expect(choices.get_by_role("checkbox", checked=True)).to_have_count(2)
        assert told(embedded_site) == []
        tick(walk, FOURTH)
        walk.tap("告知了谁", "监护人")
        walk.tap("怎么告知的", "当面")
        walk.press("保存", "设备丢失")
        assert told(embedded_site) == [FIRST, THIRD]
        require_waiting(walk, SECOND, FOURTH, FIFTH)
        if scripts:
            walk.look("told and counted")


def test_a_family_told_otherwise_meanwhile_holds_up_none_of_the_others(
    browser: Browser, embedded_site: Served
) -> None:
    leak(embedded_site)
    with walking(browser, embedded_site, width=390, closely=False) as walk:
        walk.let_in(PRIVACY)
        walk.go(BREACH)
        begin(walk, FIRST)
        walk.page.get_by_text("同一天这样告知的，还有哪几家").click()
        tick(walk, SECOND, THIRD, FOURTH, FIFTH)
        walk.tap("告知了谁", "监护人")
        walk.tap("怎么告知的", "当面")
        by_telephone = replace(TELL, child_id=SECOND, means=ConsentMeans.PHONE_TWO_STAFF)
        tell(embedded_site, by_telephone)
        walk.press("保存", "登记告知")
        expect(walk.page.get_by_role("alert")).to_be_visible()
        walk.look("told otherwise meanwhile")
        walk.press("保存", "设备丢失")
        expect(walk.page.get_by_text("5 家都已办理")).to_be_visible()
        expect(waiting(walk)).to_have_count(0)
    assert sorted(told(embedded_site)) == sorted(FAMILIES)
