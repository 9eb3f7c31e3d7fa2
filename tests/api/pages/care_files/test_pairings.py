"""Mentors by the pages: paired after the warning was seen, the lead passed on, a pairing ended."""

from dataclasses import replace
from datetime import date

import pytest

from api import paths
from domain.pairing.facts import LeadReassigned, MentorPaired, PairingEnded, PairingExtended
from domain.shared import ChildId, PairingId
from tests import examples as given
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import COMMUNITY_WORKER, LEADER, STRANGER, TEACHER, Site

PAIRINGS = paths.filled(paths.PAIRINGS, child_id=given.CHILD)
WORKER = {
    "mentor_id": str(given.COMMUNITY_WORKER),
    "mentor_kind": "community_worker",
    "from_on": given.TODAY.isoformat(),
}
FIRST_OF_THE_WORKER = ChildId(given.example_id(700))


def occupy_the_worker(site: Site, children: int, *more: object) -> None:
    """Pair the worker with so many children, and let more be known about them."""
    for number in range(children):
        child_id = ChildId(given.example_id(700 + number))
        pairing_id = PairingId(given.example_id(720 + number))
        site.know(
            replace(given.CARE_FILE_OPENED, child_id=child_id),
            replace(
                given.MENTOR_PAIRED,
                child_id=child_id,
                pairing_id=pairing_id,
                mentor_id=given.COMMUNITY_WORKER,
            ),
            *(more if number == 0 else ()),
            number=number,
        )


def test_a_mentor_is_paired_and_takes_over_the_lead(site: Site) -> None:
    browser = site.signed_in(LEADER)
    shown = browser.get(PAIRINGS)
    first, again = (send(browser, PAIRINGS, shown, **WORKER, is_lead="yes") for _ in range(2))
    assert [each.headers["location"] for each in (first, again)] == [PAIRINGS, PAIRINGS]
    assert (len(site.facts(MentorPaired)), len(site.facts(LeadReassigned))) == (2, 1)
    page = browser.get(PAIRINGS).text
    assert page.index("示例2") < page.index("社区工作者")


def test_a_mentor_with_many_children_is_paired_only_after_the_warning(site: Site) -> None:
    occupy_the_worker(site, given.RULES.children_per_mentor)
    browser = site.signed_in(LEADER)
    before = len(site.facts(MentorPaired))
    warned = send(browser, PAIRINGS, **WORKER)
    assert warned.status_code == 200
    assert "已结对 5 名孩子，建议不超过 5 名" in warned.text
    assert len(site.facts(MentorPaired)) == before
    shown = form_on(warned).fields
    assert {name: shown[name] for name in WORKER} == {name: [each] for name, each in WORKER.items()}
    assert send(browser, PAIRINGS, warned).status_code == 303
    assert len(site.facts(MentorPaired)) == before + 1


def test_the_warning_comes_earlier_for_a_mentor_of_a_child_at_a_high_level(site: Site) -> None:
    high = replace(given.LEVEL_ASSESSED, child_id=FIRST_OF_THE_WORKER)
    occupy_the_worker(site, given.RULES.children_per_mentor_with_high, high)
    browser = site.signed_in(LEADER)
    warned = send(browser, PAIRINGS, **WORKER)
    assert "已结对 3 名孩子，建议不超过 3 名" in warned.text
    assert send(browser, PAIRINGS, warned).status_code == 303


def test_there_is_no_warning_for_as_many_children_none_of_whom_is_at_a_high_level(
    site: Site,
) -> None:
    middle = replace(given.LEVEL_ASSESSED, child_id=FIRST_OF_THE_WORKER, level=3)
    occupy_the_worker(site, given.RULES.children_per_mentor_with_high, middle)
    assert send(site.signed_in(LEADER), PAIRINGS, **WORKER).status_code == 303


def test_what_cannot_be_is_told_and_everything_typed_is_kept(site: Site) -> None:
    browser = site.signed_in(LEADER)
    volunteer = {**WORKER, "mentor_id": str(given.VOLUNTEER), "mentor_kind": "volunteer"}
    for typed, status, sentence in (
        ({**WORKER, "mentor_id": ""}, 422, "请填写这一项"),
        ({**WORKER, "from_on": "2026-02-30"}, 422, "日期不对"),
        (volunteer, 409, "志愿者结对前要查询违法犯罪记录"),
        ({**volunteer, "vetted_on": "2024-01-01"}, 409, "请重新查询再结对"),
        (
            {**WORKER, "mentor_id": str(given.TEACHER), "mentor_kind": "teacher"},
            409,
            "已经和这个孩子结对",
        ),
    ):
        page = send(browser, PAIRINGS, **typed)
        assert (page.status_code, sentence in page.text) == (status, True)
        fields = form_on(page).fields
        assert {name: "".join(fields.get(name, [])) for name in typed} == typed
    assert len(site.facts(MentorPaired)) == 1


