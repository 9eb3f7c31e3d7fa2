"""Villages and schools are found by the words that lists have for them, never by guess."""

from uuid import UUID

import pytest

from application.rows import OrganisationRow
from application.survey.known_places import KnownPlaces
from domain.shared import OrganisationId
from domain.staff.facts import OrganisationKind
from domain.survey.rows import RosterRow, ToldSchooling


def organisation(
    number: int, kind: OrganisationKind, name: str, parent: int | None = None
) -> OrganisationRow:
    return OrganisationRow(
        organisation_id=place(number),
        kind=kind,
        name=name,
        area_code=None,
        parent_id=None if parent is None else place(parent),
    )


def place(number: int) -> OrganisationId:
    return OrganisationId(UUID(int=number))


COUNTY, NORTH, SOUTH, HILL, OTHER_HILL, RIVER, NORTH_SCHOOL, FIRST, SECOND = range(1, 10)
PLACES = KnownPlaces(
    [
        organisation(COUNTY, OrganisationKind.COUNTY_OFFICE, "示例县教育局"),
        organisation(NORTH, OrganisationKind.TOWNSHIP, "北镇", COUNTY),
        organisation(SOUTH, OrganisationKind.TOWNSHIP, "南镇", COUNTY),
        organisation(HILL, OrganisationKind.VILLAGE, "平山村", NORTH),
        organisation(OTHER_HILL, OrganisationKind.VILLAGE, "平山村", SOUTH),
        organisation(RIVER, OrganisationKind.VILLAGE, "河口社区", SOUTH),
        organisation(NORTH_SCHOOL, OrganisationKind.SCHOOL, "北镇中心小学", NORTH),
        organisation(FIRST, OrganisationKind.SCHOOL, "希望小学", NORTH),
        organisation(SECOND, OrganisationKind.SCHOOL, "希望小学", SOUTH),
    ]
)


def row(
    township: str | None = None,
    village: str | None = None,
    address: str | None = None,
    school: str | None = None,
) -> RosterRow:
    schooling = ToldSchooling(school=school)
    return RosterRow(
        number=2,
        digest=b"",
        township=township,
        village=village,
        address=address,
        schooling=schooling,
    )


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (row("北镇", "平山村"), HILL),
        (row("南镇", "平山村"), OTHER_HILL),
        (row("南镇", "平山村村民委员会"), OTHER_HILL),
        (row("北 镇", "平 山 村"), HILL),
        (row(None, "河口社区"), RIVER),
        (row(None, "河口社区居委会"), RIVER),
        (row("示例县南镇", "河口社区"), RIVER),
        (row(address="北镇平山村三组12号"), HILL),
        (row(address="示例县北镇平山村三组"), HILL),
    ],
)
def test_a_village_is_found_by_its_name_and_the_places_above_it(
    told: RosterRow, found: int
) -> None:
    assert PLACES.village(told) == place(found)


@pytest.mark.parametrize(
    "told",
    [
        row(None, "平山村"),
        row("东镇", "平山村"),
        row("北镇", "河口社区"),
        row(address="平山村三组"),
        row(),
    ],
)
def test_a_name_that_two_villages_have_or_none_is_nobodys(told: RosterRow) -> None:
    assert PLACES.village(told) is None


@pytest.mark.parametrize(
    ("school", "found"),
    [
        ("北镇中心小学", NORTH_SCHOOL),
        ("示例县北镇中心小学", NORTH_SCHOOL),
        ("北镇中心小学6年级", NORTH_SCHOOL),
        ("北镇中心小学（六年级2班）", NORTH_SCHOOL),
        ("希望小学", None),
        ("北镇希望小学", FIRST),
        ("示例县南镇希望小学", SECOND),
        ("没有的小学", None),
    ],
)
def test_a_school_is_found_also_with_its_grade_behind_the_name(
    school: str, found: int | None
) -> None:
    assert PLACES.school(row(school=school)) == (None if found is None else place(found))


def test_before_anything_is_registered_no_place_is_unknown() -> None:
    told = row("东镇", "别村", school="别的小学")

    assert PLACES.are_unknown(told)
    assert not KnownPlaces().are_unknown(told)
    assert not PLACES.are_unknown(row("北镇", "平山村", school="北镇中心小学"))
