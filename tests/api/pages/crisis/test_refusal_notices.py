"""An office that is told of a refusal reads of it alone, and is told so on each of its pages."""

from dataclasses import replace
from datetime import timedelta

from api import paths
from application.crisis.school.families import record_refusal
from application.crisis.telling.refusals import tell_all_offices
from application.said_lately import SaidLately
from application.staffing.reactions import introduce
from tests import examples as given
from tests.api.pages.duty import CASE, COUNTY, HEALTH_OFFICE, LEAD, POSTS, WORRY, employ, worry
from tests.api.pages.site import Site
from tests.application.families import REFUSE
from tests.office import acting

NOTICE = paths.filled(paths.REFUSAL_NOTICE, case_id=CASE)
FRAME = "名危急的孩子，家里不同意送医"


def told(site: Site) -> None:
    """Let the family refuse, and offices be told: without a township's supervisor the county is."""
    employ(site)
    worry(site, replace(WORRY, involved=()))
    refusal = replace(
        REFUSE,
        case_id=CASE,
        witness_id=POSTS[COUNTY][0],
        refused_at=given.NOW - timedelta(minutes=5),
    )
    ledger = site.opened.ledger
    record_refusal(ledger, acting(POSTS[LEAD][0]), refusal, given.NOW)
    machine = introduce(ledger, site.opened.ledger_id, given.NOW)
    assert tell_all_offices(ledger, machine, given.NOW, SaidLately()) == 1
    assert site.opened.projector.catch_up(wait_ms=5_000)


def test_it_is_read_by_who_was_told_and_leads_there_from_each_page(site: Site) -> None:
    told(site)
    county, health = site.signed_in(COUNTY), site.signed_in(HEALTH_OFFICE)
    assert FRAME in county.get(paths.HEALTH_DESK).text
    led = county.get(paths.REFUSAL_NOTICES)
    assert (led.status_code, led.headers["location"]) == (303, NOTICE)
    shown = county.get(NOTICE).text
    assert given.CHILD_NAME in shown
    assert WORRY.heard is not None
    assert WORRY.heard not in shown
    assert "data-concealed" in shown
    assert health.get(NOTICE).status_code == 403
    assert FRAME not in health.get(paths.HEALTH_DESK).text
    case = site.signed_in(LEAD).get(paths.filled(paths.CASE, case_id=CASE)).text
    assert "告知镇（街道）和民政：家里不同意" in case
    assert "民政" in case


def test_where_nothing_is_told_the_page_says_so_and_a_notice_is_not_there(site: Site) -> None:
    employ(site)
    county = site.signed_in(COUNTY)
    assert "现在没有要告知您的" in county.get(paths.REFUSAL_NOTICES).text
    assert county.get(NOTICE).status_code == 404