def test_the_lead_is_passed_on_and_then_a_pairing_ends(site: Site) -> None:
    browser = site.signed_in(LEADER)
    send(browser, PAIRINGS, **WORKER, pairing_id=str(given.SECOND_PAIRING))
    end = paths.filled(paths.END_PAIRING, child_id=given.CHILD, pairing_id=given.LEAD_PAIRING)
    refused = send(browser, end, reason="mentor_moved")
    assert refused.status_code == 409
    assert "请先把主责交给其中一位" in refused.text
    without_reason = send(browser, end, refused, next_lead=str(given.SECOND_PAIRING), reason="")
    assert without_reason.status_code == 422
    assert site.facts(LeadReassigned) == []
    too_early = send(
        browser,
        end,
        without_reason,
        reason="mentor_moved",
        next_lead=str(given.SECOND_PAIRING),
        ended_on="2026-01-01",
    )
    assert (too_early.status_code, site.facts(LeadReassigned)) == (422, [])
    ended = send(
        browser, end, without_reason, reason="mentor_moved", next_lead=str(given.SECOND_PAIRING)
    )
    assert (ended.status_code, ended.headers["location"]) == (303, PAIRINGS)
    assert (len(site.facts(LeadReassigned)), len(site.facts(PairingEnded))) == (1, 1)
    assert "已结束的结对" in browser.get(PAIRINGS).text
    assert browser.get(end).status_code == 404


def test_the_lead_is_handed_over_by_one_press(site: Site) -> None:
    browser = site.signed_in(LEADER)
    send(browser, PAIRINGS, **WORKER, pairing_id=str(given.SECOND_PAIRING))
    hand_over = paths.filled(
        paths.HAND_OVER_LEAD, child_id=given.CHILD, pairing_id=given.SECOND_PAIRING
    )
    assert send(browser, hand_over, browser.get(PAIRINGS)).status_code == 303
    assert browser.post(hand_over).status_code == 303
    assert len(site.facts(LeadReassigned)) == 1


def test_a_pairing_that_ends_soon_is_listed_and_extended_in_one_step(site: Site) -> None:
    site.clock.move(days=340)
    browser = site.signed_in(LEADER)
    listed = browser.get(paths.ENDING_PAIRINGS).text
    assert ("还有 17 天到期" in listed, PAIRINGS in listed) == (True, True)
    assert "快到期的结对" in browser.get(paths.PEOPLE).text
    extend = paths.filled(paths.EXTEND_PAIRING, child_id=given.CHILD, pairing_id=given.LEAD_PAIRING)
    assert extend in browser.get(PAIRINGS).text
    wrong = send(browser, extend, until_on="2027-03-01")
    assert (wrong.status_code, "要晚于现在的最后一天" in wrong.text) == (422, True)
    assert send(browser, extend, wrong, until_on="2028-02-13").headers["location"] == PAIRINGS
    assert [each.until_on for each in site.facts(PairingExtended)] == [date(2028, 2, 13)]
    assert "没有快到期的结对" in browser.get(paths.ENDING_PAIRINGS).text


def test_a_mentor_whose_pairing_is_over_sees_the_child_no_more(site: Site) -> None:
    browser = site.signed_in(LEADER)
    worker = {**WORKER, "until_on": "2026-03-12"}
    assert send(browser, PAIRINGS, **worker).status_code == 303
    mentor = site.signed_in(COMMUNITY_WORKER)
    child = paths.filled(paths.CHILD, child_id=given.CHILD)
    assert mentor.get(child).status_code == 200
    site.clock.move(days=3)
    site.entered.clear()
    assert site.signed_in(COMMUNITY_WORKER).get(child).status_code == 404
    assert "已到期" in site.signed_in(LEADER).get(PAIRINGS).text


def test_only_who_arranges_pairings_is_shown_how(site: Site) -> None:
    assert "添加帮扶人" not in site.signed_in(TEACHER).get(PAIRINGS).text
    assert site.signed_in(STRANGER).get(PAIRINGS).status_code == 404


@pytest.mark.parametrize("page", [paths.END_PAIRING, paths.EXTEND_PAIRING])
def test_nobody_is_asked_for_a_day_who_may_not_end_or_extend_the_pairing(
    site: Site, page: str
) -> None:
    (paired,) = [each for each in site.facts(MentorPaired) if each.child_id == given.CHILD][:1]
    path = paths.filled(page, child_id=given.CHILD, pairing_id=paired.pairing_id)
    assert site.signed_in(LEADER).get(path).status_code == 200
    assert site.signed_in(TEACHER).get(path).status_code == 403


def test_the_page_of_pairings_tells_who_arranged_each(site: Site) -> None:
    page = site.signed_in(LEADER).get(PAIRINGS)
    names = site.opened.ledger.directory.names((given.SUPERVISOR,))
    assert f"由 {names[given.SUPERVISOR]} 安排" in page.text
