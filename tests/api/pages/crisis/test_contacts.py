"""Visits and talks by the pages: once however often sent, and nothing typed is ever lost."""

import re

import pytest
from httpx2 import Response

from api import paths
from domain.visits.facts import HomeVisitConflictKept, HomeVisitCorrected, HomeVisitLogged
from tests import examples as given
from tests.api.pages.forms import PageForm, form_on, send
from tests.api.pages.site import COMMUNITY_WORKER, LEADER, TEACHER, Site

NEW_VISIT = paths.filled(paths.NEW_VISIT, child_id=given.CHILD)
NEW_TALK = paths.filled(paths.NEW_TALK, child_id=given.CHILD)
HISTORY = paths.filled(paths.HISTORY, child_id=given.CHILD)
FILE = paths.filled(paths.CHILD, child_id=given.CHILD)
RECEIPT = re.compile(r"回执号 <span class=\"number\">(\d+-[0-9a-f]{8})</span>")

MADE: dict[str, str | list[str]] = {
    "started_on": "2026-03-09",
    "started_time": "16:00",
    "means": "at_home",
    "outcome": "done",
    "child_seen": "yes",
    "spoke_alone": "yes",
    "carer_seen": "yes",
    "companions": ["village_director", "volunteer"],
    "observed_mood": "fair",
    "observed_care": "good",
    "words": given.CHILD_WORDS,
    "needs": ["study", "safety"],
    "note": "  奶奶<b>身体</b>还好。",
    "minutes": "40",
    "next_visit_on": "",
}
TALKED: dict[str, str | list[str]] = {
    "started_on": "2026-03-09",
    "started_time": "10:00",
    "means": "in_person",
    "outcome": "done",
    "topics": ["study", "parents"],
    "mood": "fair",
    "notes": given.TALK_NOTES,
    "minutes": "20",
}


def correction_path(kind: str, contact_id: object) -> str:
    path = {"visits": paths.CORRECT_VISIT, "talks": paths.CORRECT_TALK}[kind]
    return paths.filled(path, child_id=given.CHILD, visit_id=contact_id, talk_id=contact_id)


def receipt_of(page: Response) -> str:
    (number,) = RECEIPT.findall(page.text)
    return str(number)


def kept(form: PageForm, typed: dict[str, str | list[str]]) -> dict[str, list[str]]:
    """What of the typed values the page still holds."""
    return {name: form.fields.get(name, []) for name in typed}


def as_lists(typed: dict[str, str | list[str]]) -> dict[str, list[str]]:
    return {name: [each] if isinstance(each, str) else each for name, each in typed.items()}


def test_a_visit_is_logged_and_its_receipt_shown(each_site: Site) -> None:
    browser = each_site.signed_in(TEACHER)
    answer = send(browser, NEW_VISIT, **MADE)
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"])
    assert receipt_of(page).split("-")[0] == answer.headers["location"].rsplit("/", 1)[-1]
    (logged,) = each_site.facts(HomeVisitLogged)
    assert (logged.visit.visited_by, logged.visit.minutes) == (given.TEACHER, 40)
    assert logged.visit.note == "奶奶<b>身体</b>还好。"
    assert "奶奶&lt;b&gt;身体&lt;/b&gt;还好。" in browser.get(HISTORY).text
    assert "上次 3月9日" in browser.get(paths.DESK).text
    assert "2026年3月9日" in browser.get(FILE).text


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"outcome": ""}, "outcome", "请填写这一项"),
        ({"minutes": "很久"}, "minutes", "请填整数"),
        ({"minutes": "601"}, "minutes", "时长要在 1 到 600 分钟之间"),
        ({"started_time": ""}, "started_at", "日期或时间不对"),
        ({"started_on": "2026-03-11"}, "started_at", "不能晚于现在"),
        ({"next_visit_on": "2026-03-01"}, "next_visit_on", "下次的日期要晚于这一次"),
        ({"outcome": "not_at_home"}, "child_seen", "结果选的是没有见到人"),
        ({"note": "字" * 5_000}, "note", "太长了"),
    ],
)
def test_an_error_stands_beside_its_field_and_everything_typed_is_kept(
    kept_site: Site, wrong: dict[str, str], field: str, sentence: str
) -> None:
    browser, typed = kept_site.signed_in(TEACHER), {**MADE, **wrong}
    logged, shown = len(kept_site.facts(HomeVisitLogged)), browser.get(NEW_VISIT)
    page = send(browser, NEW_VISIT, shown, **typed)
    assert page.status_code == 422
    beside = re.search(rf'id="{field}-error">([^<]*)<', page.text)
    assert beside is not None
    assert sentence in beside[1]
    assert kept(form_on(page), typed) == {
        name: [] if each == [""] and name in {"outcome"} else each
        for name, each in as_lists(typed).items()
    }
    assert form_on(page).fields["visit_id"] == form_on(shown).fields["visit_id"]
    assert len(kept_site.facts(HomeVisitLogged)) == logged
    assert send(browser, NEW_VISIT, page, **MADE).status_code == 303


