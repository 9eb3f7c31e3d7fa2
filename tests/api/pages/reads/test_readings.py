"""Who looked, by the page: for a child, by day, by person; questions answered and settled."""

import pytest

from api import paths
from domain.reads.facts import Doubt, Finding, QuestionSettled, Reading
from domain.reads.unusual import question_id
from infrastructure.opening import reading_watch_of
from tests import examples as given
from tests.api.pages.care_files.test_histories import readings
from tests.api.pages.forms import send
from tests.api.pages.privacy.privacy import PRIVACY, employ
from tests.api.pages.site import AUDITOR, LEADER, SUPERVISOR, TEACHER, VOLUNTEER, Site

LOOKED = paths.filled(paths.WHO_LOOKED, child_id=given.CHILD)
FILE = paths.filled(paths.CHILD, child_id=given.CHILD)
READER = paths.filled(paths.READER, person_id=given.TEACHER)
NIGHTLY = question_id(given.TEACHER, Doubt.AT_NIGHT, given.TODAY)
QUESTION = paths.filled(paths.QUESTION, question_id=NIGHTLY)
SETTLE = paths.filled(paths.SETTLE_QUESTION, question_id=NIGHTLY)


def read_at_night(site: Site) -> None:
    site.clock.move(hours=13)
    assert site.signed_in(TEACHER).get(FILE).status_code == 200
    assert reading_watch_of(site.opened, site.clock).follow()
    assert site.opened.reads_projector.catch_up()


def test_the_leader_of_the_school_sees_who_looked_at_a_child_and_that_is_a_reading(
    site: Site,
) -> None:
    assert site.signed_in(TEACHER).get(FILE).status_code == 200
    leader = site.signed_in(LEADER)
    assert LOOKED in leader.get(FILE).text
    assert LOOKED not in site.signed_in(TEACHER).get(FILE).text
    page = leader.get(LOOKED)
    for told in (given.CHILD_NAME, "关爱档案", "班主任", "关爱工作", "阅览记录"):
        assert told in page.text
    assert readings(site)[-1].what is Reading.READINGS
    for who in (TEACHER, VOLUNTEER):
        assert site.signed_in(who).get(LOOKED).status_code in {403, 404}


def test_how_often_one_person_looked_for_one_purpose_is_counted_over_all_pages(site: Site) -> None:
    times = given.RULES.page_size + 5
    for _ in range(times):
        assert site.signed_in(TEACHER).get(FILE).status_code == 200
    page = site.signed_in(LEADER).get(LOOKED)
    assert f"{times} 次" in page.text
    assert page.text.count("班主任") == given.RULES.page_size


def test_what_was_read_in_a_crisis_is_told_to_the_auditor_alone_and_beside_a_number(
    site: Site,
) -> None:
    about = paths.filled(paths.CHILD_WORRY, child_id=given.CHILD)
    assert site.signed_in(TEACHER).get(about).status_code == 200
    assert site.signed_in(TEACHER).get(paths.WORRY).status_code == 200
    named = site.signed_in(SUPERVISOR).get(LOOKED).text
    assert "危机处置" not in named
    audited = site.signed_in(AUDITOR).get(LOOKED).text
    assert "危机处置" in audited
    assert given.CHILD_NAME not in audited
    assert given.CHILD.hex[:8] in audited


def test_who_is_shown_a_number_alone_is_told_so_in_words_for_every_office(site: Site) -> None:
    employ(site)
    for who in (AUDITOR, PRIVACY):
        page = site.signed_in(who).get(LOOKED)
        assert (page.status_code, given.CHILD_NAME in page.text) == (200, False)
        assert ("这里只显示编号" in page.text, "审计不显示" in page.text) == (True, False)


def test_an_auditor_goes_from_a_day_to_a_person_and_finds_numbers(site: Site) -> None:
    assert site.signed_in(TEACHER).get(FILE).status_code == 200
    auditor = site.signed_in(AUDITOR)
    day = auditor.get(paths.READINGS)
    assert READER in day.text
    found = auditor.get(READER, params={"on": given.TODAY.isoformat(), "what": "care_file"})
    assert given.CHILD.hex[:8] in found.text
    assert given.CHILD_NAME not in found.text
    assert "没有符合条件的阅览" in auditor.get(READER, params={"at_night": "yes"}).text
    wrong = auditor.get(READER, params={"on": "2026-02-30"})
    assert (wrong.status_code, 'value="2026-02-30"' in wrong.text) == (422, True)
    before = {"from_on": "2026-03-01", "to_on": "2026-03-09"}
    assert "没有符合条件的阅览" in auditor.get(READER, params=before).text
    since = auditor.get(READER, params={"from_on": "2026-03-01", "what": "care_file"})
    assert given.CHILD.hex[:8] in since.text
    known = auditor.get(paths.filled(paths.PERSON, person_id=given.TEACHER))
    assert READER in known.text
    other = auditor.get(paths.READINGS, params={"on": "2026-03-01"})
    assert "这一天没有人看过孩子的内容" in other.text
    assert site.signed_in(LEADER).get(paths.READINGS).status_code == 403


