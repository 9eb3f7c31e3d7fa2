"""Everybody who walks through the whole site: each role, at the child's own places and elsewhere.

Also what a walker sends: for a page all fields that any form has, for the API a body made from the
description of the route, so that a new route is walked without anybody thinking of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid5

from fastapi.routing import APIRoute

from application.authentication.accounts import create_account
from domain.access.table import Request
from domain.shared import DutyId, OrganisationId, PersonId
from domain.staff.facts import (
    DutyAssigned,
    OrganisationKind,
    OrganisationRegistered,
    PersonKind,
    PersonRegistered,
    Role,
)
from domain.staff.places import ROLE_PLACES
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.site import Site
from tests.api.routes.door import PASSWORD

Kind = OrganisationKind

HERE: Mapping[OrganisationKind, OrganisationId] = {
    Kind.BUREAU: given.BUREAU,
    Kind.COUNTY_OFFICE: given.COUNTY_OFFICE,
    Kind.TOWNSHIP: given.TOWNSHIP,
    Kind.VILLAGE: given.VILLAGE,
    Kind.SCHOOL: given.SCHOOL,
    Kind.CLASS: given.SCHOOL_CLASS,
    Kind.HOSPITAL: duty.HOSPITAL,
}
"""Where the child of the examples belongs."""

ELSEWHERE: Mapping[OrganisationKind, OrganisationId] = {
    kind: OrganisationId(uuid5(place, "elsewhere")) for kind, place in HERE.items()
}
"""Places of the same kinds to which the child does not belong, under another bureau."""

_PARENTS = {
    Kind.COUNTY_OFFICE: Kind.BUREAU,
    Kind.TOWNSHIP: Kind.COUNTY_OFFICE,
    Kind.VILLAGE: Kind.TOWNSHIP,
    Kind.SCHOOL: Kind.TOWNSHIP,
    Kind.CLASS: Kind.SCHOOL,
}
NEAREST = (
    Kind.CLASS,
    Kind.SCHOOL,
    Kind.VILLAGE,
    Kind.TOWNSHIP,
    Kind.HOSPITAL,
    Kind.COUNTY_OFFICE,
    Kind.BUREAU,
)

SECRETS: Mapping[Request, tuple[str, ...]] = {
    Request.READ_IDENTITY: ("*" + given.ID_NUMBER[-4:], given.CHILD_REGISTERED.address or ""),
    Request.READ_CARERS: (given.PHONE,),
    Request.READ_CHILD_WORDS: (given.CHILD_WORDS, given.TALK_NOTES),
    Request.READ_CASE: (duty.WORRY.heard or "",),
    Request.READ_CARE_FILE: (given.CARER_RECORDED.name,),
    # What somebody else granted to the family.
    Request.EXPORT_RIGHTS_COPY: (
        "*" + given.ID_NUMBER[-4:],
        given.CHILD_REGISTERED.address or "",
        given.CARER_RECORDED.name,
    ),
}
"""What nobody is shown without the permission of that name."""


PLAIN: Mapping[object, object] = {
    "date": given.TODAY.isoformat(),
    "date-time": given.NOW.isoformat(),
    "integer": 1,
    "number": 1,
    "boolean": True,
}


@dataclass(frozen=True, slots=True)
class Walker:
    """Somebody of one role, at one place."""

    role: Role
    place_id: OrganisationId

    @property
    def login(self) -> str:
        """By which name they sign in."""
        return f"{self.role}-{str(self.place_id)[:8]}"

    @property
    def person_id(self) -> PersonId:
        """Who they are."""
        return PersonId(uuid5(self.place_id, self.role))


def walkers(places: Mapping[OrganisationKind, OrganisationId]) -> list[Walker]:
    """Return one walker of each role, as near to the child as that role can be held."""
    return [
        Walker(role, places[next(kind for kind in NEAREST if kind in ROLE_PLACES[role])])
        for role in Role
    ]


def employ(site: Site, *employed: Walker) -> None:
    """Let the walkers take up their duties, and found the places elsewhere."""
    facts: list[object] = [
        OrganisationRegistered(
            organisation_id=place,
            kind=kind,
            name=f"别处{number}",
            parent_id=ELSEWHERE[_PARENTS[kind]] if kind in _PARENTS else None,
        )
        for number, (kind, place) in enumerate(ELSEWHERE.items())
    ]
    for number, each in enumerate(employed):
        facts += [
            PersonRegistered(person_id=each.person_id, kind=PersonKind.HUMAN, name=f"路人{number}"),
            DutyAssigned(
                person_id=each.person_id,
                duty_id=DutyId(uuid5(each.person_id, "duty")),
                role=each.role,
                organisation_id=each.place_id,
                from_on=given.TODAY - timedelta(days=9),
                to_on=given.TODAY,
            ),
        ]
    site.know(*facts, number=61)
    for each in employed:
        create_account(
            site.app.state.accounts,
            each.person_id,
            each.login,
            PASSWORD,
            now=given.NOW,
            rules=given.RULES,
        )


def routes_of(site: Site) -> list[tuple[str, str]]:
    """Return method and path of every route of the app, as declared."""
    return sorted(
        (method, route.path)
        for route in site.app.routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    )


class Bodies:
    """Makes bodies for the API from its own description."""

    def __init__(self, description: dict[str, object], ids: Mapping[str, object]) -> None:
        self._paths = _table(description["paths"])
        self._schemas = _table(_table(description["components"])["schemas"])
        self._ids = ids

    def documented(self, method: str, path: str) -> set[int]:
        """Return the statuses that the description names for a route."""
        responses = _table(self._operation(method, path)["responses"])
        return {int(status) for status in responses if status.isdigit()}

    def body(self, method: str, path: str) -> object:
        """Return a body that the description allows, None where there is none."""
        asked = self._operation(method, path).get("requestBody")
        if asked is None:
            return None
        content = _table(_table(asked)["content"])
        return self._example(_table(_table(content["application/json"])["schema"]), "")

    def query(self, method: str, path: str) -> dict[str, str]:
        """Return what the address of a route has to carry beside its path."""
        told = self._operation(method, path).get("parameters", [])
        assert isinstance(told, list)
        wanted = [_table(each) for each in told]
        return {
            str(each["name"]): str(self._example(_table(each["schema"]), str(each["name"])))
            for each in wanted
            if each["in"] == "query" and each.get("required")
        }

    def _operation(self, method: str, path: str) -> Mapping[str, object]:
        return _table(_table(self._paths[path])[method.lower()])

    def _example(self, schema: Mapping[str, object], name: str) -> object:
        if "$ref" in schema:
            return self._example(
                _table(self._schemas[str(schema["$ref"]).rsplit("/", 1)[-1]]), name
            )
        if "examples" in schema:
            told = schema["examples"]
            assert isinstance(told, list)
            return told[0]
        if "const" in schema or "enum" in schema:
            choices = schema.get("enum", [schema.get("const")])
            assert isinstance(choices, list)
            return choices[0]
        for several in ("anyOf", "oneOf", "allOf"):
            if several in schema:
                options = schema[several]
                assert isinstance(options, list)
                return self._example(_table(options[0]), name)
        return self._plain(schema, name)

    def _plain(self, schema: Mapping[str, object], name: str) -> object:
        kind, form = schema.get("type"), schema.get("format")
        if kind == "object":
            needed = schema.get("required", [])
            assert isinstance(needed, list)
            inner = _table(schema.get("properties", {}))
            return {each: self._example(_table(inner[each]), each) for each in needed}
        if kind == "array":
            return [self._example(_table(schema["items"]), name)]
        if form == "uuid":
            return str(self._ids.get(name, given.SCHOOL))
        return PLAIN.get(form or kind, "示例文字")


def _table(value: object) -> Mapping[str, object]:
    assert isinstance(value, dict)
    return value
