"""The health office sees how far referrals of its county have come, and that it looked is kept."""

import pytest

from api import paths
from api.routes.v1 import PREFIX
from api.view_models.crisis.duty import case_number
from domain.reads.facts import Reading
from domain.shared import Purpose
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.duty import CASE, HEALTH_OFFICE, POSTS
from tests.api.pages.site import Site

NEVER_TOLD = (given.CHILD_NAME, "不想活了", duty.DANGER, "有生命危险", "示例值班lead")


@pytest.fixture
def referred(site: Site) -> Site:
    """Give an office where the child was referred to the hospital in danger."""
    duty.employ(site)
    duty.worry(site)
    duty.refer(site)
    return site


def test_the_page_tells_where_a_referral_stands_and_no_word_of_why(referred: Site) -> None:
    officer = referred.signed_in(HEALTH_OFFICE)
    assert officer.get(paths.HOME).headers["location"] == paths.HEALTH_DESK
    page = officer.get(paths.REFERRALS).text
    for shown in (case_number(CASE), "示例市人民医院", "示例小学", "等医院回执，还有 30 分钟"):
        assert shown in page
    assert not any(each in page for each in NEVER_TOLD)
    assert paths.filled(paths.CASE, case_id=CASE) not in page
    assert officer.get(paths.filled(paths.CASE, case_id=CASE)).status_code == 404


def test_the_api_tells_the_same(referred: Site) -> None:
    answer = referred.signed_in(HEALTH_OFFICE).get(f"{PREFIX}/referrals")
    (item,) = answer.json()["items"]
    assert (item["case_id"], item["received_at"]) == (str(CASE), None)
    assert "basis" not in item
    assert "child_id" not in item
    assert not any(each in answer.text for each in NEVER_TOLD)


def test_each_look_is_on_record_before_it_is_shown(referred: Site) -> None:
    officer = referred.signed_in(HEALTH_OFFICE)
    for _ in range(2):
        assert officer.get(paths.REFERRALS).status_code == 200
    assert referred.opened.reads_projector.catch_up()
    found = referred.opened.ledger.readings.of_child(given.CHILD, limit=10)
    assert [(row.what, row.purpose, row.reader_id) for row in found.rows[:2]] == [
        (Reading.REFERRALS, Purpose.CRISIS, POSTS[HEALTH_OFFICE][0])
    ] * 2


def test_nothing_is_listed_where_nobody_was_referred(site: Site) -> None:
    duty.employ(site)
    duty.worry(site)
    page = site.signed_in(HEALTH_OFFICE).get(paths.REFERRALS).text
    assert "现在没有转到医院的孩子" in page
