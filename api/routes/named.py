"""The names behind the ids of an answer."""

from uuid import UUID

from pydantic import BaseModel

from application.looking import Names


class NamesBody(BaseModel):
    """Names of people and organisations by id, as the directory has them today."""

    people: dict[UUID, str]
    organisations: dict[UUID, str]


def names_body(names: Names) -> NamesBody:
    """Return the names alone."""
    return NamesBody(
        people={key: row.name for key, row in names.people.items()},
        organisations={key: row.name for key, row in names.organisations.items()},
    )
