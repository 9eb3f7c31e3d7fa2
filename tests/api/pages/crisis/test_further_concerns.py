"""A second worry about a child stands on the page of the case, and is parted from it there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from api import paths
from application.crisis.worries.referrals import raise_concern
from domain.referrals.facts import MayTellGuardian, Situation
from domain.referrals.joining.joining_facts import ConcernJoined, ConcernParted
from domain.shared import CaseId, ChildId
from infrastructure.settings import Settings
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.forms import send
from tests.api.pages.site import TEACHER, Site, open_site
from tests.office import acting

MORE = CaseId(given.example_id(964))
SECOND = replace(
    duty.WORRY,
    case_id=MORE,
    situation=Situation.SOMEWHAT_WORRIED,
    heard="他把书包送人了。",
    may_tell_guardian=MayTellGuardian.NOT_YET,
)
NOT_YET = "上报人认为暂不告知"
CASE = paths.filled(paths.CASE, case_id=duty.CASE)
PART = paths.filled(paths.PART_CONCERN, case_id=duty.CASE, further_id=MORE)
TAKE = paths.filled(paths.TAKE_CASE, case_id=duty.CASE)


@pytest.fixture(scope="module")
def site(office_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = copytree(office_folder, tmp_path_factory.mktemp("further") / "office")
    settings = Settings(data=folder / "data", keyfile=folder / "keyfile.json")
    with open_site(settings) as opened:
        duty.employ(opened)
        yield opened


def test_both_worries_stand_on_the_case_until_one_is_said_to_be_another_matter(
    site: Site,
) -> None:
    duty.worry(site)
    lead = site.signed_in(duty.LEAD)
    lead.post(TAKE)
    duty.worry(site, SECOND)
    page = lead.get(CASE).text
    for shown in (
        duty.WORRY.heard,
        SECOND.heard,
        "还有人上报这个孩子",
        "有点担心",
        NOT_YET,
        PART,
    ):
        assert str(shown) in page
    # The most cautious of all counts, before anybody of the family is told, too.
    assert page.count(NOT_YET) == 2
    assert NOT_YET in lead.get(paths.filled(paths.GUARDIAN, case_id=duty.CASE)).text
    # Its reporter is told that somebody has it, and nothing else of the case.
    own = site.signed_in(TEACHER).get(paths.filled(paths.WORRY_SENT, case_id=MORE)).text
    assert "已有人接手" in own
    assert str(duty.CASE) not in own
    joined = lead.get(paths.filled(paths.CASE, case_id=MORE)).text
    assert "已并入" in joined
    assert CASE in joined
    assert site.signed_in(duty.LIAISON).get(PART).status_code == 404
    asking = lead.get(PART)
    assert "单独的个案" in asking.text
    assert send(lead, PART, asking).status_code == 422
    assert send(lead, PART, asking, why="说的是另一件事。").headers["location"] == CASE
    assert [each.why for each in site.facts(ConcernParted)] == ["说的是另一件事。"]
    after = lead.get(CASE).text
    assert "还有人上报这个孩子" not in after
    assert "一份上报改为单独的个案" in after
    assert lead.get(PART).status_code == 404


def test_a_graver_worry_asks_whoever_has_the_case_to_take_it_anew(site: Site) -> None:
    again, graver = (CaseId(given.example_id(each)) for each in (965, 966))
    about = replace(
        SECOND, child_id=ChildId(given.example_id(967)), name="示例学生", school_id=given.SCHOOL
    )
    duty.worry(site, replace(about, case_id=again))
    lead = site.signed_in(duty.LEAD)
    at = paths.filled(paths.CASE, case_id=again)
    take = paths.filled(paths.TAKE_CASE, case_id=again)
    lead.post(take)
    grave = replace(about, case_id=graver, situation=Situation.LIFE_IN_DANGER)
    duty.worry(site, grave)
    page = lead.get(at).text
    assert "还没有人接手这份上报" in page
    # By the gravest of both the page says first what to do.
    assert "孩子有生命危险，先打电话" in page
    assert paths.filled(paths.PART_CONCERN, case_id=again, further_id=graver) not in page
    # A press that does not say what was shown takes nothing, and the page is shown again.
    stale = lead.post(take, data={"seen": "1"})
    assert stale.status_code == 409
    assert "刚才又有人上报了这个孩子" in stale.text
    (seen,) = set(re.findall(r'name="seen" value="([0-9]+)"', stale.text))
    lead.post(take, data={"seen": seen})
    assert "还没有人接手" not in lead.get(at).text


def test_two_cases_of_one_child_are_made_one_on_the_page_of_either(site: Site) -> None:
    first, other = (CaseId(given.example_id(each)) for each in (971, 972))
    about = replace(
        SECOND, child_id=ChildId(given.example_id(973)), name="示例学生", school_id=given.SCHOOL
    )
    lead = site.signed_in(duty.LEAD)
    at, join = (paths.filled(path, case_id=first) for path in (paths.CASE, paths.JOIN_CONCERN))
    duty.worry(site, replace(about, case_id=first))
    lead.post(paths.filled(paths.TAKE_CASE, case_id=first))
    assert join not in lead.get(at).text
    assert "没有可以并进来的个案" in lead.get(join).text
    # Taken before anybody was told, it stands alone.
    later = replace(about, case_id=other, heard="他说晚上睡不着。")
    raise_concern(site.opened.ledger, acting(given.TEACHER), later, given.NOW)
    assert site.opened.projector.catch_up(wait_ms=5_000)
    lead.post(paths.filled(paths.TAKE_CASE, case_id=other))
    assert join in lead.get(at).text
    asking = lead.get(join)
    wrong = send(lead, join, asking, why="同一件事。")
    assert (wrong.status_code, "请填写这一项" in wrong.text) == (422, True)
    typed = {"further_id": str(other), "why": "两位老师说的是同一件事。"}
    assert send(lead, join, asking, **typed).headers["location"] == at
    (said,) = [each for each in site.facts(ConcernJoined) if each.case_id == other]
    assert (said.joined_to, said.why) == (first, typed["why"])
    shown = lead.get(at).text
    for words in ("他说晚上睡不着。", typed["why"], "这是另一件事…"):
        assert words in shown
    assert join not in shown
    joined = lead.get(paths.filled(paths.CASE, case_id=other)).text
    assert "已并入" in joined
    again = paths.filled(
        "/api/v1/cases/{case_id}/concerns/{further_id}/joining", case_id=first, further_id=other
    )
    known = lead.put(again, json={"why": typed["why"]})
    assert (known.status_code, known.json()["position"] > 0) == (200, True)
    assert lead.put(again, json={"why": "别的。"}).json()["code"] == "concern_already_joined"
