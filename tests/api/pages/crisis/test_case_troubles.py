"""What is asked for in a crisis is answered also when something else is damaged or away."""

import pytest

from api import paths
from domain.referrals.facts import ConcernTaken
from tests import examples as given
from tests.api.pages.damaging import flip_a_byte
from tests.api.pages.duty import CASE, COUNTY, LEAD, POSTS, employ, worry
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import TEACHER, Site, found_office, office_settings, open_site
from tests.engines import FoundedLedger
from tests.infrastructure.authentication.keeping import ending_at


def test_a_case_is_opened_though_the_care_file_is_damaged(founded_on_sqlite: FoundedLedger) -> None:
    databases = founded_on_sqlite(found_office)
    with open_site(office_settings(databases)) as site:
        employ(site)
        case = worry(site)
        opened = site.opened
        stream = opened.mapper.stream_id(opened.mapper.stream_of(given.SCHOOLING_RECORDED))
        *_, last = opened.recorder.rows_of([stream])
        flip_a_byte(databases.owner_url, last.position)
        opened.projector.rebuild("access")
        page = site.signed_in(LEAD).get(paths.filled(paths.CASE, case_id=case))
        assert (page.status_code, "他说不想活了。" in page.text) == (200, True)
        assert paths.filled(paths.CHILD, child_id=given.CHILD) not in page.text


def test_whom_to_telephone_is_told_also_without_a_database(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_token: str) -> None:
        raise RuntimeError("away")

    browser = site.signed_in(TEACHER)
    monkeypatch.setattr(site.app.state.accounts.sessions, "of", away)
    page = browser.get(paths.HELP_NUMBERS)
    # Not 200: a browser that has kept a fuller page goes on with that one.
    assert (page.status_code, "12356" in page.text) == (503, True)


@pytest.mark.parametrize("shown_on", [paths.HEALTH_DESK, paths.CASE])
def test_a_press_that_comes_again_late_takes_a_case_back_from_nobody(
    site: Site, shown_on: str
) -> None:
    employ(site)
    worry(site)
    lead, county = site.signed_in(LEAD), site.signed_in(COUNTY)
    at, take = (paths.filled(each, case_id=CASE) for each in (shown_on, paths.TAKE_CASE))
    press = form_on(lead.get(at), take).fields
    assert lead.post(take, data=press).status_code == 303
    to_county = {"to_id": str(POSTS[COUNTY][0]), "why": "今天轮到对方。"}
    assert send(lead, paths.filled(paths.HAND_CASE_ON, case_id=CASE), **to_county).is_redirect
    assert send(county, take, county.get(at)).status_code == 303
    assert lead.post(take, data=press).status_code == 303
    assert [each.taken_by for each in site.facts(ConcernTaken)] == [
        POSTS[LEAD][0],
        POSTS[COUNTY][0],
    ]


def test_a_case_of_somebody_who_can_sign_in_no_more_is_offered_to_others(site: Site) -> None:
    employ(site)
    worry(site)
    lead, county = site.signed_in(LEAD), site.signed_in(COUNTY)
    at, take = (paths.filled(each, case_id=CASE) for each in (paths.CASE, paths.TAKE_CASE))
    assert send(lead, take, lead.get(at)).status_code == 303
    assert "我来处理" not in county.get(at).text
    site.opened.accounts.disable(POSTS[LEAD][0], [], ending_at())
    shown = county.get(at)
    assert "示例值班lead现在不能处理了" in shown.text
    assert send(county, take, shown).status_code == 303
    assert "我来处理" not in county.get(at).text
