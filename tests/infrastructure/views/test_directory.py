"""The view `directory`: organisations and people by name, and the duties people hold."""

from dataclasses import replace

import pytest

from application.rows import OrganisationRow, PersonRow
from domain.errors import Unavailable
from domain.shared import Compartment, OrganisationId
from domain.staff.facts import DutyTelephonePublished, OrganisationKind, PersonKind
from infrastructure.database import writing
from infrastructure.views.directory import StaffDirectory
from infrastructure.views.directory_fold import PEOPLE, directory_tables
from tests.examples import (
    BUREAU,
    BUREAU_REGISTERED,
    COUNTY_OFFICE,
    NOW,
    OTHER_SCHOOL,
    SCHOOL,
    SCHOOL_CLASS,
    SCHOOL_REGISTERED,
    SUPERVISOR,
    TEACHER,
    TEACHER_REGISTERED,
    VOLUNTEER,
    example_id,
)
from tests.infrastructure.views.cases import PLACES, STAFF, person
from tests.infrastructure.views.opened import OpenedViews


def test_organisations_stand_after_the_one_they_belong_to(views: OpenedViews) -> None:
    views.know(*PLACES)
    organisations = views.directory.organisations()
    assert len(organisations) == len(PLACES)
    assert organisations[0] == OrganisationRow(
        organisation_id=BUREAU,
        kind=BUREAU_REGISTERED.kind,
        name=BUREAU_REGISTERED.name,
        area_code=BUREAU_REGISTERED.area_code,
        parent_id=None,
    )
    place = {each.organisation_id: number for number, each in enumerate(organisations)}
    assert all(
        place[each.parent_id] < place[each.organisation_id]
        for each in organisations
        if each.parent_id
    )


def test_a_place_under_one_that_is_not_known_is_listed_all_the_same(views: OpenedViews) -> None:
    views.know(SCHOOL_REGISTERED)
    assert [each.organisation_id for each in views.directory.organisations()] == [SCHOOL]


def test_any_name_is_kept_as_it_is(views: OpenedViews) -> None:
    odd = "Ä\"\\{,} NULL '%s' 𠮷\t"
    views.know(replace(SCHOOL_REGISTERED, name=odd, parent_id=None))
    found = views.directory.organisation(SCHOOL)
    assert found is not None
    assert found.name == odd
    assert views.directory.organisation(OTHER_SCHOOL) is None


def test_people_are_found_with_their_duties(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, person(VOLUNTEER))
    teacher = PersonRow(
        person_id=TEACHER,
        kind=PersonKind.HUMAN,
        name=TEACHER_REGISTERED.name,
        duties=views.access.duties_of(TEACHER),
    )
    assert len(teacher.duties) == 1
    volunteer = PersonRow(person_id=VOLUNTEER, kind=PersonKind.HUMAN, name="示例同事")
    assert views.directory.people([TEACHER, VOLUNTEER, SUPERVISOR]) == {
        TEACHER: teacher,
        VOLUNTEER: volunteer,
    }
    assert views.directory.people([]) == {}
    assert views.directory.people_at([SCHOOL_CLASS, COUNTY_OFFICE]) == (teacher,)
    assert views.directory.people_at([OrganisationId(example_id(999))]) == ()
    assert views.directory.people_at([]) == ()


def test_people_are_paged_by_their_ids(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, person(VOLUNTEER), person(SUPERVISOR))
    first = views.directory.people_page(limit=2, after=None)
    assert [each.person_id for each in first] == [TEACHER, VOLUNTEER]
    second = views.directory.people_page(limit=2, after=VOLUNTEER)
    assert [each.person_id for each in second] == [SUPERVISOR]
    there = views.directory.people_page(limit=2, after=None, places=[SCHOOL_CLASS])
    assert [each.person_id for each in there] == [TEACHER]
    assert views.directory.people_page(limit=2, after=TEACHER, places=[SCHOOL_CLASS]) == ()
    assert views.directory.people_page(limit=2, after=None, places=[]) == ()


