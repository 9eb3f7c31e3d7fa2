"""How a person comes to a standing: duties and pairings between their dates, and no longer."""

from dataclasses import dataclass
from datetime import date

import pytest

from domain.access.standings import standings_anywhere, standings_at, with_contact
from domain.access.table import Standing
from domain.pairing.facts import MentorKind
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role
from tests.examples import (
    BUREAU,
    COMMUNITY_WORKER,
    COUNTY_OFFICE,
    OTHER_SCHOOL,
    OTHER_VILLAGE,
    RULES,
    SCHOOL,
    SCHOOL_CLASS,
    TEACHER,
    TODAY,
    TOWNSHIP,
    VILLAGE,
    VOLUNTEER,
)

CHAIN = frozenset({SCHOOL_CLASS, SCHOOL, VILLAGE, TOWNSHIP, COUNTY_OFFICE, BUREAU})


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    role: Role
    organisation_id: OrganisationId
    person_id: PersonId = TEACHER
    from_on: date = date(2025, 9, 1)
    to_on: date | None = date(2026, 7, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    mentor_kind: MentorKind = MentorKind.TEACHER
    is_lead: bool = False
    mentor_id: PersonId = TEACHER
    from_on: date = date(2026, 3, 3)
    ended_on: date | None = None
    vetted_on: date | None = None


TEACHES = Duty(role=Role.TEACHER, organisation_id=SCHOOL)


def at(
    duties: list[Duty], pairings: list[Pairing], *, on: date = TODAY, person: PersonId = TEACHER
) -> frozenset[Standing]:
    return standings_at(person, duties, pairings, chain=CHAIN, on=on, rules=RULES)


# ── by duty ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("role", "place", "standing"),
    [
        (Role.CLASS_TEACHER, SCHOOL_CLASS, Standing.CLASS_TEACHER),
        (Role.SCHOOL_LEADER, SCHOOL, Standing.SCHOOL_LEADER),
        (Role.VILLAGE_DIRECTOR, VILLAGE, Standing.VILLAGE_DIRECTOR),
        (Role.TOWNSHIP_SUPERVISOR, TOWNSHIP, Standing.TOWNSHIP_SUPERVISOR),
        (Role.COUNTY_OFFICER, COUNTY_OFFICE, Standing.COUNTY_OFFICER),
        (Role.BUREAU_OFFICER, BUREAU, Standing.BUREAU_OFFICER),
        (Role.AUDITOR, BUREAU, Standing.AUDITOR),
        (Role.SYSTEM_ADMINISTRATOR, BUREAU, Standing.SYSTEM_ADMINISTRATOR),
        (Role.CRISIS_LEAD, SCHOOL, Standing.CRISIS_LEAD),
        (Role.HEALTH_VICE_PRINCIPAL, SCHOOL, Standing.HEALTH_VICE_PRINCIPAL),
        (Role.COUNTY_DUTY_OFFICER, COUNTY_OFFICE, Standing.COUNTY_DUTY_OFFICER),
    ],
)
def test_a_duty_at_a_place_of_the_child_gives_its_standing(
    role: Role, place: OrganisationId, standing: Standing
) -> None:
    assert at([Duty(role=role, organisation_id=place)], []) == {standing}


@pytest.mark.parametrize("role", [Role.TEACHER, Role.COMMUNITY_WORKER, Role.VOLUNTEER])
def test_who_looks_after_children_by_pairing_has_no_standing_by_duty(role: Role) -> None:
    assert at([Duty(role=role, organisation_id=SCHOOL)], []) == frozenset()


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.SCHOOL_LEADER, OTHER_SCHOOL),
        (Role.VILLAGE_DIRECTOR, OTHER_VILLAGE),
        (Role.CRISIS_LEAD, OTHER_SCHOOL),
        (Role.HOSPITAL_LIAISON, OrganisationId(TEACHER)),
    ],
)
def test_a_duty_elsewhere_gives_none(role: Role, place: OrganisationId) -> None:
    assert at([Duty(role=role, organisation_id=place)], []) == frozenset()


def test_a_hospital_stands_where_the_child_was_referred_to_it() -> None:
    hospital = OrganisationId(TEACHER)
    duty = Duty(role=Role.HOSPITAL_LIAISON, organisation_id=hospital)
    found = standings_at(TEACHER, [duty], [], chain=CHAIN | {hospital}, on=TODAY, rules=RULES)
    assert found == {Standing.HOSPITAL_LIAISON}


def test_a_system_administrator_of_elsewhere_has_no_standing_here() -> None:
    elsewhere = Duty(role=Role.SYSTEM_ADMINISTRATOR, organisation_id=OrganisationId(TEACHER))
    assert at([elsewhere], []) == frozenset()


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2025, 8, 31), False),
        (date(2025, 9, 1), True),
        (date(2026, 7, 5), True),
        (date(2026, 7, 6), False),
    ],
)
def test_a_duty_holds_from_its_first_to_its_last_day(on: date, holds: bool) -> None:
    leads = Duty(role=Role.SCHOOL_LEADER, organisation_id=SCHOOL)
    assert at([leads], [], on=on) == ({Standing.SCHOOL_LEADER} if holds else frozenset())


def test_a_duty_until_further_notice_still_holds() -> None:
    leads = Duty(role=Role.SCHOOL_LEADER, organisation_id=SCHOOL, to_on=None)
    assert at([leads], [], on=date(2030, 1, 1)) == {Standing.SCHOOL_LEADER}


