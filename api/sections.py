"""Compares a request only with the routes that are worded as its path is, not with hundreds."""

from collections.abc import Container, Iterable, Mapping

from fastapi import FastAPI
from fastapi.routing import APIRouter
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send

from api.deps import API_PREFIX

HTTP = "http"
PARAMETER = "{"
ANY = "*"

Wording = tuple[bool, str, str]
"""Whether a path is of the API, and its first and third word; between them stands an id."""

Ending = tuple[str, BaseRoute]
"""The third word of a path and its route."""


class Sections:
    """The routes of an application in sections, by the wording of their paths.

    Within a section routes keep their order, and what has a parameter for one of its words is in
    each that it may be meant by; so every request finds the route that it would find among all of
    them. Routes are sorted at the first request, when all are there, and the router of a section
    is made at the first request to it: most of them are never asked for anything.
    """

    def __init__(self, router: APIRouter) -> None:
        self._router = router
        self._sections: Mapping[Wording, list[BaseRoute]] = {}
        self._routers: dict[Wording, APIRouter] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the section of a request answer it."""
        router = self._router
        if scope["type"] == HTTP:
            # What the whole application is asked for by name, it is asked of all routes.
            scope["router"] = router
            self._sections = self._sections or sections_of(router.routes)
            router = self._router_of(section_of(self._sections, scope["path"]))
        await router.app(scope, receive, send)

    def _router_of(self, section: Wording) -> APIRouter:
        if section not in self._routers:
            routes = self._sections[section]
            self._routers[section] = APIRouter(routes=routes, redirect_slashes=False)
        return self._routers[section]


def put_in_sections(app: FastAPI) -> None:
    """Let an application look for the route of a request in one section of its routes."""
    app.router.middleware_stack = Sections(app.router)


def wording_of(path: str) -> Wording:
    """Return by what the routes of a path are found."""
    is_api = path.startswith(API_PREFIX)
    words = (path.removeprefix(API_PREFIX) if is_api else path[1:]).split("/", 3)
    return is_api, words[0], "".join(words[2:3])


def sections_of(routes: Iterable[BaseRoute]) -> dict[Wording, list[BaseRoute]]:
    """Return what each wording may mean; ANY stands for words that no other section has."""
    return {
        (*beginning, third): [
            route for each, route in begun if third in (each, ANY) or PARAMETER in each
        ]
        for beginning, begun in _by_beginning(routes).items()
        for third in {"" if PARAMETER in each else each for each, _ in begun} | {ANY}
    }


def _by_beginning(routes: Iterable[BaseRoute]) -> dict[tuple[bool, str], list[Ending]]:
    """Return the routes in order by their first word; what may begin with any is among all."""
    worded = [(wording_of(getattr(route, "path", "/{any}")), route) for route in routes]
    found: dict[tuple[bool, str], list[Ending]] = {(True, ANY): [], (False, ANY): []}
    found |= {(is_api, first): [] for (is_api, first, _), _ in worded if PARAMETER not in first}
    for (is_api, first, third), route in worded:
        among = (
            [key for key in found if key[0] == is_api] if PARAMETER in first else [(is_api, first)]
        )
        for each in among:
            found[each].append((third, route))
    return found


def section_of(sections: Container[Wording], path: str) -> Wording:
    """Return which of the sections has what a path may mean."""
    is_api, first, third = wording_of(path)
    likely = ((is_api, first, third), (is_api, first, ANY))
    return next((each for each in likely if each in sections), (is_api, ANY, ANY))
