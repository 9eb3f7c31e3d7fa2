"""The view `directory`: organisations and people by name, and the duties people hold."""

from dataclasses import replace

import pytest

from application.rows import OrganisationRow, PersonRow
from domain.errors import Unavailable
from domain.name_order import place_in_order
from domain.shared import Compartment, DutyId, OrganisationId, PersonId
from domain.staff.facts import (
    DutyTelephonePublished,
    OrganisationKind,
    PersonKind,
    PersonRegistered,
)
from infrastructure.database import writing
from infrastructure.views.directory.answers import StaffDirectory
from infrastructure.views.directory.fold import PEOPLE, directory_tables
from tests.examples import (
    BUREAU,
    BUREAU_REGISTERED,
    COUNTY_OFFICE,
    DUTY_ASSIGNED,
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


def named(number: int, name: str) -> PersonRegistered:
    return replace(person(PersonId(example_id(number))), name=name)


NAMED = (
    named(903, "韦示例"),
    named(901, "张示例"),
    named(904, "李示例"),
    named(902, "李示例"),
    named(905, "Anna"),
)


def paged(views: OpenedViews, limit: int, *places: OrganisationId) -> list[list[str]]:
    """Return the names of each page, one after the other."""
    pages: list[list[str]] = []
    after: PersonId | None = None
    while page := views.directory.people_page(limit=limit, after=after, places=places or None):
        pages.append([each.name for each in page])
        after = page[-1].person_id
    return pages


def test_people_are_paged_by_their_names_and_those_alike_by_their_ids(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *NAMED)
    pages = paged(views, 2)
    assert [name for page in pages for name in page] == [
        *("Anna", "李示例", "李示例"),
        *sorted([TEACHER_REGISTERED.name, "韦示例", "张示例"], key=place_in_order),
    ]
    assert {len(page) for page in pages} == {2}
    alike = views.directory.people_page(limit=3, after=None)[1:]
    assert [each.person_id for each in alike] == [example_id(902), example_id(904)]
    everyone = views.directory.people_page(limit=10, after=None)
    views.projector.rebuild("directory")
    assert views.directory.people_page(limit=10, after=None) == everyone


def test_people_of_a_place_are_paged_by_their_names(views: OpenedViews) -> None:
    duties = [
        replace(DUTY_ASSIGNED, duty_id=DutyId(example_id(950 + number)), person_id=person_id)
        for number, person_id in enumerate((each.person_id for each in NAMED), start=1)
    ]
    views.know(*PLACES, *NAMED, *duties[:4], named(906, "安示例"))
    assert paged(views, 3, SCHOOL_CLASS) == [["李示例", "李示例", "韦示例"], ["张示例"]]
    assert paged(views, 3, COUNTY_OFFICE) == []
    assert views.directory.people_page(limit=2, after=None, places=[]) == ()


def test_whoever_comes_later_stands_in_order_at_once(views: OpenedViews) -> None:
    views.know(*NAMED[:2])
    assert paged(views, 10) == [["韦示例", "张示例"]]
    views.know(*NAMED[2:])
    assert paged(views, 10) == [["Anna", "李示例", "李示例", "韦示例", "张示例"]]


def test_who_was_erased_takes_nobodys_place_on_a_page(views: OpenedViews) -> None:
    views.know(*NAMED)
    first = views.directory.people_page(limit=2, after=None)
    gone = first[-1].person_id
    views.vault.destroy(gone, [Compartment.ORGANISATION], NOW)
    assert paged(views, 2) == [["Anna", "李示例"], ["韦示例", "张示例"]]
    following = views.directory.people_page(limit=2, after=gone)
    assert [each.name for each in following] == ["李示例", "韦示例"]
    views.projector.forget([gone])
    assert paged(views, 2) == [["Anna", "李示例"], ["韦示例", "张示例"]]
    again = views.directory.people_page(limit=2, after=gone)
    assert [each.name for each in again] == ["Anna", "李示例"]


def test_whose_name_cannot_be_opened_stands_last(views: OpenedViews) -> None:
    views.know(*NAMED[:2])
    people = directory_tables()[PEOPLE]
    with writing(views.databases.views_engine) as connection:
        row = connection.execute(people.select().where(people.c.person == example_id(901))).one()
        damaged = people.update().where(people.c.person == example_id(903))
        connection.execute(damaged.values(name=row.name))
    assert paged(views, 10) == [["张示例", ""]]


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
    monkeypatch.setattr("infrastructure.views.directory.answers.CURRENT_WITHIN_SECONDS", 0.1)
    stuck = StaffDirectory(views.databases.views_engine, views.projector_of(), views.vault)
    with pytest.raises(Unavailable, match="directory_view_behind"):
        stuck.bureaus()