def test_other_peoples_duties_and_pairings_give_nothing() -> None:
    leads = Duty(role=Role.SCHOOL_LEADER, organisation_id=SCHOOL)
    paired = Pairing(is_lead=True)
    assert at([leads], [paired], person=COMMUNITY_WORKER) == frozenset()
    own = Duty(role=Role.TEACHER, organisation_id=SCHOOL, person_id=COMMUNITY_WORKER)
    assert at([leads, own], [paired], person=COMMUNITY_WORKER) == frozenset()


# ── by pairing ───────────────────────────────────────────────────────────────────────────────────


def test_a_mentor_stands_by_the_pairing() -> None:
    assert at([TEACHES], [Pairing()]) == {Standing.MENTOR}
    assert at([TEACHES], [Pairing(is_lead=True)]) == {Standing.LEAD_MENTOR}
    assert at([TEACHES], [Pairing(mentor_kind=MentorKind.COMMUNITY_WORKER)]) == {Standing.MENTOR}


def test_a_mentor_who_holds_no_duty_any_more_stands_nowhere() -> None:
    assert at([TEACHES], [Pairing(is_lead=True)], on=date(2026, 7, 6)) == frozenset()


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2026, 3, 2), False),
        (date(2026, 3, 3), True),
        (date(2026, 4, 30), True),
        (date(2026, 5, 1), False),
    ],
)
def test_a_pairing_holds_from_its_first_to_its_last_day(on: date, holds: bool) -> None:
    paired = Pairing(ended_on=date(2026, 4, 30))
    assert at([TEACHES], [paired], on=on) == ({Standing.MENTOR} if holds else frozenset())


@pytest.mark.parametrize(
    ("vetted_on", "holds"),
    [(date(2025, 3, 10), True), (date(2025, 3, 9), False), (None, False)],
)
def test_a_volunteer_stands_only_while_the_record_check_holds(
    vetted_on: date | None, holds: bool
) -> None:
    duty = Duty(role=Role.VOLUNTEER, organisation_id=VILLAGE, person_id=VOLUNTEER)
    paired = Pairing(mentor_kind=MentorKind.VOLUNTEER, mentor_id=VOLUNTEER, vetted_on=vetted_on)
    expected = {Standing.VOLUNTEER_MENTOR} if holds else frozenset()
    assert at([duty], [paired], person=VOLUNTEER) == expected


def test_a_volunteer_in_the_lead_sees_no_more_than_a_volunteer() -> None:
    paired = Pairing(mentor_kind=MentorKind.VOLUNTEER, is_lead=True, vetted_on=TODAY)
    assert at([TEACHES], [paired]) == {Standing.VOLUNTEER_MENTOR}


def test_duty_and_pairing_stand_side_by_side() -> None:
    own_class = Duty(role=Role.CLASS_TEACHER, organisation_id=SCHOOL_CLASS)
    assert at([own_class], [Pairing(is_lead=True)]) == {
        Standing.CLASS_TEACHER,
        Standing.LEAD_MENTOR,
    }


# ── anywhere, and by contact ─────────────────────────────────────────────────────────────────────


def test_a_list_is_asked_for_by_any_duty_that_holds() -> None:
    leads = Duty(role=Role.SCHOOL_LEADER, organisation_id=OTHER_SCHOOL)
    past = Duty(role=Role.AUDITOR, organisation_id=BUREAU, to_on=date(2026, 3, 9))
    assert standings_anywhere(TEACHER, [leads, past], on=TODAY) == {Standing.SCHOOL_LEADER}


@pytest.mark.parametrize("role", [Role.TEACHER, Role.COMMUNITY_WORKER, Role.VOLUNTEER])
def test_who_may_be_a_mentor_somewhere_asks_as_the_least_of_them(role: Role) -> None:
    duty = Duty(role=role, organisation_id=SCHOOL)
    assert standings_anywhere(TEACHER, [duty], on=TODAY) == {Standing.VOLUNTEER_MENTOR}


def test_who_holds_no_duty_asks_for_no_list() -> None:
    assert standings_anywhere(TEACHER, [], on=TODAY) == frozenset()


def test_who_made_the_contact_is_known_by_it() -> None:
    mentor = frozenset({Standing.MENTOR})
    assert with_contact(mentor, made_by=TEACHER, by=TEACHER) == {
        Standing.MENTOR,
        Standing.MADE_THE_CONTACT,
    }
    assert with_contact(mentor, made_by=TEACHER, by=VOLUNTEER) == mentor


@pytest.mark.parametrize(
    "standings", [frozenset[Standing](), frozenset({Standing.SYSTEM_ADMINISTRATOR})]
)
def test_who_looks_after_the_child_no_more_made_no_contact(
    standings: frozenset[Standing],
) -> None:
    assert with_contact(standings, made_by=TEACHER, by=TEACHER) == standings


def test_every_role_and_every_kind_of_mentor_comes_to_a_standing_or_none_on_purpose() -> None:
    duties = [Duty(role=role, organisation_id=SCHOOL) for role in Role]
    by_pairing = {Role.TEACHER, Role.COMMUNITY_WORKER, Role.VOLUNTEER}
    by_itself = {Standing(role.value) for role in set(Role) - by_pairing}
    assert standings_anywhere(TEACHER, duties, on=TODAY) == by_itself | {Standing.VOLUNTEER_MENTOR}
    pairings = [Pairing(mentor_kind=kind, vetted_on=TODAY) for kind in MentorKind]
    assert at([TEACHES], pairings) == {Standing.MENTOR, Standing.VOLUNTEER_MENTOR}
