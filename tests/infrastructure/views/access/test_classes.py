"""Who teaches a class of a school is found below that school alone, however large the city."""

from dataclasses import replace

from sqlalchemy import Connection, event

from domain.shared import DutyId, OrganisationId, PersonId
from tests.examples import (
    BUREAU,
    COUNTY_OFFICE,
    DUTY_ASSIGNED,
    OTHER_SCHOOL,
    SCHOOL,
    SCHOOL_CLASS_REGISTERED,
    SCHOOL_REGISTERED,
    TEACHER,
    TEACHER_REGISTERED,
    TODAY,
    TOWNSHIP,
    example_id,
)
from tests.infrastructure.views.cases import PLACES, STAFF
from tests.infrastructure.views.opened import OpenedViews

CHAIN = {SCHOOL, TOWNSHIP, COUNTY_OFFICE, BUREAU}
COLLEAGUE = PersonId(example_id(191))
OTHER_CLASS = OrganisationId(example_id(192))


def two_schools(views: OpenedViews) -> None:
    """Found two schools of a township, with somebody who teaches a class of each."""
    views.know(
        *PLACES,
        replace(SCHOOL_REGISTERED, organisation_id=OTHER_SCHOOL),
        replace(SCHOOL_CLASS_REGISTERED, organisation_id=OTHER_CLASS, parent_id=OTHER_SCHOOL),
        *STAFF,
        replace(TEACHER_REGISTERED, person_id=COLLEAGUE),
        replace(
            DUTY_ASSIGNED,
            person_id=COLLEAGUE,
            duty_id=DutyId(example_id(193)),
            organisation_id=OTHER_CLASS,
        ),
    )


def test_whoever_teaches_a_class_of_the_school_is_found_and_nobody_of_another(
    views: OpenedViews,
) -> None:
    two_schools(views)
    found = views.access.class_teachers_under({SCHOOL}, CHAIN, TODAY)
    assert [each.person_id for each in found] == [TEACHER]


def test_where_a_township_passes_for_a_school_nobody_of_another_school_is_found_either(
    views: OpenedViews,
) -> None:
    two_schools(views)
    found = views.access.class_teachers_under({SCHOOL, TOWNSHIP}, CHAIN, TODAY)
    assert [each.person_id for each in found] == [TEACHER]


def test_it_is_asked_by_the_index_from_a_school_to_its_classes(
    views_on_sqlite: OpenedViews,
) -> None:
    two_schools(views_on_sqlite)
    plans: list[str] = []

    def explain(
        connection: Connection,
        _cursor: object,
        statement: str,
        values: tuple[object, ...],
        *_: object,
    ) -> None:
        if "access_chains" in statement and not statement.startswith("EXPLAIN"):
            asked = f"EXPLAIN QUERY PLAN {statement}"
            rows = connection.exec_driver_sql(asked, values)
            plans.extend(row.detail for row in rows)

    engine = views_on_sqlite.databases.views_engine
    event.listen(engine, "before_cursor_execute", explain)
    views_on_sqlite.access.class_teachers_under({SCHOOL}, CHAIN, TODAY)
    event.remove(engine, "before_cursor_execute", explain)
    assert any("access_chains_below" in line for line in plans)
    assert not any(line.startswith("SCAN access_") for line in plans)
