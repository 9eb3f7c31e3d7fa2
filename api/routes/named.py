"""The names behind the ids of an answer."""

from pydantic import BaseModel

from application.reads.looking import Names
from domain.shared import OrganisationId, PersonId


class NamesBody(BaseModel):
    """Names of people and organisations by id, as the directory has them today."""

    people: dict[PersonId, str]
    organisations: dict[OrganisationId, str]


def names_body(names: Names) -> NamesBody:
    """Return the names alone."""
    return NamesBody(
        people=dict(names.people),
        organisations={key: row.name for key, row in names.organisations.items()},
    )
