"""A county says for each of its offices who is on call, and loses none of the others."""

from dataclasses import replace
from datetime import timedelta

from api import paths
from domain.oncall.facts import DutyRosterPublished, ShiftKind
from domain.shared import DutyId, PersonId
from domain.staff.facts import DutyAssigned, Role
from tests import examples as given
from tests.api.pages.duty import COUNTY, HEALTH_OFFICE, POSTS, employ
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import OFFICER, Site
from tests.office import OFFICER as OFFICER_ID

ROSTER, PUBLISH = (
    paths.filled(path, organisation_id=given.COUNTY_OFFICE)
    for path in (paths.DUTY_ROSTER, paths.PUBLISH_DUTY_ROSTER)
)
TONIGHT = f"night_{given.TODAY}"
DUTY, HEALTH = (str(POSTS[login][0]) for login in (COUNTY, HEALTH_OFFICE))
OF_HEALTH = {"office": Role.HEALTH_OFFICER.value}
LACKS = "卫健没有排人"
BOTH = PersonId(given.example_id(167))
CIVIL = Role.CIVIL_AFFAIRS_OFFICER
OF_CIVIL, TOMORROW = f"{PUBLISH}?office={CIVIL.value}", f"night_{given.TODAY + timedelta(days=1)}"


def test_each_office_has_somebody_of_its_own_on_call_at_the_county(site: Site) -> None:
    employ(site)
    officer, health = site.signed_in(OFFICER), site.signed_in(HEALTH_OFFICE)
    form = officer.get(PUBLISH)
    assert ("本单位值班" in form.text, HEALTH in form.text) == (True, False)
    assert send(officer, PUBLISH, form, **{TONIGHT: DUTY}).status_code == 303
    assert LACKS in health.get(ROSTER).text
    assert LACKS in officer.get(paths.ROSTER_GAPS).text
    asked = officer.get(f"{PUBLISH}?office={Role.HEALTH_OFFICER.value}")
    assert (HEALTH in asked.text, DUTY in asked.text) == (True, False)
    chosen = {TONIGHT: HEALTH, "why": "卫健也排上。"}
    assert send(officer, PUBLISH, asked, **chosen).status_code == 303
    said = site.facts(DutyRosterPublished)[-1]
    assert isinstance(said, DutyRosterPublished)
    assert {(each.on, each.kind, each.role) for each in said.shifts} == {
        (given.TODAY, ShiftKind.NIGHT, Role.COUNTY_DUTY_OFFICER),
        (given.TODAY, ShiftKind.NIGHT, Role.HEALTH_OFFICER),
    }
    again = officer.get(f"{PUBLISH}?office={Role.HEALTH_OFFICER.value}")
    assert form_on(again, PUBLISH).fields[TONIGHT] == [HEALTH]
    assert form_on(officer.get(PUBLISH), PUBLISH).fields[TONIGHT] == [DUTY]


def test_an_office_sees_the_roster_and_tries_the_number_and_publishes_none(site: Site) -> None:
    employ(site)
    health = site.signed_in(HEALTH_OFFICE)
    assert health.get(ROSTER).status_code == 200
    assert health.get(PUBLISH).status_code == 403
    trying = paths.filled(paths.TRY_TELEPHONE, organisation_id=given.COUNTY_OFFICE)
    # No number is published yet; whoever may not try one is refused before.
    assert health.get(trying).status_code == 404


def test_of_an_office_that_is_not_there_the_place_itself_is_asked(site: Site) -> None:
    employ(site, COUNTY)
    officer = site.signed_in(OFFICER)
    asked = officer.get(OF_CIVIL)
    assert (asked.status_code, DUTY in asked.text) == (200, True)
    assert "本单位值班" not in asked.text


def in_two_offices(site: Site) -> None:
    duties = (
        DutyAssigned(
            person_id=BOTH,
            duty_id=DutyId(given.example_id(number)),
            role=role,
            organisation_id=given.COUNTY_OFFICE,
            from_on=given.TODAY,
        )
        for number, role in ((277, Role.COUNTY_DUTY_OFFICER), (278, CIVIL))
    )
    registered = replace(given.TEACHER_REGISTERED, person_id=BOTH, name="示例两职")
    site.know(registered, *duties, number=60)


def test_who_holds_county_duty_and_an_office_is_chosen_for_either(site: Site) -> None:
    in_two_offices(site)
    officer = site.signed_in(OFFICER)
    assert send(officer, PUBLISH, officer.get(PUBLISH), **{TONIGHT: str(BOTH)}).status_code == 303
    asked = officer.get(OF_CIVIL)
    assert (str(BOTH) in asked.text, "本单位值班" in asked.text) == (True, True)
    chosen = {TOMORROW: str(BOTH), "why": "民政也排上。"}
    assert send(officer, PUBLISH, asked, **chosen).status_code == 303
    # Whatever is changed afterwards, each of them stays for whom it was.
    form = officer.get(PUBLISH)
    assert form_on(form, PUBLISH).fields[TOMORROW] == [""]
    changed = {f"{TONIGHT}_second": str(OFFICER_ID), "why": "加备班。"}
    assert send(officer, PUBLISH, form, **changed).status_code == 303
    said = site.facts(DutyRosterPublished)[-1]
    assert isinstance(said, DutyRosterPublished)
    assert [(each.on, each.person_id, each.role) for each in said.shifts] == [
        (given.TODAY, BOTH, Role.COUNTY_DUTY_OFFICER),
        (given.TODAY + timedelta(days=1), BOTH, CIVIL),
    ]
    assert form_on(officer.get(OF_CIVIL), PUBLISH).fields[TOMORROW] == [str(BOTH)]
    april = officer.get(f"{OF_CIVIL}&month=2026-04-01&copy=1")
    assert form_on(april, PUBLISH).fields["night_2026-04-08"] == [str(BOTH)]


def test_whoever_is_on_call_for_the_county_fills_the_office_that_they_hold(site: Site) -> None:
    in_two_offices(site)
    officer = site.signed_in(OFFICER)
    assert send(officer, PUBLISH, officer.get(PUBLISH), **{TONIGHT: str(BOTH)}).status_code == 303
    shown = officer.get(ROSTER).text.split('<li class="row simple')
    (today,) = [each for each in shown if 'aria-current="date"' in each]
    # By day nobody is there of it, at night somebody is.
    assert today.count("民政没有排人") == 1
