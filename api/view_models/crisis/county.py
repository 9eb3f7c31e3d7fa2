"""The page of a county's numbers, of which none tells of a child."""

from dataclasses import dataclass
from typing import ClassVar

from application.county.numbers import CountyNumbers


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyNumbersPage:
    """The numbers; smaller ones than `shown_from` are not told."""

    template: ClassVar[str] = "county_numbers.html"
    numbers: CountyNumbers
    shown_from: int
