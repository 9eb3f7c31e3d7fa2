"""What a person typed into a form and what is wrong with it, so that nothing typed is ever lost."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from api.view_models.shell import DutyLabel
from domain.errors import Invalid, Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """One thing to put right: the code has the sentence; no field when it is about all of them."""

    field: str
    code: str
    parameters: Mapping[str, Parameter] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(cls, refusal: Invalid) -> "FieldError":
        """Return the error of a field that the domain refused."""
        return cls(field=refusal.field, code=refusal.code, parameters=refusal.parameters)


@dataclass(frozen=True, slots=True)
class Form:
    """The fields as typed, each with all its values, and the errors; never shown in a log."""

    entries: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict, repr=False)
    errors: tuple[FieldError, ...] = ()

    def one(self, name: str) -> str:
        """Return the first value of a field, empty when there is none."""
        return next(iter(self.entries.get(name, ())), "")

    def has(self, name: str, value: str) -> bool:
        """Return whether a field holds the value."""
        return value in self.entries.get(name, ())

    def problems(self, *names: str) -> tuple[FieldError, ...]:
        """Return what is wrong with the fields of these names."""
        return tuple(each for each in self.errors if each.field in names)


def typed(**fields: str | Iterable[str] | None) -> Mapping[str, tuple[str, ...]]:
    """Return entries for a form that is shown already filled in; None leaves the field empty."""
    return {
        name: (value,) if isinstance(value, str) else tuple(value)
        for name, value in fields.items()
        if value is not None
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One entry of a list to choose from; `kind` is what another answer can narrow the list by.

    `version` numbers what is published again and again; `posts` are those of a person; `note` is
    what has to be known before it is chosen.
    """

    value: str
    label: str
    note: StrEnum | None = None
    kind: str = ""
    version: int | None = None
    posts: tuple[DutyLabel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceGroup:
    """Entries under a heading, e.g. the classes of a school; `key` is its value in another list."""

    label: str
    choices: tuple[Choice, ...]
    key: str = ""
