"""A worry about the wrong child is put right on one page, by whoever raised it or has it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from api import paths
from api.view_models.crisis.duty import case_number
from application.crisis.worries.redirected import redirected_id
from domain.referrals.facts import PupilNamed
from domain.referrals.joining.redirecting_facts import ConcernMisdirected, ConcernRedirected
from domain.shared import CaseId, ChildId
from infrastructure.settings import Settings
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.forms import send
from tests.api.pages.site import STRANGER, TEACHER, Site, open_site

REDIRECT, CASE, SENT, TAKE = (
    paths.filled(each, case_id=duty.CASE)
    for each in (paths.REDIRECT_CONCERN, paths.CASE, paths.WORRY_SENT, paths.TAKE_CASE)
)
ANEW = redirected_id(duty.CASE)
STRANGE = ChildId(given.example_id(976))
AS_TYPED = given.CHILD_NAME.replace("·", "•")
RIGHT = {"child_id": "other", "name": "示例同学", "school_id": str(given.SCHOOL)}


@pytest.fixture(scope="module")
def site(office_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = copytree(office_folder, tmp_path_factory.mktemp("redirecting") / "office")
    settings = Settings(data=folder / "data", keyfile=folder / "keyfile.json")
    with open_site(settings) as opened:
        duty.employ(opened)
        yield opened


def test_whoever_raised_it_puts_it_right_and_sees_by_the_same_number_that_somebody_has_it(
    site: Site,
) -> None:
    duty.worry(site)
    teacher, lead = site.signed_in(TEACHER), site.signed_in(duty.LEAD)
    sent = teacher.get(SENT).text
    assert REDIRECT in sent
    assert REDIRECT not in lead.get(CASE).text
    assert site.signed_in(STRANGER).get(REDIRECT).status_code == 404
    page = teacher.get(REDIRECT)
    assert "不再有这个个案" in page.text
    # The wrong one is none to choose.
    assert str(given.CHILD) not in page.text
    assert send(teacher, REDIRECT, page).status_code == 422
    assert send(teacher, REDIRECT, page, **RIGHT).headers["location"] == SENT
    assert [each.case_id for each in site.facts(ConcernMisdirected)] == [duty.CASE]
    assert [each.name for each in site.facts(PupilNamed)] == [RIGHT["name"]]
    assert lead.get(CASE).status_code == 404
    # Asked again, and for yet another child, whoever raised it is led on; nobody else is.
    assert teacher.get(REDIRECT).headers["location"] == SENT
    other = {**RIGHT, "told_child_id": str(given.example_id(970)), "is_own": "yes"}
    assert teacher.post(REDIRECT, data=other).headers["location"] == SENT
    assert [each.status_code for each in (lead.get(REDIRECT), lead.post(REDIRECT))] == [404, 404]
    lead.post(paths.filled(paths.TAKE_CASE, case_id=ANEW))
    shown = lead.get(paths.filled(paths.CASE, case_id=ANEW)).text
    assert str(RIGHT["name"]) in shown
    assert "改自弄错的上报" in shown
    assert given.CHILD_NAME not in shown
    after = teacher.get(SENT).text
    assert "已有人接手" in after
    number = "receipt-number"
    assert after[after.index(number) :][:80] == sent[sent.index(number) :][:80]
    own = teacher.get(f"/api/v1/cases/{duty.CASE}/own").json()
    assert (own["case_id"], own["is_taken"], own["may_redirect"]) == (str(ANEW), True, False)


def test_whoever_has_it_puts_it_right_and_is_told_what_to_do_when_it_is_too_late(
    site: Site,
) -> None:
    mistaken = CaseId(given.example_id(968))
    duty.worry(site, replace(duty.WORRY, case_id=mistaken))
    lead = site.signed_in(duty.LEAD)
    address, take = (
        paths.filled(each, case_id=mistaken) for each in (paths.REDIRECT_CONCERN, paths.TAKE_CASE)
    )
    body = {**RIGHT, "child_id": str(given.example_id(969))}
    api = f"/api/v1/cases/{mistaken}/child"
    assert lead.put(api, json=body).json()["code"] == "take_it_first"
    assert "现在不是您在处理" in lead.get(address).text
    lead.post(take)
    assert address in lead.get(paths.filled(paths.CASE, case_id=mistaken)).text
    first = lead.put(api, json=body)
    again = lead.put(api, json=body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["position"] == again.json()["position"]
    assert len(site.facts(ConcernRedirected)) == 2


def test_whoever_has_it_is_asked_which_child_it_is_and_chooses_the_one_on_file_or_told_elsewhere(
    site: Site,
) -> None:
    typed, again = CaseId(given.example_id(974)), CaseId(given.example_id(975))
    by_hand = replace(
        duty.WORRY, child_id=STRANGE, case_id=typed, name=AS_TYPED, school_id=given.SCHOOL
    )
    duty.worry(site, by_hand)
    duty.worry(site, replace(by_hand, case_id=again, child_id=ChildId(given.example_id(977))))
    teacher, lead = site.signed_in(TEACHER), site.signed_in(duty.LEAD)
    asked, asked_again = (
        paths.filled(paths.REDIRECT_CONCERN, case_id=each) for each in (typed, again)
    )
    assert str(given.CHILD) not in lead.get(asked).text
    for each in (typed, again):
        lead.post(paths.filled(paths.TAKE_CASE, case_id=each))
    assert "这是哪个孩子？" in lead.get(paths.filled(paths.CASE, case_id=typed)).text
    page = lead.get(asked_again)
    assert "这是哪个孩子？" in page.text
    assert f"{given.CHILD_NAME} · 五(2)班" in page.text
    assert f"{AS_TYPED} · {case_number(typed)}" in page.text
    chosen = {"child_id": str(STRANGE), "name": "", "school_id": ""}
    assert send(lead, asked_again, page, **chosen).headers["location"] == paths.HEALTH_DESK
    *_, anew = site.facts(ConcernRedirected)
    assert (anew.case_id, anew.child_id) == (redirected_id(again), STRANGE)
    chosen = {"child_id": str(given.CHILD), "name": "", "school_id": ""}
    assert send(lead, asked, lead.get(asked), **chosen).headers["location"] == paths.HEALTH_DESK
    *_, anew = site.facts(ConcernRedirected)
    assert (anew.case_id, anew.child_id) == (redirected_id(typed), given.CHILD)
    # Whoever raised it finds no name on the form, as before.
    assert teacher.get(asked).headers["location"] == paths.filled(paths.WORRY_SENT, case_id=typed)