def test_who_was_erased_takes_nobodys_place_on_a_page(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, person(VOLUNTEER), person(SUPERVISOR))
    views.vault.destroy(VOLUNTEER, [Compartment.ORGANISATION], NOW)
    page = views.directory.people_page(limit=2, after=None)
    assert [each.person_id for each in page] == [TEACHER, SUPERVISOR]


def test_machines_are_found_among_the_people(views: OpenedViews) -> None:
    machine = replace(person(SUPERVISOR), kind=PersonKind.MACHINE)
    views.know(*PLACES, *STAFF, person(VOLUNTEER), machine)
    assert [each.person_id for each in views.directory.machines()] == [SUPERVISOR]


def test_a_name_put_in_anothers_place_is_not_shown(views: OpenedViews) -> None:
    views.know(*STAFF, person(VOLUNTEER))
    people = directory_tables()[PEOPLE]
    with writing(views.databases.views_engine) as connection:
        row = connection.execute(people.select().where(people.c.person == VOLUNTEER)).one()
        moved = people.update().where(people.c.person == TEACHER)
        connection.execute(moved.values(name=row.name, name_at=row.name_at))
    assert views.directory.people([TEACHER])[TEACHER].name == ""
    assert views.directory.people([VOLUNTEER])[VOLUNTEER].name == "示例同事"
    views.projector.rebuild("directory")
    assert views.directory.people([TEACHER])[TEACHER].name == TEACHER_REGISTERED.name


def test_the_latest_telephone_of_an_organisation_answers_for_it(views: OpenedViews) -> None:
    views.know(*PLACES)
    published = DutyTelephonePublished(organisation_id=COUNTY_OFFICE, telephone="13000000008")
    views.know(published)
    later = replace(published, telephone="13000000009")
    views.know(later, replace(published, organisation_id=SCHOOL))
    numbers = {
        each.organisation_id: each.duty_telephone for each in views.directory.organisations()
    }
    assert numbers[COUNTY_OFFICE] == later.telephone
    assert numbers[SCHOOL] == published.telephone
    assert numbers[BUREAU] is None
    views.projector.rebuild("directory")
    found = views.directory.organisation(COUNTY_OFFICE)
    assert found is not None
    assert (found.duty_telephone, found.parent_id) == (later.telephone, BUREAU)


def test_organisations_of_some_kinds_are_found_by_area_and_name(views: OpenedViews) -> None:
    other = replace(SCHOOL_REGISTERED, organisation_id=OTHER_SCHOOL, name="一小", area_code=None)
    views.know(*PLACES, other)
    schools = views.directory.of_kind(OrganisationKind.SCHOOL)
    assert [each.organisation_id for each in schools] == [OTHER_SCHOOL, SCHOOL]
    both = views.directory.of_kind(OrganisationKind.BUREAU, OrganisationKind.COUNTY_OFFICE)
    assert [each.organisation_id for each in both] == [BUREAU, COUNTY_OFFICE]
    assert views.directory.of_kind() == ()


def test_a_bureau_just_founded_is_found(views: OpenedViews) -> None:
    assert views.directory.bureaus() == ()
    views.record(*PLACES)
    assert [each.organisation_id for each in views.directory.bureaus()] == [BUREAU]
    views.record(*STAFF)
    assert views.projector.behind("directory") > 0
    assert [each.organisation_id for each in views.directory.bureaus()] == [BUREAU]


def test_no_bureau_is_told_of_while_the_view_cannot_be_moved(
    views: OpenedViews, monkeypatch: pytest.MonkeyPatch
) -> None:
    views.record(*PLACES)
    monkeypatch.setattr("infrastructure.views.directory.CURRENT_WITHIN_SECONDS", 0.1)
    stuck = StaffDirectory(views.databases.views_engine, views.projector_of(), views.vault)
    with pytest.raises(Unavailable, match="directory_view_behind"):
        stuck.bureaus()