def test_a_question_goes_from_the_reader_to_the_auditor_and_is_settled(site: Site) -> None:
    read_at_night(site)
    teacher, auditor = site.signed_in(TEACHER), site.signed_in(AUDITOR)
    assert "1 条阅览疑问" in teacher.get(paths.DESK).text
    assert "夜间阅览" in teacher.get(paths.QUESTIONS).text
    assert "还在等本人回答" in auditor.get(QUESTION).text
    early = auditor.post(SETTLE, data={"finding": "in_order"})
    assert (early.status_code, "本人还在答复期内" in early.text) == (409, True)
    empty = send(teacher, QUESTION, explanation="other")
    assert empty.status_code == 422
    answered = send(teacher, QUESTION, explanation="urgent", words="奶奶住院。")
    assert (answered.status_code, answered.headers["location"]) == (303, paths.QUESTIONS)
    assert "条阅览疑问" not in teacher.get(paths.DESK).text
    assert "1 条阅览疑问" in auditor.get(paths.ORGANISATIONS).text
    told = auditor.get(QUESTION).text
    assert ("奶奶住院。" in told, "有急事" in told) == (True, True)
    assert auditor.post(SETTLE, data={"finding": "in_order"}).status_code == 303
    recorder, mapper = site.opened.logs["reads"]
    last = mapper.open_rows(recorder.rows_after(0, 500))[-1].fact
    assert last == QuestionSettled(
        question_id=NIGHTLY, reader_id=given.TEACHER, finding=Finding.IN_ORDER
    )
    assert "正常" in teacher.get(QUESTION).text


def test_a_question_is_no_business_of_others(site: Site) -> None:
    read_at_night(site)
    leader = site.signed_in(LEADER)
    assert leader.get(QUESTION).status_code == 404
    assert leader.post(QUESTION, data={"explanation": "urgent"}).status_code == 404
    assert leader.post(SETTLE, data={"finding": "misused"}).status_code == 403
    assert site.signed_in(AUDITOR).post(QUESTION, data={"explanation": "urgent"}).status_code == 404


def test_an_unanswered_question_may_be_settled_when_its_time_is_over(site: Site) -> None:
    read_at_night(site)
    site.clock.move(days=given.RULES.reading.answer_days + 1)
    site.entered.clear()
    assert site.signed_in(AUDITOR).post(SETTLE, data={"finding": "reminded"}).status_code == 303


def test_a_program_answers_and_settles_the_same_question(site: Site) -> None:
    read_at_night(site)
    teacher, auditor = site.signed_in(TEACHER), site.signed_in(AUDITOR)
    own = teacher.get("/api/v1/questions/own").json()["items"]
    assert [(each["doubt"], each["stage"]) for each in own] == [("at_night", "open")]
    answer = f"/api/v1/questions/{NIGHTLY}/answer"
    said = {"explanation": "urgent", "words": "奶奶住院。"}
    first, again = (teacher.put(answer, json=said) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert teacher.put(answer, json={"explanation": "by_mistake"}).status_code == 409
    settlement = f"/api/v1/questions/{NIGHTLY}/settlement"
    assert teacher.put(settlement, json={"finding": "in_order"}).status_code == 403
    assert auditor.put(settlement, json={"finding": "in_order"}).status_code == 201
    assert auditor.get("/api/v1/questions").json()["items"] == []
    page = auditor.get(f"/api/v1/people/{given.TEACHER}/readings", params={"at_night": "true"})
    assert [each["what"] for each in page.json()["items"]] == ["care_file"]
    assert list(page.json()["children"].values()) == [[str(given.CHILD)]]


@pytest.mark.parametrize("hours", [13, 15])
def test_beside_a_question_about_a_night_its_readings_stand_before_and_after_midnight(
    site: Site, hours: int
) -> None:
    site.clock.move(hours=hours)
    assert site.signed_in(TEACHER).get(FILE).status_code == 200
    assert reading_watch_of(site.opened, site.clock).follow()
    assert site.opened.reads_projector.catch_up()
    found = site.signed_in(TEACHER).get(QUESTION)
    assert found.status_code == 200
    assert "关爱档案" in found.text
    assert "列不出来了" not in found.text


def test_what_nobody_answered_in_time_waits_for_the_auditor_and_stays_to_be_found(
    site: Site,
) -> None:
    read_at_night(site)
    auditor = site.signed_in(AUDITOR)
    assert "条阅览疑问" not in auditor.get(paths.ORGANISATIONS).text
    site.clock.move(days=given.RULES.reading.answer_days + 1)
    site.entered.clear()
    auditor = site.signed_in(AUDITOR)
    assert "1 条阅览疑问" in auditor.get(paths.ORGANISATIONS).text
    assert auditor.post(SETTLE, data={"finding": "reminded"}).status_code == 303
    assert QUESTION not in auditor.get(paths.QUESTIONS).text
    assert QUESTION in auditor.get(paths.QUESTIONS, params={"done": "yes"}).text
    settled = auditor.get("/api/v1/questions", params={"settled": "true"}).json()
    assert [each["finding"] for each in settled["items"]] == ["reminded"]
