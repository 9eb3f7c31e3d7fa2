"""Security events by page and by API: to who watches, in plain sentences, without an address."""

from api import paths
from domain.security.facts import RefusalKind
from tests import examples as given
from tests.api.pages.site import ADMINISTRATOR, AUDITOR, SECURITY, TEACHER, Site

API = "/api/v1/security-events"
ADDRESS = "192.0.2.77"


def refuse(site: Site, times: int) -> None:
    for _ in range(times):
        site.opened.refusals.note(RefusalKind.CROSS_SITE, site.clock.now, ADDRESS, given.TEACHER)
    assert site.opened.refusals.record(site.clock.now)


def test_an_attack_is_seen_while_it_goes_on_and_counted_afterwards(site: Site) -> None:
    refuse(site, 3)
    going_on = site.signed_in(SECURITY).get(paths.SECURITY_EVENTS).text
    assert "起有请求被拒：别的网站代发。这一小时还没有数完。" in going_on
    site.clock.move(hours=1)
    assert site.opened.refusals.record(site.clock.now)
    counted = site.signed_in(AUDITOR).get(paths.SECURITY_EVENTS).text
    assert "别的网站代发：拒绝 3 次，来自约 1 个网络地址。" in counted
    assert paths.filled(paths.PERSON, person_id=given.TEACHER) in counted
    assert ADDRESS not in going_on + counted


def test_an_hour_that_was_never_counted_says_so(site: Site) -> None:
    refuse(site, 1)
    site.clock.move(hours=3)
    assert "程序中途停了" in site.signed_in(SECURITY).get(paths.SECURITY_EVENTS).text


def test_the_list_is_narrowed_by_kind_and_days(site: Site) -> None:
    refuse(site, 1)
    watching = site.signed_in(SECURITY)
    of_duties = watching.get(paths.SECURITY_EVENTS, params={"topic": "duties"}).text
    assert "别的网站代发" not in of_duties
    assert "登记" in of_duties
    nothing = watching.get(paths.SECURITY_EVENTS, params={"from_on": "2030-01-01"}).text
    assert "没有符合条件的安全事件" in nothing
    wrong = watching.get(paths.SECURITY_EVENTS, params={"to_on": "2026-02-30"})
    assert (wrong.status_code, 'value="2026-02-30"' in wrong.text) == (422, True)


def test_programs_are_told_the_same_page_by_page(site: Site) -> None:
    refuse(site, 1)
    told = site.signed_in(SECURITY).get(API).json()
    assert (told["items"][0]["code"], told["behind"]) == ("cross_site", 0)
    before = told["items"][0]["position"]
    rest = site.signed_in(SECURITY).get(API, params={"before": before}).json()
    assert told["items"][1]["position"] == rest["items"][0]["position"] < before


def test_neither_teachers_nor_who_runs_the_system_see_them(site: Site) -> None:
    for login in (TEACHER, ADMINISTRATOR):
        assert site.signed_in(login).get(paths.SECURITY_EVENTS).status_code == 403
        assert site.signed_in(login).get(API).status_code == 403
