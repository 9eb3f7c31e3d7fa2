"""The page of a county's numbers, and the same for programs."""

from api import paths
from api.routes.v1 import PREFIX
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.duty import HEALTH_OFFICE
from tests.api.pages.site import Site


def test_the_page_tells_numbers_and_nobody(site: Site) -> None:
    duty.employ(site)
    duty.worry(site)
    page = site.signed_in(HEALTH_OFFICE).get(paths.COUNTY_NUMBERS).text
    assert "没有结束的个案" in page
    assert "心理健康教师：1 所学校里没有人的" in page
    # There is one case: of that nothing is told, nor at which hospitals anybody is.
    assert page.count('aria-label="不显示"') == 1 + 4 + 5 + 2 + 2 + 1 + 4
    for never in (given.CHILD_NAME, "示例小学", duty.DANGER):
        assert never not in page


def test_the_api_tells_the_same(site: Site) -> None:
    duty.employ(site)
    duty.worry(site)
    told = site.signed_in(HEALTH_OFFICE).get(f"{PREFIX}/county-numbers").json()
    assert (told["shown_from"], told["total"], told["leads_total"]) == (5, None, 0)
    assert told["levels"] == {"red": None, "orange": None, "yellow": None, "unknown": None}
    assert told["hospitals"] == {}
    assert [each["role"] for each in told["vacancies"]] == [
        *("crisis_lead", "psychology_teacher", "health_vice_principal")
    ]
