"""Reads what was typed into a form: values with their types, or the error beside the field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from api.view_models.care_files.visits import YES
from api.view_models.forms import FieldError, Form
from domain.days import LOCAL, YEARS
from domain.errors import Invalid

S = TypeVar("S", bound=StrEnum)

DIGITS_AT_MOST = 4
"""Minutes, days and levels are short."""


@dataclass(slots=True)
class Fields:
    """The fields of one form as typed; whatever cannot be read is collected and told at once."""

    entries: Mapping[str, tuple[str, ...]] = field(repr=False)
    errors: list[FieldError] = field(default_factory=list)

    @property
    def form(self) -> Form:
        """The form as it was typed, with what is wrong so far."""
        return Form(self.entries, tuple(self.errors))

    def refuse(self, name: str, code: str) -> None:
        """Note that a field cannot be right."""
        self.errors.append(FieldError(field=name, code=code))

    def text(self, name: str) -> str:
        """Return the text of a field, empty when there is none."""
        return next(iter(self.entries.get(name, ())), "").strip()

    def needed(self, name: str) -> str:
        """Return the text of a field that must not be blank."""
        if not self.text(name):
            self.refuse(name, "required")
        return self.text(name)

    def maybe(self, name: str) -> str | None:
        """Return the text of a field, None when blank."""
        return self.text(name) or None

    def yes(self, name: str) -> bool:
        """Return whether a box is ticked."""
        return self.text(name) == YES

    def yes_no(self, name: str) -> bool | None:
        """Return the choice between yes and no, None when not made."""
        return {"yes": True, "no": False}.get(self.text(name))

    def day(self, name: str) -> date:
        """Return a day that must be there."""
        found = self.maybe_day(name)
        if found is None and self.text(name) == "":
            self.refuse(name, "required")
        return found or date.min

    def maybe_day(self, name: str) -> date | None:
        """Return a day, None when blank."""
        text = self.text(name)
        if not text:
            return None
        try:
            return _day(text)
        except ValueError:
            self.refuse(name, "not_a_day")
            return None

    def moment(self, day_name: str, time_name: str, name: str) -> datetime:
        """Return the moment of a day and a time in Beijing, told about as one field `name`."""
        try:
            on = _day(self.text(day_name))
            at = time.fromisoformat(self.text(time_name))
        except ValueError:
            self.refuse(name, "not_a_time")
            return datetime.min.replace(tzinfo=UTC)
        return datetime.combine(on, at.replace(tzinfo=None), LOCAL).astimezone(UTC)

    def told_moment(self, name: str) -> datetime | None:
        """Return when a telephone says something was; what is no moment holds nothing up: None."""
        try:
            told = datetime.fromisoformat(self.text(name))
        except ValueError:
            return None
        return told.astimezone(UTC) if told.tzinfo and told.year in YEARS else None

    def number(self, name: str) -> int | None:
        """Return a whole number, None when blank."""
        text = self.text(name)
        if not text:
            return None
        if not text.isdecimal() or len(text) > DIGITS_AT_MOST:
            self.refuse(name, "not_a_number")
            return None
        return int(text)

    def id(self, name: str) -> UUID:
        """Return an id that must be there."""
        found = self.maybe_id(name)
        if found is None:
            self.refuse(name, "required")
        return found or UUID(int=0)

    def maybe_id(self, name: str) -> UUID | None:
        """Return an id, None when blank or none."""
        try:
            return UUID(self.text(name))
        except ValueError:
            return None

    def told_id(self, name: str, code: str = "unknown_code") -> UUID | None:
        """Return an id that somebody chose or typed, None when blank; what is none is refused."""
        found = self.maybe_id(name)
        if found is None and self.text(name):
            self.refuse(name, code)
        return found

    def ids(self, name: str) -> tuple[UUID, ...]:
        """Return the boxes that are ticked, each of which stands for an id."""
        try:
            return tuple(UUID(each) for each in self.entries.get(name, ()) if each)
        except ValueError:
            self.refuse(name, "unknown_code")
            return ()

    def some_ids(self, name: str) -> tuple[UUID, ...]:
        """Return the boxes that are ticked, each of which stands for an id; there must be one."""
        if not self.text(name):
            self.refuse(name, "required")
        return self.ids(name)

    def one_of(self, name: str, kind: type[S]) -> S:
        """Return a choice that must be made."""
        found = self.maybe_one_of(name, kind)
        if found is None:
            self.refuse(name, "required")
        return found or next(iter(kind))

    def maybe_one_of(self, name: str, kind: type[S]) -> S | None:
        """Return a choice, None when not made."""
        text = self.text(name)
        return kind(text) if text in kind._value2member_map_ else None

    def several_of(self, name: str, kind: type[S]) -> tuple[S, ...]:
        """Return the boxes that are ticked, in their own order."""
        ticked = set(self.entries.get(name, ()))
        return tuple(each for each in kind if each.value in ticked)

    def some_of(self, name: str, kind: type[S]) -> tuple[S, ...]:
        """Return the boxes that are ticked, of which there must be one."""
        found = self.several_of(name, kind)
        if not found:
            self.refuse(name, "required")
        return found

    def require_no_errors(self) -> None:
        """Raises: NotReadable when a field could not be read."""
        if self.errors:
            raise NotReadable(self.form)

    def refused(self, refusal: Invalid, names: Mapping[str, str] | None = None) -> Form:
        """Return the form with a refusal of the rules; `names` gives the names on the page."""
        told = FieldError.of(refusal)
        told = FieldError(
            field=(names or {}).get(told.field, told.field),
            code=told.code,
            parameters=told.parameters,
        )
        return Form(self.entries, (*self.errors, told))


class NotReadable(Exception):
    """A form whose fields could not all be read; `form` holds everything typed and what to mend."""

    def __init__(self, form: Form) -> None:
        super().__init__("form not readable")
        self.form = form


def _day(text: str) -> date:
    """Raises: ValueError, also beyond the years that the arithmetic of days can bear."""
    found = date.fromisoformat(text)
    if found.year not in YEARS:
        raise ValueError
    return found
