"""Whoever holds a message says "I have it" by its link, signed in or not, and learns nothing."""

from dataclasses import replace

import pytest

from api import paths
from api.pages.crisis import alert_links
from application.authentication.work_addresses import CodeLimits
from application.crisis.delivery.alert_links import LinkOutrun
from application.crisis.reactions import react
from application.crisis.telling.outside_rows import delivery_of
from application.crisis.worries.referrals import raise_concern
from application.staffing.reactions import introduce
from domain.alerts.outside import Channel
from domain.referrals.facts import ConcernRaised, ConcernTaken
from infrastructure.delivery.opening import ACKNOWLEDGING
from tests import examples as given
from tests.api.pages.duty import CASE, LEAD, POSTS, WORRY, employ
from tests.api.pages.site import LEADER, Site
from tests.application.outside import by_mail
from tests.office import WEEK_AGO, acting

(LEAD_ID, _role, _place) = POSTS[LEAD]
TOLD_NOTHING = (given.CHILD_NAME, str(CASE), "示例", "想活", "学校", "危机")


@pytest.fixture
def token(site: Site) -> str:
    """Give what stands in the link of the e-mail to the crisis lead."""
    employ(site, LEAD)
    addresses, at = site.opened.ways_out.addresses, given.NOW
    limits = CodeLimits(none_since=at, day_since=at, at_most=1)
    assert addresses.wait(LEAD_ID, "lead@school.example", "AAAA2222", at, limits)
    assert addresses.confirm(LEAD_ID, "AAAA2222", WEEK_AGO, 5, ())
    ledger = replace(site.opened.ledger, outlets=by_mail)
    raise_concern(ledger, acting(given.TEACHER), WORRY, given.NOW)
    assert site.opened.projector.catch_up(wait_ms=5_000)
    rows = site.opened.mapper.open_rows(site.opened.recorder.rows_after(0, 1_000))
    cause = [each for each in rows if isinstance(each.fact, ConcernRaised)][-1]
    actor = introduce(ledger, site.opened.ledger_id, given.NOW)
    react(ledger, actor, cause, given.NOW, ledger.reachable)
    delivery_id = delivery_of(cause.event_id, LEAD_ID, Channel.EMAIL)
    return site.opened.ways_out.links.token_of(delivery_id)


def test_a_link_acknowledges_once_whoever_looked_at_it_before_and_tells_nothing(
    site: Site, token: str
) -> None:
    at = paths.filled(paths.ACKNOWLEDGE_ALERT, link=token)
    assert at == f"{ACKNOWLEDGING}{token}"
    somebody, wrong = site.client(), {"login": LEAD, "password": "not this one"}
    locked = [somebody.post(paths.SIGN_IN, data=wrong).status_code for _ in range(8)]
    assert locked[-1] == 429
    looked = [somebody.get(at), somebody.get(at[:-1])]
    assert {each.status_code for each in looked} == {200}
    assert looked[0].text.replace(at, "") == looked[1].text.replace(at[:-1], "")
    assert site.facts(ConcernTaken) == []
    refused = somebody.post(at[:-1])
    assert (refused.status_code, site.facts(ConcernTaken)) == (403, [])
    pressed, again = somebody.post(at), somebody.post(at)
    assert "收到了，已记下由您处理" in pressed.text
    assert "之前已经记下您收到了" in again.text
    assert site.facts(ConcernTaken) == [
        ConcernTaken(case_id=CASE, child_id=given.CHILD, taken_by=LEAD_ID)
    ]
    for answer in (looked[0], refused, pressed, again):
        assert not any(each in answer.text for each in TOLD_NOTHING)
        assert answer.headers["cache-control"] == "no-store"
        # What the page is drawn with, and where it leads on to, is not told the address.
        assert answer.headers["referrer-policy"] == "strict-origin"
        assert "set-cookie" not in answer.headers
    led = somebody.get(paths.filled(paths.CASE, case_id=CASE))
    assert led.headers["location"].startswith(paths.SIGN_IN)
    shown = site.signed_in(LEAD).get(paths.filled(paths.CASE, case_id=CASE)).text
    assert "用消息里的链接，没有登录" in shown


def test_what_came_since_is_told_in_words_of_its_own_and_nothing_is_recorded(
    site: Site, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outrun(*_given: object) -> bool:
        raise LinkOutrun

    monkeypatch.setattr(alert_links, "acknowledge_by_link", outrun)
    answer = site.client().post(paths.filled(paths.ACKNOWLEDGE_ALERT, link=token))
    assert (answer.status_code, site.facts(ConcernTaken)) == (409, [])
    assert "请用最新一条消息里的链接" in answer.text


def test_another_sites_page_presses_no_link_and_one_past_its_day_is_refused(
    site: Site, token: str
) -> None:
    at = paths.filled(paths.ACKNOWLEDGE_ALERT, link=token)
    foreign = site.client(**{"sec-fetch-site": "cross-site"})
    assert foreign.post(at).status_code == 403
    del foreign.headers["sec-fetch-site"]
    # As a filter that sends forms on says nothing of where from.
    assert foreign.post(at).status_code == 403
    assert site.facts(ConcernTaken) == []
    site.clock.move(hours=24)
    late = site.signed_in(LEADER).post(at)
    assert (late.status_code, site.facts(ConcernTaken)) == (403, [])
    assert "这个链接不能用" in late.text
