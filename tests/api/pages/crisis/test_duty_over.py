"""Whoever holds no duty any more is shown nothing, and their account is closed in time."""

from datetime import date, timedelta
from uuid import uuid5

import pytest

from api import paths
from application.authentication.closing import close_accounts_without_duty, is_over
from application.ports import Actor, Commit, History
from application.rows import DutyRow
from domain.accounts.facts import AccountDisabled, DisablingReason, SessionsEnded
from domain.shared import DutyId, OrganisationId, PersonId, RequestId
from domain.staff.facts import DutyEnded, DutyEndReason, Role
from tests import examples as e
from tests import office
from tests.api.pages.approving import approve_all
from tests.api.pages.damaging import flip_a_byte
from tests.api.pages.forms import send
from tests.api.pages.site import ADMINISTRATOR, OFFICER, SECURITY, TEACHER, VOLUNTEER, Site

OVER = "现在没有任何职责"
SWEEPER = Actor(person_id=PersonId(e.example_id(2101)))
ACCOUNT = paths.filled(paths.PERSON_ACCOUNT, person_id=e.TEACHER)


def end_duty(
    site: Site, last_on: date = e.TODAY - timedelta(days=1), whose: PersonId = e.TEACHER
) -> None:
    """Let the teacher's only duty end, or that of another."""
    post = next(number for number, each in enumerate(office.POSTS) if each == whose)
    said = DutyEnded(
        person_id=whose,
        duty_id=DutyId(e.example_id(280 + post)),
        ended_on=last_on,
        reason=DutyEndReason.MOVED,
    )
    stream = site.opened.mapper.stream_of(said)
    history = site.opened.ledger.log.load([stream])
    assert isinstance(history, History)
    site.opened.ledger.log.append(
        Commit(
            facts=(said,),
            expected=history.versions,
            request_id=RequestId(uuid5(whose, str(last_on))),
            actor_id=office.ADMINISTRATOR,
            recorded_at=site.clock.now,
        )
    )
    site.opened.ledger.catch_up()


def close(site: Site) -> int:
    accounts = site.app.state.accounts
    return close_accounts_without_duty(site.opened.ledger, accounts, SWEEPER, site.clock.now)


