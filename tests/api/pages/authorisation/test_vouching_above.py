"""An auditor vouches for whoever holds a duty at the bureau, and for nobody who may yet come."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from application.authorisation.vouching import vouching_for
from domain.accounts.facts import AccountActivated
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import DutyProposed, Role
from infrastructure.log.tables import ACCOUNTS
from tests import examples as e
from tests.api.pages.authorisation.test_answering_for import on_duty, proposed
from tests.api.pages.site import Site
from tests.signing import give_account

NEWCOMER, ABOVE = PersonId(e.example_id(2230)), PersonId(e.example_id(2231))
AUDITS = on_duty(ABOVE, Role.AUDITOR, e.BUREAU, 21)
HELD = on_duty(NEWCOMER, Role.INSPECTOR, e.BUREAU, 22)
OVER = replace(HELD, to_on=e.TODAY.replace(day=1))
LIST = "/api/v1/first-sign-ins"
CONFIRMATION = f"/api/v1/people/{NEWCOMER}/first-sign-in/confirmation"


def awaited(place: OrganisationId) -> DutyProposed:
    return proposed(NEWCOMER, Role.INSPECTOR, place, 23)


def newcomer_is_known_by(site: Site, *duties: object) -> tuple[bool, int]:
    """Return whether the bureau's auditor is shown a newcomer, and the answer to confirming."""
    people = [replace(e.TEACHER_REGISTERED, person_id=each) for each in (NEWCOMER, ABOVE)]
    activated = AccountActivated(person_id=NEWCOMER)
    site.know(*people, AUDITS, activated, *duties, number=77)
    for person_id, login in ((NEWCOMER, "newcomer"), (ABOVE, "above")):
        give_account(site.app.state.accounts, person_id, login, site.clock.now)
    with site.opened.engine.begin() as connection:
        anew = update(ACCOUNTS).where(ACCOUNTS.c.person_id == NEWCOMER)
        connection.execute(anew.values(confirmed_at=None))
    auditor, now = site.signed_in("above"), site.clock.now
    rows = auditor.get(LIST).json()["items"]
    shown = {each["person_id"]: each["set_up_at"] for each in rows}
    set_up_at = shown.get(str(NEWCOMER), now.isoformat())
    said = {"set_up_at": set_up_at, "identified_by": "seen_in_person"}
    may = ABOVE in vouching_for(site.opened.ledger, NEWCOMER, now)
    confirmed = auditor.put(CONFIRMATION, json=said).status_code
    assert may == (confirmed == 204)
    return str(NEWCOMER) in shown, confirmed


@pytest.mark.parametrize(
    "duties",
    [
        (),
        (awaited(e.BUREAU),),
        (awaited(e.COUNTY_OFFICE),),
        (HELD, awaited(e.COUNTY_OFFICE)),
        (OVER,),
        (OVER, awaited(e.BUREAU)),
    ],
    ids=["none", "proposed", "proposed below", "and below", "over", "over and proposed"],
)
def test_an_auditor_vouches_for_nobody_who_may_yet_be_given_any_place(
    site: Site, duties: tuple[object, ...]
) -> None:
    assert newcomer_is_known_by(site, *duties) == (False, 403)


@pytest.mark.parametrize("duties", [(HELD,), (HELD, awaited(e.BUREAU))], ids=["held", "and more"])
def test_an_auditor_vouches_for_whoever_two_people_let_work_at_the_bureau(
    each_site: Site, duties: tuple[object, ...]
) -> None:
    assert newcomer_is_known_by(each_site, *duties) == (True, 204)
