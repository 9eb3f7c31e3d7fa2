"""A second worry about a child stands on the page of the case, and is parted from it there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from api import paths
from domain.referrals.facts import MayTellGuardian, Situation
from domain.referrals.joining_facts import ConcernParted
from domain.shared import CaseId, ChildId
from infrastructure.settings import Settings
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.forms import send
from tests.api.pages.site import TEACHER, Site, open_site

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
