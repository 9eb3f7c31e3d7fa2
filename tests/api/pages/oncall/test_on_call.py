"""A head publishes on pages who is on call, and says that a shift was exchanged."""

from dataclasses import replace
from datetime import date

import pytest

from api import paths
from application.oncall.publishing import publish_duty_roster
from domain.oncall.facts import (
    DutyRosterPublished,
    DutyTelephoneTested,
    Shift,
    ShiftExchanged,
    ShiftKind,
)
from domain.oncall.state import AskedShift
from domain.staff.facts import Role
from tests import examples as given
from tests.api.pages.duty import LEAD, LIAISON, POSTS, employ
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import ADMINISTRATOR, LEADER, TEACHER, Site
from tests.office import LEADER as LEADER_ID
from tests.office import acting
from tests.on_call_examples import PUBLISH as PUBLISHED
from tests.on_call_examples import SATURDAY
from tests.on_call_examples import TONIGHT as TONIGHT_ON

CRISIS_LEAD = POSTS[LEAD][0]
ROSTER, PUBLISH, EXCHANGE = (
    paths.filled(path, organisation_id=given.SCHOOL)
    for path in (paths.DUTY_ROSTER, paths.PUBLISH_DUTY_ROSTER, paths.EXCHANGE_SHIFT)
)
TONIGHT = f"night_{given.TODAY}"


def test_a_month_is_published_changed_with_the_reason_and_exchanged(site: Site) -> None:
    employ(site)
    leader, lead = site.signed_in(LEADER), site.signed_in(LEAD)
    assert "这个月还没有公布值班表" in lead.get(ROSTER).text
    nobody = send(leader, PUBLISH)
    assert (nobody.status_code, "还没有选任何人" in nobody.text) == (422, True)
    form = leader.get(PUBLISH)
    chosen = {
        TONIGHT: str(CRISIS_LEAD),
        f"{TONIGHT}_second": str(LEADER_ID),
        "weekend_2026-03-14": str(LEADER_ID),
    }
    sent = [send(leader, PUBLISH, form, **chosen) for _ in range(2)]
    month = f"{ROSTER}?month=2026-03-01"
    assert [each.headers["location"] for each in sent] == [month] * 2
    (published,) = site.facts(DutyRosterPublished)
    # What is over is published no more.
    assert (published.first_on, published.last_on) == (given.TODAY, date(2026, 3, 31))
    assert published.shifts[0] == Shift(
        on=given.TODAY,
        kind=ShiftKind.NIGHT,
        person_id=CRISIS_LEAD,
        role=Role.CRISIS_LEAD,
        stand_in_id=LEADER_ID,
    )
    shown = lead.get(month).text
    assert "值班空缺：白班" in shown
    assert ("换班：" in shown, "换班：" in leader.get(month).text) == (False, True)
    assert "示例小学" in lead.get(paths.ROSTER_GAPS).text
    assert "本单位的值班表近几天有" in lead.get(paths.HEALTH_DESK).text
    # Whoever publishes from what was there before is told so.
    again = leader.get(PUBLISH)
    assert send(leader, PUBLISH, again, version="0", why="示例").status_code == 409
    assert len(site.facts(DutyRosterPublished)) == 1
    assert form_on(again).fields[TONIGHT] == [str(CRISIS_LEAD)]
    assert "请填写" in send(leader, PUBLISH, again, why="").text
    assert send(leader, PUBLISH, again, why="李老师出差。").status_code == 303
    april = leader.get(f"{PUBLISH}?month=2026-04-01&copy=1")
    assert form_on(april, PUBLISH).fields["weekend_2026-04-11"] == [str(LEADER_ID)]


