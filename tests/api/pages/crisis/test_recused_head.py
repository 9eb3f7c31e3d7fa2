"""A head whom a worry names changes the child's file: those who answer see it, the head no case."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api import paths
from domain.children.facts import IdentityCorrected
from domain.pairing.facts import PairingEnded
from domain.shared import PersonId
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.crisis.test_no_child_told import told
from tests.api.pages.duty import CASE, LEAD, LIAISON, WORRY
from tests.api.pages.forms import send
from tests.api.pages.site import LEADER, Site, open_site
from tests.api.routes.door import embedded
from tests.office import LEADER as HEAD

IDENTITY, PAIRINGS, CHILD, HISTORY = (
    paths.filled(path, child_id=given.CHILD)
    for path in (paths.IDENTITY, paths.PAIRINGS, paths.CHILD, paths.HISTORY)
)
END = paths.filled(paths.END_PAIRING, child_id=given.CHILD, pairing_id=given.LEAD_PAIRING)
SEEN_BY_THE_HEAD = (CHILD, IDENTITY, PAIRINGS, END, HISTORY, paths.DESK, paths.GRANTS)
NEW_NAME = "陆示例"
RENAMED = {"name": NEW_NAME, "rests_on": "guardians_word", "sure": "yes"}
ENDED = {"reason": "not_suitable", "ended_on": given.TODAY.isoformat()}
LEAF = re.compile(r"(?<=\d-)[0-9a-f]{8}(?=<)")
"""How a receipt ends: no two events have the same."""
AT = paths.filled(paths.CASE, case_id=CASE)


@pytest.fixture
def calm_site(office_folder: Path, tmp_path: Path) -> Iterator[Site]:
    """Give the same office where nobody raised a worry."""
    folder = shutil.copytree(office_folder, tmp_path / "calm")
    with open_site(embedded(folder / "data", folder / "keyfile.json")) as opened:
        yield opened


def named_by_a_worry(site: Site) -> None:
    duty.worry(site, replace(WORRY, involved_ids=(HEAD,)))


def seen_while_acting(site: Site) -> list[tuple[int, str, str]]:
    """Return whatever the head is answered who looks, renames, ends the pairing, looks again."""
    head = site.signed_in(LEADER)
    before = [head.get(path) for path in SEEN_BY_THE_HEAD]
    acts = [send(head, IDENTITY, **RENAMED), send(head, END, **ENDED)]
    after = [head.get(path) for path in SEEN_BY_THE_HEAD]
    refused = [head.get(AT), send(head, IDENTITY, **RENAMED)]
    shown = [told(each) for each in (*before, *acts, *after, *refused)]
    return [(status, leads, LEAF.sub("", text)) for status, leads, text in shown]


def let_others_work(site: Site, last: int) -> None:
    """Let as much be recorded as in another office: the place of a fact in the log is shown."""
    for number in range(site.opened.recorder.head(), last):
        person_id = PersonId(given.example_id(1_000 + number))
        site.know(replace(given.TEACHER_REGISTERED, person_id=person_id), number=100 + number)


def test_the_head_is_answered_alike_with_a_worry_and_without(site: Site, calm_site: Site) -> None:
    for each in (site, calm_site):
        duty.employ(each)
    named_by_a_worry(site)
    let_others_work(calm_site, site.opened.recorder.head())
    answers, calm = seen_while_acting(site), seen_while_acting(calm_site)
    assert [each[0] for each in answers].count(303) == 2
    assert answers == calm


def test_those_who_answer_see_both_names_and_what_the_head_did(each_site: Site) -> None:
    duty.employ(each_site)
    named_by_a_worry(each_site)
    lead, head = each_site.signed_in(LEAD), each_site.signed_in(LEADER)
    assert all(each in lead.get(AT).text for each in (given.CHILD_NAME, "上报以后没有改动过"))
    assert send(head, IDENTITY, **RENAMED).status_code == 303
    assert send(head, END, **ENDED).status_code == 303
    page = lead.get(AT).text
    name = each_site.opened.ledger.directory.names({HEAD})[HEAD]
    section = page.partition("被回避的人此后改动了档案")[2].partition("</section>")[0]
    assert all(each in page for each in (given.CHILD_NAME, f"现在登记为{NEW_NAME}"))
    assert [section.count(each) for each in (name, "结对结束", "更正身份信息")] == [2, 1, 1]
    told_by_json = lead.get(f"/api/v1/cases/{CASE}").json()
    assert (told_by_json["pupil_name"], told_by_json["born_on"]) == (
        given.CHILD_NAME,
        given.BORN_ON.isoformat(),
    )
    assert told_by_json["renamed"]["name"] == NEW_NAME
    assert told_by_json["renamed"]["changed_by"] == str(HEAD)
    assert [(each["kind"], each["done_by"]) for each in told_by_json["acts"]] == [
        ("pairing_ended", str(HEAD)),
        ("identity_corrected", str(HEAD)),
    ]
    assert len(each_site.facts(IdentityCorrected)) == len(each_site.facts(PairingEnded)) == 1


def test_a_hospital_sees_both_names_and_nothing_of_the_head(site: Site) -> None:
    duty.employ(site)
    named_by_a_worry(site)
    duty.refer(site)
    assert send(site.signed_in(LEADER), IDENTITY, **RENAMED).status_code == 303
    liaison = site.signed_in(LIAISON)
    page, by_json = liaison.get(AT).text, liaison.get(f"/api/v1/cases/{CASE}")
    name = site.opened.ledger.directory.names({HEAD})[HEAD]
    assert all(each in page for each in (given.CHILD_NAME, f"现在登记为{NEW_NAME}"))
    assert not any(each in page for each in (name, "被回避", given.BORN_ON.isoformat()))
    assert (by_json.json()["acts"], by_json.json()["born_on"]) == ([], None)
    assert str(HEAD) not in by_json.text
