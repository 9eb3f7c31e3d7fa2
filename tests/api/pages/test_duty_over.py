"""Whoever holds no duty any more is shown nothing, and their account is closed in time."""

from datetime import date, timedelta
from uuid import uuid5

import pytest

from api import paths
from application.closing import close_accounts_without_duty, is_over
from application.ports import Actor, Commit, History
from application.rows import DutyRow
from domain.accounts.facts import AccountDisabled, DisablingReason
from domain.shared import DutyId, OrganisationId, PersonId, RequestId
from domain.staff.facts import DutyEnded, DutyEndReason, Role
from tests import examples as e
from tests import office
from tests.api.pages.site import TEACHER, VOLUNTEER, Site

OVER = "现在没有任何职责"
SWEEPER = Actor(person_id=PersonId(e.example_id(2101)))
POST = next(number for number, each in enumerate(office.POSTS) if each == e.TEACHER)


def end_duty(site: Site, last_on: date = e.TODAY - timedelta(days=1)) -> None:
    """Let the teacher's only duty end."""
    said = DutyEnded(
        person_id=e.TEACHER,
        duty_id=DutyId(e.example_id(280 + POST)),
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
            request_id=RequestId(uuid5(e.TEACHER, str(last_on))),
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


def test_a_worry_is_taken_as_long_as_somebody_is_signed_in(site: Site) -> None:
    teacher = site.signed_in(TEACHER)
    end_duty(site)
    assert teacher.get(paths.WORRY).status_code == 200


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