def test_several_errors_are_told_at_once(site: Site) -> None:
    wrong = {"outcome": "", "minutes": "很久", "started_on": "", "next_visit_on": "2026-02-30"}
    page = send(site.signed_in(TEACHER), NEW_VISIT, **{**MADE, **wrong})
    assert "有 4 处需要修改，已填的都还在" in page.text


def test_the_same_form_sent_again_is_quiet_and_leads_to_the_same_receipt(site: Site) -> None:
    browser = site.signed_in(TEACHER)
    shown = browser.get(NEW_VISIT)
    first, again = (send(browser, NEW_VISIT, shown, **MADE) for _ in range(2))
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.headers["location"] == again.headers["location"]
    assert len(site.facts(HomeVisitLogged)) == 1
    site.clock.move(minutes=5)
    assert send(browser, NEW_VISIT, shown, **MADE).headers["location"] == first.headers["location"]


def test_the_same_form_with_other_content_is_kept_beside_the_first_and_said_so(site: Site) -> None:
    browser = site.signed_in(TEACHER)
    shown = browser.get(NEW_VISIT)
    assert send(browser, NEW_VISIT, shown, **MADE).status_code == 303
    pages = [send(browser, NEW_VISIT, shown, **{**MADE, "minutes": "45"}) for _ in range(2)]
    assert [page.status_code for page in pages] == [409, 409]
    assert "两份都已保存" in pages[0].text
    assert receipt_of(pages[0]) == receipt_of(pages[1])
    assert (len(site.facts(HomeVisitLogged)), len(site.facts(HomeVisitConflictKept))) == (1, 1)
    assert "重复不一致" in browser.get(HISTORY).text


def test_a_correction_replaces_nothing_and_is_made_once(site: Site) -> None:
    browser = site.signed_in(TEACHER)
    shown = browser.get(NEW_VISIT)
    send(browser, NEW_VISIT, shown, **MADE)
    path = correction_path("visits", form_on(shown).fields["visit_id"][0])
    form = browser.get(path)
    assert kept(form_on(form), {**MADE, "words": ""}) == as_lists(
        {**MADE, "words": "", "note": "奶奶<b>身体</b>还好。"}
    )
    without_reason = send(browser, path, form, minutes="50")
    assert without_reason.status_code == 422
    first, again = (
        send(browser, path, page, minutes="50", why="算错了") for page in (without_reason, form)
    )
    assert first.headers["location"] == again.headers["location"]
    assert len(site.facts(HomeVisitCorrected)) == 1
    stale = send(browser, path, form, minutes="55", why="再改", correction_id=str(given.VISIT_ID))
    assert stale.status_code == 409
    assert "刚刚被别人更正过" in stale.text
    assert form_on(stale, path).fields["minutes"] == ["55"]


def test_a_talk_is_logged_corrected_and_its_notes_opened_apart(site: Site) -> None:
    browser = site.signed_in(TEACHER)
    shown = browser.get(NEW_TALK)
    wrong = send(browser, NEW_TALK, shown, **{**TALKED, "minutes": "0"})
    assert (wrong.status_code, kept(form_on(wrong), TALKED)) == (
        422,
        as_lists({**TALKED, "minutes": "0"}),
    )
    first, again = (send(browser, NEW_TALK, wrong, **TALKED) for _ in range(2))
    assert (first.status_code, first.headers["location"]) == (303, again.headers["location"])
    conflict = send(browser, NEW_TALK, shown, **{**TALKED, "minutes": "25"})
    assert (conflict.status_code, "两份都已保存" in conflict.text) == (409, True)
    talk_id = form_on(shown).fields["talk_id"][0]
    path = correction_path("talks", talk_id)
    assert send(browser, path, why="时间记错", minutes="30").status_code == 303
    assert given.TALK_NOTES not in browser.get(HISTORY).text
    notes = paths.filled(paths.TALK_NOTES, child_id=given.CHILD, talk_id=talk_id)
    assert given.TALK_NOTES in browser.get(notes).text


def test_a_receipt_is_shown_to_whoever_it_was_given_to(site: Site) -> None:
    answer = send(site.signed_in(TEACHER), NEW_VISIT, **MADE)
    for other in (LEADER, COMMUNITY_WORKER):
        assert site.signed_in(other).get(answer.headers["location"]).status_code == 404


def test_who_enters_it_for_somebody_else_says_who_was_there(site: Site) -> None:
    browser = site.signed_in(LEADER)
    answer = send(browser, NEW_VISIT, **MADE, visited_by=str(given.TEACHER))
    assert answer.status_code == 303
    (logged,) = site.facts(HomeVisitLogged)
    assert logged.visit.visited_by == given.TEACHER


def test_whoever_is_not_registered_was_not_there_and_nothing_typed_is_lost(kept_site: Site) -> None:
    browser, logged = kept_site.signed_in(LEADER), len(kept_site.facts(HomeVisitLogged))
    page = send(browser, NEW_VISIT, **MADE, visited_by=str(given.example_id(190)))
    assert page.status_code == 409
    beside = re.search(r'id="visited_by-error">([^<]*)<', page.text)
    assert beside is not None
    assert "登记的人员里没有这个人" in beside[1]
    assert kept(form_on(page), MADE) == as_lists(MADE)
    assert len(kept_site.facts(HomeVisitLogged)) == logged
