"""The numbers to call are there for everybody, and what a telephone keeps of them names nobody."""

import re

from api import paths
from api.pages.crisis.help_numbers import WORKER_FILES
from application.staffing.staff import publish_duty_telephone
from domain.staff.state import PublishDutyTelephone
from tests import examples as given
from tests.api.pages.site import STRANGER, TEACHER, Site
from tests.office import ADMINISTRATOR, acting

EVERYWHERE = ["110", "120", "12356", "12345"]
TELEPHONE = "0777-0000123"
KEPT = f"{paths.HELP_NUMBERS}?copy=yes"


def called(text: str) -> list[str]:
    return re.findall(r'href="tel:([^"]+)"', text)


def published(site: Site) -> str:
    """Publish the telephone of the school, and return it as it is called."""
    request = PublishDutyTelephone(organisation_id=given.SCHOOL, telephone=TELEPHONE)
    publish_duty_telephone(site.opened.ledger, acting(ADMINISTRATOR), request, given.NOW)
    assert site.opened.projector.catch_up(wait_ms=5_000)
    row = site.opened.ledger.directory.organisation(given.SCHOOL)
    assert row
    assert row.duty_telephone
    return row.duty_telephone.replace(" ", "")


def test_the_numbers_are_there_without_signing_in(kept_site: Site) -> None:
    page = kept_site.client().get(paths.HELP_NUMBERS)
    assert (page.status_code, called(page.text)) == (200, EVERYWHERE)
    assert f'href="{paths.HELP_NUMBERS}"' in kept_site.client().get(paths.SIGN_IN).text


def test_who_is_signed_in_finds_the_duty_telephones_above_them(site: Site) -> None:
    telephone = published(site)
    teacher = site.signed_in(TEACHER)
    assert telephone in called(teacher.get(paths.HELP_NUMBERS).text)
    about = paths.filled(paths.CHILD_WORRY, child_id=given.CHILD)
    # By the question of danger, by that of a child whom nobody finds, and on the red screen.
    assert called(teacher.get(about).text).count(telephone) == 3
    assert telephone not in called(site.signed_in(STRANGER).get(paths.HELP_NUMBERS).text)


def test_what_is_kept_names_nobody_and_says_that_there_is_no_network(site: Site) -> None:
    telephone = published(site)
    teacher = site.signed_in(TEACHER)
    copy = teacher.get(KEPT).text
    assert telephone in called(copy)
    assert "account" not in copy
    assert "没有网络，没有发出—请打电话" in copy
    assert 'data-offline="untold"' in copy
    assert "data-offline" not in teacher.get(paths.HELP_NUMBERS).text


def test_what_keeps_the_copy_is_ours_and_is_asked_for_anew(kept_site: Site) -> None:
    answer = kept_site.client().get(paths.SERVICE_WORKER)
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "worker-src 'self'" in answer.headers["content-security-policy"]
    keeping, answering = (each.read_text(encoding="utf-8") for each in WORKER_FILES)
    assert answer.text == f"{keeping}\n{answering}"
    for address in (KEPT, f"{paths.WORRY}?copy=yes", f"{paths.REPORT}?copy=yes"):
        assert f'"{address}"' in answering
    assert answering.count(f'"{paths.SIGN_IN}"') == keeping.count(f'"{paths.SIGN_IN}"') == 1
    about = paths.filled(paths.CHILD_WORRY, child_id=given.CHILD)
    assert [led_to("WORRY", answering, each) for each in (paths.WORRY, about)] == [True, True]
    assert led_to("REPORT", answering, paths.REPORT)
    assert not any(led_to(each, answering, paths.DESK) for each in ("WORRY", "REPORT"))


def led_to(name: str, program: str, path: str) -> bool:
    """Return whether the program takes the address for one of that form."""
    pattern = re.search(rf"const {name} = /(.+)/;", program)
    assert pattern
    return re.fullmatch(pattern[1].replace("\\/", "/"), path) is not None
