"""Whoever administers a county has no power over the accounts of another, nor of the bureau."""

from datetime import datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from api import paths
from application.authentication.night_ports import NightRecovery
from domain.accounts.facts import AccountDisabled, AccountEnabled, AccountInvited
from domain.shared import DutyId, OrganisationId, PersonId, RecoveryId
from domain.staff.facts import (
    DutyAssigned,
    DutyProposed,
    OrganisationKind,
    OrganisationRegistered,
    PersonKind,
    PersonRegistered,
    Role,
)
from tests import examples as e
from tests import office
from tests.api.pages.forms import send
from tests.api.pages.site import Site
from tests.signing import give_account

OTHER_COUNTY = OrganisationId(e.example_id(2201))
GUARD, HEAD, MACHINE = (PersonId(e.example_id(number)) for number in (2202, 2203, 2204))
ABOVE = PersonId(e.example_id(2206))
RECOVERY = e.example_id(2205)


def on_duty(person_id: PersonId, role: Role, place: OrganisationId, number: int) -> DutyAssigned:
    return DutyAssigned(
        person_id=person_id,
        duty_id=DutyId(e.example_id(2210 + number)),
        role=role,
        organisation_id=place,
        from_on=e.TODAY - timedelta(days=9),
    )


def proposed(person_id: PersonId, role: Role, place: OrganisationId, number: int) -> DutyProposed:
    return DutyProposed(
        person_id=person_id,
        duty_id=DutyId(e.example_id(2210 + number)),
        role=role,
        organisation_id=place,
        from_on=e.TODAY,
        to_on=e.TODAY + timedelta(days=9),
        proposed_by=HEAD,
        proposed_as=Role.COUNTY_OFFICER,
        proposed_on=e.TODAY,
    )


@pytest.fixture
def guard(site: Site) -> TestClient:
    """Give the security administrator of another county, in which one officer works."""
    site.know(
        OrganisationRegistered(
            organisation_id=OTHER_COUNTY,
            kind=OrganisationKind.COUNTY_OFFICE,
            name="示例另一县",
            parent_id=e.BUREAU,
        ),
        PersonRegistered(person_id=GUARD, kind=PersonKind.HUMAN, name="示例安全"),
        PersonRegistered(person_id=HEAD, kind=PersonKind.HUMAN, name="示例县办"),
        PersonRegistered(person_id=MACHINE, kind=PersonKind.MACHINE, name="示例机器"),
        on_duty(GUARD, Role.SECURITY_ADMINISTRATOR, OTHER_COUNTY, 1),
        on_duty(HEAD, Role.COUNTY_OFFICER, OTHER_COUNTY, 2),
        on_duty(MACHINE, Role.COUNTY_OFFICER, e.COUNTY_OFFICE, 3),
        number=70,
    )
    give_account(site.app.state.accounts, GUARD, "guard")
    return site.signed_in("guard")


@pytest.mark.parametrize("whose", [e.TEACHER, office.OFFICER, office.SECURITY])
def test_accounts_of_elsewhere_and_above_are_not_theirs(
    site: Site, guard: TestClient, whose: PersonId
) -> None:
    for page in (paths.PERSON_ACCOUNT, paths.INVITE_PERSON, paths.DISABLE_ACCOUNT):
        path = paths.filled(page, person_id=whose)
        form = {"login": "taken.over", "reason": "left", "act": "end_devices"}
        assert [guard.get(path).status_code, guard.post(path, data=form).status_code] == [403] * 2
    assert not site.facts(AccountInvited)


def test_accounts_of_their_own_county_are(site: Site, guard: TestClient) -> None:
    invited = send(guard, paths.filled(paths.INVITE_PERSON, person_id=HEAD), login="head")
    assert invited.status_code == 200
    assert [each.person_id for each in site.facts(AccountInvited)] == [HEAD]


def test_a_small_duty_here_does_not_open_the_account_of_whoever_works_above(
    site: Site, guard: TestClient
) -> None:
    above = works_above(site, on_duty(ABOVE, Role.INSPECTOR, OTHER_COUNTY, 5))
    assert guard.get(paths.filled(paths.INVITE_PERSON, person_id=above)).status_code == 403


