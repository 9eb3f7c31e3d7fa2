"""The page that lists a county's cases once its purpose is stated."""

from api import paths
from api.view_models.crisis.duty import case_number
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.duty import CASE
from tests.api.pages.site import OFFICER, Site

NEVER_TOLD = (given.CHILD_NAME, duty.DANGER, "不想活了")
OF_SUPERVISION = f"{paths.COUNTY_CASES}?purpose=supervision"


def test_nothing_is_listed_until_somebody_says_what_for(site: Site) -> None:
    duty.employ(site)
    duty.worry(site)
    officer = site.signed_in(OFFICER)
    page = officer.get(paths.COUNTY_CASES).text
    assert "为了什么看？" in page
    assert case_number(CASE) not in page
    page = officer.get(OF_SUPERVISION).text
    for shown in (case_number(CASE), "示例小学", "看的目的：督导", "红色"):
        assert shown in page
    assert not any(each in page for each in NEVER_TOLD)
    assert paths.filled(paths.CASE, case_id=CASE) not in page
    assert "没有这样的个案" in officer.get(f"{OF_SUPERVISION}&level=yellow").text


def test_a_purpose_that_is_not_theirs_lists_nothing(site: Site) -> None:
    duty.employ(site)
    duty.worry(site)
    office = site.signed_in(duty.HEALTH_OFFICE)
    assert office.get(OF_SUPERVISION).status_code == 403
    assert office.get(f"{paths.COUNTY_CASES}?purpose=crisis").status_code == 200