def test_who_has_no_duty_today_is_shown_one_sentence(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    assert teacher.get(paths.DESK).status_code == 200
    end_duty(site)
    for path in (paths.DESK, paths.HOME, paths.ACCOUNT):
        answer = teacher.get(path)
        assert (answer.status_code, OVER in answer.text) == (403, True)
    told = teacher.get("/api/v1/me")
    assert (told.status_code, told.json()["code"]) == (403, "duty_over")
    assert teacher.post(paths.SIGN_OUT).status_code == 303


def test_whose_duty_begins_later_or_waits_for_approval_is_told_so_and_can_sign_out(
    site: Site,
) -> None:
    teacher = site.signed_in(TEACHER)
    proposed = {
        "role": "teacher",
        "organisation_id": str(e.SCHOOL),
        "from_on": (e.TODAY + timedelta(days=5)).isoformat(),
        "to_on": (e.TODAY + timedelta(days=90)).isoformat(),
    }
    invite = paths.filled(paths.INVITE_PERSON, person_id=e.TEACHER)
    end_duty(site)
    security = site.signed_in(SECURITY)
    assert "没有等批准的任职" in security.get(invite).text
    person = paths.filled(paths.PERSON, person_id=e.TEACHER)
    assert send(site.signed_in(ADMINISTRATOR), person, **proposed).is_redirect
    answer = teacher.get(paths.HOME)
    assert (answer.status_code, "任职还在等批准" in answer.text) == (403, True)
    assert f'action="{paths.SIGN_OUT}"' in answer.text
    assert f'href="{paths.ACCOUNT}"' in answer.text
    assert teacher.get(paths.ACCOUNT).status_code == 200
    assert "任职还在等批准" in security.get(invite).text
    approve_all(site.signed_in(OFFICER))
    answer = teacher.get(paths.HOME)
    assert (answer.status_code, "您的职责从 2026-03-15 开始" in answer.text) == (403, True)
    assert "的职责从" in security.get(invite).text
    site.clock.move(days=5)
    del site.entered[TEACHER]
    assert site.signed_in(TEACHER).get(paths.DESK).status_code == 200


def test_a_worry_is_taken_as_long_as_somebody_is_signed_in(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    end_duty(site)
    assert teacher.get(paths.WORRY).status_code == 200


def test_whoever_left_yesterday_reports_that_a_telephone_was_lost(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    end_duty(site)
    said = {"breach_kind": "device_lost", "breach_text": "手机丢在班车上了。"}
    sent = send(teacher, paths.REPORT_BREACH, breach_office=str(e.COUNTY_OFFICE), **said)
    assert sent.status_code == 303
    assert teacher.get(sent.headers["location"]).status_code == 200
    program = {"kind": "device_lost", "detected_at": e.NOW.isoformat(), "text": "手机丢了。"}
    at = f"/api/v1/organisations/{e.COUNTY_OFFICE}/breaches/{e.example_id(886)}"
    assert teacher.put(at, json=program).status_code == 201
    assert teacher.get(paths.BREACHES).status_code == 403


def test_who_was_dismissed_raises_a_worry_and_sees_on_that_day_that_it_arrived(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    end_duty(site)
    told = {
        "child_id": "other",
        "name": "韦小荷",
        "school_id": str(e.SCHOOL),
        "situation": "life_in_danger",
    }
    raised = send(teacher, paths.WORRY, **told, described_as="五年级")
    sent = raised.headers["location"]
    assert (raised.status_code, teacher.get(sent).status_code) == (303, 200)
    case_id = sent.removeprefix("/worries/")
    for path in (f"/api/v1/cases/{case_id}/own", paths.STREAM):
        assert (path, teacher.get(path).status_code) == (path, 403)
    site.clock.move(days=1)
    del site.entered[TEACHER]
    answer = site.signed_in(TEACHER).get(sent)
    assert (answer.status_code, OVER in answer.text) == (403, True)


def test_the_last_day_of_a_duty_is_still_one(site: Site) -> None:
    end_duty(site, last_on=e.TODAY)
    teacher = site.signed_in(TEACHER)
    assert teacher.get(paths.DESK).status_code == 200
    site.clock.move(days=1)
    assert close(site) == 1


def test_an_account_without_duty_is_closed_once_and_everybody_else_goes_on(site: Site) -> None:
    assert close(site) == 0
    end_duty(site)
    teacher = site.signed_in(TEACHER)
    assert [close(site), close(site)] == [1, 0]
    (said,) = site.facts(AccountDisabled)
    assert said == AccountDisabled(person_id=e.TEACHER, reason=DisablingReason.DUTY_OVER)
    assert teacher.get(paths.DESK).status_code == 303
    assert site.signed_in(VOLUNTEER).get(paths.DESK).status_code == 200


def test_who_was_opened_again_before_a_new_duty_is_closed_again_on_the_same_day(
    each_site: Site,
) -> None:
    site = each_site
    end_duty(site)
    assert close(site) == 1
    assert site.signed_in(SECURITY).post(ACCOUNT, data={"act": "enable"}).status_code == 303
    assert close(site) == 1
    assert len(site.facts(AccountDisabled)) == 2
    assert site.signed_in(SECURITY).get(ACCOUNT).text.count("已停用") == 1


def test_one_account_that_cannot_be_read_keeps_no_other_open(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    site.know(SessionsEnded(person_id=e.VOLUNTEER, count=1))
    url = site.opened.engine.url.render_as_string(hide_password=False)
    flip_a_byte(url, site.opened.recorder.head())
    end_duty(site, whose=e.VOLUNTEER)
    end_duty(site)
    assert close(site) == 1
    assert caplog.messages == [f"account {e.VOLUNTEER} not looked at: Unreadable"]


def duty(from_on: date, to_on: date | None) -> DutyRow:
    return DutyRow(
        duty_id=DutyId(e.example_id(2102)),
        person_id=e.TEACHER,
        role=Role.TEACHER,
        organisation_id=OrganisationId(e.SCHOOL),
        from_on=from_on,
        to_on=to_on,
    )


YESTERDAY, TODAY, TOMORROW = (e.TODAY + timedelta(days=days) for days in (-1, 0, 1))


@pytest.mark.parametrize(
    ("duties", "over"),
    [
        ((), False),
        ((duty(YESTERDAY, None),), False),
        ((duty(YESTERDAY, TODAY),), False),
        ((duty(YESTERDAY, YESTERDAY),), True),
        ((duty(YESTERDAY, YESTERDAY), duty(TOMORROW, None)), False),
        ((duty(YESTERDAY, YESTERDAY), duty(YESTERDAY, YESTERDAY)), True),
    ],
)
def test_duties_are_over_when_there_were_some_and_none_is_left(
    duties: tuple[DutyRow, ...], over: bool
) -> None:
    assert is_over(duties, e.TODAY) is over
