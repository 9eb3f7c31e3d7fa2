"""A county says for each of its offices who is on call, and loses none of the others."""

from api import paths
from domain.oncall.facts import DutyRosterPublished, ShiftKind
from domain.staff.facts import Role
from tests import examples as given
from tests.api.pages.duty import COUNTY, HEALTH_OFFICE, POSTS, employ
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import OFFICER, Site

ROSTER, PUBLISH = (
    paths.filled(path, organisation_id=given.COUNTY_OFFICE)
    for path in (paths.DUTY_ROSTER, paths.PUBLISH_DUTY_ROSTER)
)
TONIGHT = f"night_{given.TODAY}"
DUTY, HEALTH = (str(POSTS[login][0]) for login in (COUNTY, HEALTH_OFFICE))
OF_HEALTH = {"office": Role.HEALTH_OFFICER.value}
LACKS = "卫健没有排人"


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
    asked = officer.get(f"{PUBLISH}?office={Role.CIVIL_AFFAIRS_OFFICER.value}")
    assert (asked.status_code, DUTY in asked.text) == (200, True)
    assert "本单位值班" not in asked.text
