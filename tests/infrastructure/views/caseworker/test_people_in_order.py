"""The order of people by name survives a moment in which their names cannot be opened."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from domain.errors import Unavailable
from domain.name_order import place_in_order
from domain.shared import PersonId
from infrastructure.views.caseworker import people_in_order
from infrastructure.views.caseworker.people_in_order import PeopleInOrder, Rows
from tests.examples import example_id
from tests.infrastructure.views.cases import person
from tests.infrastructure.views.opened import OpenedViews

PEOPLE = tuple(PersonId(example_id(1_460 + number)) for number in range(5))
NAMES = dict(zip(PEOPLE, ("示例丁", "示例丙", "示例甲", "示例戊", "示例乙"), strict=True))


def test_names_that_cannot_be_opened_for_a_moment_leave_the_order_as_it_was(
    views: OpenedViews, monkeypatch: pytest.MonkeyPatch
) -> None:
    views.know(*(replace(person(each), name=name) for each, name in NAMES.items()))
    monkeypatch.setattr(people_in_order, "OPENED_AT_ONCE", 2)
    now, portions = dict(NAMES), list[int]()

    def named(rows: Rows) -> Mapping[PersonId, str]:
        portions.append(len(rows))
        if portions == [2, 2]:
            raise Unavailable("busy")
        return {each: now[each] for row in rows if (each := PersonId(row.person)) in now}

    order = PeopleInOrder(views.databases.engine, named)
    with pytest.raises(Unavailable):
        order.read_on()
    assert order.behind(None, None, limit=9) == []
    order.read_on()
    by_name = sorted(PEOPLE, key=lambda each: place_in_order(NAMES[each]))
    assert order.behind(None, None, limit=9) == by_name
    order.read_on()
    assert order.behind(by_name[1], PEOPLE, limit=2) == by_name[2:4]
    assert portions == [2, 2, 2, 2, 1]
