"""The invented city as a map: which townships, schools and villages it has, and who lives where."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.shared import OrganisationId
from infrastructure.demo.invented import COUNTIES, SCHOOLS, demo_id

CHILDREN = 800
CHILDREN_AT_LEAST = 60
CHILDREN_OF_TOWNSHIP = 60
"""A county has another township once each of its townships would have so many children."""
PLACES_OF_TOWNSHIP = 4
"""Two schools with two classes each."""


def place_id(*parts: object) -> OrganisationId:
    """Return the id of an invented place."""
    return OrganisationId(demo_id("place", *parts))


@dataclass(frozen=True, slots=True)
class Township:
    """One township with its two villages and two schools; townships are counted through."""

    number: int

    @property
    def county_code(self) -> str:
        """The area code of its county."""
        return COUNTIES[self.number % len(COUNTIES)][0]

    @property
    def name(self) -> str:
        """What it is called."""
        return self._called[0]

    @property
    def village_names(self) -> tuple[str, ...]:
        """What its villages are called."""
        return self._called[1]

    @property
    def township_id(self) -> OrganisationId:
        """The id of the township itself."""
        return place_id("township", self.number)

    def village_id(self, village: int) -> OrganisationId:
        """Return the id of one of its villages."""
        return place_id("township", self.number, "village", village)

    def school_id(self, school: int) -> OrganisationId:
        """Return the id of one of its schools."""
        return place_id("township", self.number, "school", school)

    def class_id(self, school: int, row: int) -> OrganisationId:
        """Return the id of a class of one of its schools."""
        return place_id("township", self.number, "school", school, "class", row)

    @property
    def _called(self) -> tuple[str, tuple[str, ...]]:
        row, county = divmod(self.number, len(COUNTIES))
        return COUNTIES[county][2][row]


@dataclass(frozen=True, slots=True)
class Home:
    """Where a child belongs: village, school and class."""

    township: Township
    half: int
    row: int

    @property
    def village_id(self) -> OrganisationId:
        """The child's village."""
        return self.township.village_id(self.half)

    @property
    def school_id(self) -> OrganisationId:
        """The child's school."""
        return self.township.school_id(self.half)

    @property
    def class_id(self) -> OrganisationId:
        """The child's class."""
        return self.township.class_id(self.half, self.row)

    @property
    def youngest(self) -> int:
        """How many years old the youngest pupils of the class are."""
        return SCHOOLS[self.half][1][self.row][1]


@dataclass(frozen=True, slots=True)
class City:
    """The city for so many children; its first townships are the same at every size."""

    children: int = CHILDREN

    @property
    def townships(self) -> tuple[Township, ...]:
        """The townships, first one of each county, then the second ones."""
        of_county = self.children // (len(COUNTIES) * CHILDREN_OF_TOWNSHIP)
        each = max(1, min(of_county, *(len(county[2]) for county in COUNTIES)))
        return tuple(map(Township, range(each * len(COUNTIES))))

    @property
    def homes(self) -> tuple[Home, ...]:
        """The classes in which the children are counted out, one after the other."""
        return tuple(self._homes())

    def _homes(self) -> Iterator[Home]:
        for place in range(PLACES_OF_TOWNSHIP):
            row, half = divmod(place, 2)
            for township in self.townships:
                yield Home(township, half, row)
