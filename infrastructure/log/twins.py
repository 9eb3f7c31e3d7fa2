"""The strict twins of facts: structs that refuse what a dataclass would let pass.

A dataclass cannot tell msgspec to refuse unknown fields and naive times; its twin can. What is read
goes through the twin, and the fact is built from it.
"""

from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from types import GenericAlias, NoneType, UnionType
from typing import Annotated, Any, NewType, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec

OPTIONAL = (Union, UnionType)
PLAIN = (str, int, bool, date, UUID)


def twin_of(fact: type[object]) -> type[msgspec.Struct]:
    """Return the struct type with the fields of a dataclass, those of nested ones included.

    Raises: TypeError for a field that could be read in more than one way. Allowed are text, whole
    numbers, truth values, dates, aware times, UUIDs, word lists (StrEnum), dataclasses, tuples of
    any number of one of these, and each of them or nothing.
    """
    if not is_dataclass(fact) or hasattr(fact, "__post_init__"):
        raise TypeError(f"{fact.__name__} is no plain dataclass")
    hints = get_type_hints(fact)
    rows: list[tuple[str, Any] | tuple[str, Any, Any]] = []
    for field in fields(fact):
        twin = _twin_type(hints[field.name])
        if field.default_factory is not MISSING:
            raise TypeError(f"{fact.__name__}.{field.name} has no plain default")
        rows.append(
            (field.name, twin) if field.default is MISSING else (field.name, twin, field.default)
        )
    return msgspec.defstruct(
        fact.__name__,
        rows,
        kw_only=True,
        forbid_unknown_fields=True,
        gc=False,
    )


def _twin_type(declared: Any) -> Any:
    if isinstance(declared, NewType):
        return _twin_type(declared.__supertype__)
    if declared is datetime:
        return Annotated[datetime, msgspec.Meta(tz=True)]
    if declared in PLAIN or (isinstance(declared, type) and issubclass(declared, StrEnum)):
        return declared
    if is_dataclass(declared) and isinstance(declared, type):
        return twin_of(declared)
    return _composed(get_origin(declared), get_args(declared), declared)


def _composed(origin: Any, parts: tuple[Any, ...], declared: Any) -> Any:
    match origin, parts:
        case type() as each, (part, end) if each is tuple and end is Ellipsis:
            return GenericAlias(tuple, (_twin_type(part), ...))
        case _, (part, nothing) if origin in OPTIONAL and nothing is NoneType:
            return _twin_type(part) | None
    raise TypeError(f"{declared} could be read in more than one way")


def moment_paths(fact: type[object]) -> list[str]:
    """Return the dotted names of every moment that a fact holds.

    Raises: TypeError for one that has no such name, within a tuple or within what may be missing.
    """
    paths: list[str] = []
    for name, declared in get_type_hints(fact).items():
        parts = [part for part in get_args(declared) if isinstance(part, type)]
        if datetime in (declared, *parts):
            paths.append(name)
        elif isinstance(declared, type) and is_dataclass(declared):
            paths += [f"{name}.{path}" for path in moment_paths(declared)]
        elif any(is_dataclass(part) and moment_paths(part) for part in parts):
            raise TypeError(f"{fact.__name__}.{name} holds moments that cannot be compared")
    return paths
