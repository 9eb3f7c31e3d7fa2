"""At every size the city has the same first township, and nobody in it is there twice."""

from collections import Counter

import pytest

from domain.days import local_day
from domain.shared import OrganisationId
from domain.staff.facts import Role
from infrastructure.demo.caseload import DemoChild, acts_for, children_of
from infrastructure.demo.city import CHILDREN, CHILDREN_AT_LEAST, City
from infrastructure.demo.staffing import colleagues
from tests.examples import NOW, example_id

BUREAU = OrganisationId(example_id(1))
EVERY_SIZE = pytest.mark.parametrize("size", [CHILDREN_AT_LEAST, 61, 479, 480, 719, 720, CHILDREN])


def city_children(city: City) -> tuple[DemoChild, ...]:
    return children_of(city, colleagues(city, BUREAU), NOW)


@EVERY_SIZE
def test_no_two_children_share_name_and_birth_date(size: int) -> None:
    children = city_children(City(size))
    assert len({(each.name, each.born_on) for each in children}) == size
    assert len({each.child_id for each in children}) == size


@EVERY_SIZE
def test_every_mentor_looks_out_for_girls_and_boys_of_one_age(size: int) -> None:
    children = city_children(City(size))
    girls = Counter((each.mentor.login, each.sex) for each in children)
    assert len(girls) == 2 * len({each.mentor.login for each in children})
    opened = ((each, local_day(each.opened_at)) for each in children)
    ages = [(on - each.born_on).days / 365 - each.home.youngest for each, on in opened]
    assert 0 <= min(ages) <= max(ages) < 1


@EVERY_SIZE
def test_the_first_of_each_role_has_the_same_login_and_place(size: int) -> None:
    people = colleagues(City(size), BUREAU)
    first = {each.role: (each.login, each.place_id) for each in reversed(people)}
    smallest = colleagues(City(CHILDREN_AT_LEAST), BUREAU)
    assert first == {each.role: (each.login, each.place_id) for each in reversed(smallest)}
    assert first.keys() == set(Role)
    for names in ({each.login for each in people}, {each.name for each in people}):
        assert len(names) == len(people)


@EVERY_SIZE
def test_nothing_was_done_after_today(size: int) -> None:
    city = City(size)
    acts = acts_for(city, city_children(city), colleagues(city, BUREAU), NOW)
    assert max(at for at, _act in acts) < NOW


def test_the_whole_city_has_the_size_that_is_told() -> None:
    city = City()
    schools = {each.school_id for each in city.homes}
    counties = {each.county_code for each in city.townships}
    assert (len(counties), len(schools), len(colleagues(city, BUREAU))) == (4, 24, 90)