def test_a_shift_is_exchanged_and_both_are_named(site: Site) -> None:
    employ(site)
    leader = site.signed_in(LEADER)
    assert send(leader, PUBLISH, **{TONIGHT: str(CRISIS_LEAD)}).status_code == 303
    asked = f"{EXCHANGE}?on={given.TODAY}&kind=night&given_by={CRISIS_LEAD}"
    page = leader.get(asked)
    assert send(leader, EXCHANGE, page).status_code == 422
    only_second = send(leader, PUBLISH, **{f"{TONIGHT}_second": str(LEADER_ID), TONIGHT: ""})
    assert only_second.status_code == 422
    sent = [send(leader, EXCHANGE, page, taken_by=str(LEADER_ID)) for _ in range(2)]
    # The second finds that the shift is not that of whoever gave it away any more.
    assert [each.status_code for each in sent] == [303, 404]
    (exchanged,) = site.facts(ShiftExchanged)
    assert exchanged == ShiftExchanged(
        organisation_id=given.SCHOOL,
        exchange_id=exchanged.exchange_id,
        on=given.TODAY,
        kind=ShiftKind.NIGHT,
        given_by=CRISIS_LEAD,
        taken_by=LEADER_ID,
        role=Role.SCHOOL_LEADER,
    )
    assert "换过的班" in leader.get(ROSTER).text
    assert leader.get(asked).status_code == 404
    assert leader.get(EXCHANGE).status_code == 404


def test_one_night_is_changed_and_no_shift_that_has_no_field_is_lost(site: Site) -> None:
    employ(site)
    second = AskedShift(on=TONIGHT_ON, kind=ShiftKind.NIGHT, person_id=LEADER_ID)
    asleep = AskedShift(on=SATURDAY, kind=ShiftKind.NIGHT, person_id=CRISIS_LEAD)
    first = replace(second, person_id=CRISIS_LEAD)
    request = replace(PUBLISHED, last_on=date(2026, 3, 31), shifts=(first, second, asleep))
    ledger = site.opened.ledger
    publish_duty_roster(ledger, acting(LEADER_ID), request, site.clock.now)
    leader = site.signed_in(LEADER)
    form = leader.get(PUBLISH)
    assert "另有 2 个班次这里改不了" in form.text
    night = {f"night_{date(2026, 3, 12)}": str(LEADER_ID), "why": "补排一晚。"}
    assert send(leader, PUBLISH, form, **night).status_code == 303
    said = site.facts(DutyRosterPublished)[-1]
    assert isinstance(said, DutyRosterPublished)
    assert {(each.on, each.kind, each.person_id) for each in said.shifts} == {
        *((each.on, each.kind, each.person_id) for each in request.shifts),
        (date(2026, 3, 12), ShiftKind.NIGHT, LEADER_ID),
    }


def test_a_place_publishes_its_own_roster_alone(site: Site) -> None:
    employ(site)
    liaison = site.signed_in(LIAISON)
    places = liaison.get(paths.ON_CALL).text
    assert paths.filled(paths.DUTY_ROSTER, organisation_id=POSTS[LIAISON][2]) in places
    assert liaison.get(ROSTER).status_code == 403
    assert site.signed_in(TEACHER).get(paths.ON_CALL).status_code == 403
    village = paths.filled(paths.DUTY_ROSTER, organisation_id=given.VILLAGE)
    assert site.signed_in(LEADER).get(village).status_code == 403


@pytest.mark.parametrize("month", ["1899-12-01", "2200-01-01"])
def test_a_month_beyond_our_time_is_refused(site: Site, month: str) -> None:
    assert site.signed_in(LEADER).get(f"{ROSTER}?month={month}").status_code == 422


def test_a_number_that_reaches_nobody_is_marked_until_it_does(site: Site) -> None:
    employ(site)
    lead = site.signed_in(LEAD)
    trying = paths.filled(paths.TRY_TELEPHONE, organisation_id=given.SCHOOL)
    assert lead.get(trying).status_code == 404
    publishing = paths.filled(paths.DUTY_TELEPHONE, organisation_id=given.SCHOOL)
    published = send(site.signed_in(ADMINISTRATOR), publishing, telephone="13000000077")
    assert published.status_code == 303
    page = lead.get(trying)
    assert 'href="tel:13000000077"' in page.text
    assert send(lead, trying, page).status_code == 422
    sent = [send(lead, trying, page, call_outcome="wrong_number") for _ in range(2)]
    assert [each.headers["location"] for each in sent] == [paths.ON_CALL] * 2
    assert len(site.facts(DutyTelephoneTested)) == 1
    assert "号码不对，还没有修好" in lead.get(paths.ON_CALL).text
    assert send(lead, trying, call_outcome="reached").status_code == 303
    places = lead.get(paths.ON_CALL).text
    assert ("还没有修好" in places, "打通了，有人接" in places) == (False, True)
