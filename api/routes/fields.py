"""What the fields of a body may look like: exact types, days and moments after RFC 3339."""

import re
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StrictBool,
    StrictInt,
)
from pydantic_core import PydanticCustomError

from domain.days import YEARS

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
TEXT_AT_MOST = 20_000


class Body(BaseModel):
    """A request body: a field that is not known is refused, never dropped."""

    # Only a bounded text is also checked to be one that can be written as UTF-8.
    model_config = ConfigDict(extra="forbid", frozen=True, str_max_length=TEXT_AT_MOST)


def _written_as_day(value: object) -> object:
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise PydanticCustomError("not_a_date", "a date is written as 2026-03-01")
    return value


def _written_as_moment(value: object) -> object:
    if not isinstance(value, str) or not MOMENT.fullmatch(value):
        raise PydanticCustomError(
            "not_a_moment", "a moment is written with its zone, as 2026-03-01T08:00:00+08:00"
        )
    return value


def _within_our_time(value: date) -> date:
    if value.year not in YEARS:
        raise PydanticCustomError("not_our_time", "the year is out of range")
    return value


def _in_utc(value: datetime) -> datetime:
    _within_our_time(value)
    return value.astimezone(UTC)


Day = Annotated[date, BeforeValidator(_written_as_day), AfterValidator(_within_our_time)]
Moment = Annotated[AwareDatetime, BeforeValidator(_written_as_moment), AfterValidator(_in_utc)]
Flag = StrictBool
Number = StrictInt