def test_whoever_works_here_and_above_is_shut_out_from_here_and_let_in_from_above(
    site: Site, guard: TestClient
) -> None:
    """A stolen telephone does not wait for the bureau; what opens anything does."""
    above = works_above(site, on_duty(ABOVE, Role.INSPECTOR, OTHER_COUNTY, 5))
    give_account(site.app.state.accounts, above, "above")
    at_work = site.signed_in("above")
    account = paths.filled(paths.PERSON_ACCOUNT, person_id=above)
    assert guard.post(account, data={"act": "end_devices"}).status_code == 303
    assert at_work.get(paths.WORRY, follow_redirects=False).status_code == 303
    closed = send(guard, paths.filled(paths.DISABLE_ACCOUNT, person_id=above), reason="left")
    assert closed.status_code == 303
    assert [each.person_id for each in site.facts(AccountDisabled)] == [above]
    shown = guard.get(account).text
    assert "已停用" in shown
    assert "重新启用" not in shown
    assert guard.post(account, data={"act": "enable"}).status_code == 403
    assert not site.facts(AccountEnabled)


def test_proposing_somebody_from_above_is_not_enough_to_shut_them_out(
    site: Site, guard: TestClient
) -> None:
    above = works_above(site, proposed(ABOVE, Role.INSPECTOR, OTHER_COUNTY, 6))
    path = paths.filled(paths.DISABLE_ACCOUNT, person_id=above)
    assert guard.get(path).status_code == 403


def works_above(site: Site, also: DutyAssigned | DutyProposed) -> PersonId:
    site.know(
        PersonRegistered(person_id=ABOVE, kind=PersonKind.HUMAN, name="示例市办"),
        on_duty(ABOVE, Role.BUREAU_OFFICER, e.BUREAU, 4),
        also,
        number=71,
    )
    return ABOVE


def test_whoever_has_no_place_yet_is_the_bureaus(site: Site, guard: TestClient) -> None:
    new = PersonId(e.example_id(2207))
    person = PersonRegistered(person_id=new, kind=PersonKind.HUMAN, name="示例新人")
    site.know(person, number=72)
    path = paths.filled(paths.INVITE_PERSON, person_id=new)
    assert guard.get(path).status_code == 403
    assert site.signed_in("security").get(path).status_code == 200


def test_whoever_is_proposed_for_a_place_is_invited_from_there(
    site: Site, guard: TestClient
) -> None:
    new = PersonId(e.example_id(2207))
    proposal = proposed(new, Role.INSPECTOR, OTHER_COUNTY, 6)
    person = PersonRegistered(person_id=new, kind=PersonKind.HUMAN, name="示例新人")
    site.know(person, proposal, number=72)
    path = paths.filled(paths.INVITE_PERSON, person_id=new)
    assert guard.get(path).status_code == 200


def test_whoever_is_proposed_for_a_place_above_is_not_invited_from_the_place_below(
    site: Site, guard: TestClient
) -> None:
    """Whoever sets the account up would have it, too, when the proposal is approved."""
    clerk = PersonId(e.example_id(2209))
    proposal = proposed(clerk, Role.BUREAU_OFFICER, e.BUREAU, 7)
    site.know(
        PersonRegistered(person_id=clerk, kind=PersonKind.HUMAN, name="示例县员"),
        on_duty(clerk, Role.INSPECTOR, OTHER_COUNTY, 8),
        proposal,
        number=73,
    )
    path = paths.filled(paths.INVITE_PERSON, person_id=clerk)
    assert guard.get(path).status_code == 403


def test_codes_of_the_night_wait_for_those_who_answer_for_the_person_alone(
    site: Site, guard: TestClient
) -> None:
    """Those of others neither count nor fill the page before it is cut off."""
    recoveries = site.app.state.outside.recoveries
    for number in range(e.RULES.page_size + 1):
        whose = PersonId(e.example_id(5_000 + number))
        recoveries.keep(let_in(whose, number), f"code{number}", ())
    assert "夜间放行等您复查" not in guard.get(paths.GRANTS).text
    recoveries.keep(let_in(HEAD, 999), "code999", ())
    assert "有 1 次夜间放行等您复查" in guard.get(paths.GRANTS).text
    assert "示例县办" in guard.get(paths.NIGHT_RECOVERIES).text


def let_in(person_id: PersonId, number: int) -> NightRecovery:
    at = site_time(number)
    return NightRecovery(
        recovery_id=RecoveryId(e.example_id(4_000 + number)),
        person_id=person_id,
        given_by=e.SUPERVISOR,
        given_at=at,
        expires_at=at + timedelta(minutes=30),
    )


def site_time(number: int) -> datetime:
    """Return a moment of the last days; the higher the number, the longer ago."""
    return e.NOW - timedelta(minutes=number)


def test_machines_of_elsewhere_get_no_token_from_them(guard: TestClient) -> None:
    path = f"/api/v1/people/{MACHINE}/api-tokens/{e.example_id(2208)}"
    body = {"scopes": ["list_children"], "expires_on": str(e.TODAY + timedelta(days=9))}
    assert guard.put(path, json=body).status_code == 403
