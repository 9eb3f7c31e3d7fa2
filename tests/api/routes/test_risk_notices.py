"""Through the API a class teacher reads which pupil is in danger and answers; and the letter."""

from uuid import UUID

from domain.alerts.facts import RiskNoticeRead
from domain.reads.facts import Reading
from domain.referrals.family.guardian_facts import AccompanyingEnded, ChildAccompanied
from domain.shared import CompanyId
from infrastructure.opening import reactions_of
from tests import examples as e
from tests.api.routes.door import LEADER, TEACHER, VOLUNTEER, Door, path
from tests.api.routes.test_levels import ASSESSMENT, RED
from tests.api.routes.worries import (
    ADVISER,
    BODY,
    CASE,
    CONCERN,
    LEAD,
    PUPIL_NAME,
    WORDS,
    refer,
    step,
)

NOTICE = path("risk-notices", CASE)
READ = path("risk-notices", CASE, "readings", e.example_id(706))
COMPANY = CompanyId(e.example_id(707))
HERE = path("risk-notices", CASE, "companies", COMPANY)


def test_a_class_teacher_is_told_the_danger_alone_and_says_once_each_what_they_do(
    at_work: Door,
) -> None:
    of_class = BODY | {"class_id": str(e.SCHOOL_CLASS), "entered_at": None}
    assert at_work.signed_in(VOLUNTEER).put(CONCERN, json=of_class).status_code == 201
    teacher = at_work.signed_in(TEACHER)
    assert teacher.get(path("risk-notices")).json() == {"case_ids": [], "is_whole": True}
    assert at_work.signed_in(LEAD).put(ASSESSMENT, json=RED).status_code == 201
    assert reactions_of(at_work.opened, at_work.clock).follow()
    assert teacher.get(path("risk-notices")).json()["case_ids"] == [str(CASE)]
    before = len(at_work.readings())
    shown = teacher.get(NOTICE)
    assert (shown.json()["pupil_name"], shown.json()["read_at"]) == (PUPIL_NAME, None)
    assert [each for each in (WORDS, "red", str(e.VOLUNTEER)) if each in shown.text] == []
    (read,) = at_work.readings()[before:]
    assert (read.what, read.reader_id) == (Reading.RISK_NOTICE, e.TEACHER)

    cause = {"cause_id": shown.json()["cause_id"]}
    stale = teacher.put(READ, json={"cause_id": str(COMPANY)})
    for address, body in ((READ, cause), (HERE, None), (HERE + "/end", None)):
        first, again = (teacher.put(address, json=body) for _time in range(2))
        assert (first.status_code, again.status_code) == (201, 200), first.text
        assert first.json() == again.json()
    assert (stale.status_code, stale.json()["code"]) == (409, "risk_notice_anew")
    assert teacher.get(NOTICE).json()["company_id"] is None
    is_recorded(at_work, UUID(cause["cause_id"]))


def is_recorded(door: Door, cause_id: UUID) -> None:
    read_it = RiskNoticeRead(
        case_id=CASE, child_id=e.OTHER_CHILD, cause_id=cause_id, read_by=e.TEACHER
    )
    here = ChildAccompanied(
        case_id=CASE,
        child_id=e.OTHER_CHILD,
        company_id=COMPANY,
        said_by=e.TEACHER,
        since_at=door.clock.now,
        with_id=e.TEACHER,
    )
    left = AccompanyingEnded(
        case_id=CASE,
        child_id=e.OTHER_CHILD,
        company_id=COMPANY,
        said_by=e.TEACHER,
        ended_at=door.clock.now,
    )
    assert [each.fact for each in door.recorded(read_it)][-1:] == [read_it]
    assert [each.fact for each in door.recorded(here)][-2:] == [here, left]


def test_whoever_was_not_told_is_answered_as_for_a_case_that_there_is_not(raised: Door) -> None:
    for login, status in ((TEACHER, 404), (LEADER, 403), (ADVISER, 403)):
        client = raised.signed_in(login)
        for case_id in (CASE, e.example_id(7_777)):
            notice = path("risk-notices", case_id)
            assert client.get(notice).status_code == status
            answer = client.put(f"{notice}/companies/{COMPANY}")
            assert answer.status_code == status


def test_the_letter_of_the_referral_that_stands_is_given_out_and_that_is_on_record(
    raised: Door,
) -> None:
    lead = raised.signed_in(LEAD)
    early = lead.get(step("letter"))
    assert (early.status_code, early.json()["code"]) == (404, "no_referral_letter")
    refer(raised)
    before = len(raised.readings())
    letter = lead.get(step("letter"))
    assert (letter.status_code, letter.headers["content-type"]) == (200, "application/pdf")
    assert letter.content.startswith(b"%PDF-")
    assert [each.what for each in raised.readings()[before:]] == [Reading.REFERRAL_LETTER]
    assert raised.signed_in(TEACHER).get(step("letter")).status_code == 403
