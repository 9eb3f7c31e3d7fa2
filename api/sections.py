"""Compares a request only with the routes that are worded as its path is, not with hundreds."""

from collections.abc import Iterable, Mapping

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


class Sections:
    """The routes of an application in sections, by the wording of their paths.

    Within a section routes keep their order, and what has a parameter for one of its words is in
    each that it may be meant by; so every request finds the route that it would find among all of
    them. The sections are made at the first request: all routes are there by then.
    """

    def __init__(self, router: APIRouter) -> None:
        self._router = router
        self._sections: dict[Wording, APIRouter] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the section of a request answer it."""
        router = self._router
        if scope["type"] == HTTP:
            # What the whole application is asked for by name, it is asked of all routes.
            scope["router"] = router
            self._sections = self._sections or sections_of(router.routes)
            router = section_of(self._sections, scope["path"])
        await router.app(scope, receive, send)


def put_in_sections(app: FastAPI) -> None:
    """Let an application look for the route of a request in one section of its routes."""
    app.router.middleware_stack = Sections(app.router)


def wording_of(path: str) -> Wording:
    """Return by what the routes of a path are found."""
    is_api = path.startswith(API_PREFIX)
    words = (path.removeprefix(API_PREFIX) if is_api else path[1:]).split("/", 3)
    return is_api, words[0], "".join(words[2:3])


def sections_of(routes: Iterable[BaseRoute]) -> dict[Wording, APIRouter]:
    """Return what each wording may mean; ANY stands for words that no other section has."""
    worded = [(wording_of(getattr(route, "path", "/{any}")), route) for route in routes]
    wordings = [
        (is_api, first, each)
        for (is_api, first, third), _ in worded
        for each in ("" if PARAMETER in third else third, ANY)
        if PARAMETER not in first
    ]
    return {
        wording: APIRouter(
            routes=[route for other, route in worded if _may_mean(other, wording)],
            redirect_slashes=False,
        )
        for wording in dict.fromkeys([*wordings, (True, ANY, ANY), (False, ANY, ANY)])
    }


def section_of(sections: Mapping[Wording, APIRouter], path: str) -> APIRouter:
    """Return the routes that a path may mean, none of them where it begins as no route does."""
    is_api, first, third = wording_of(path)
    return (
        sections.get((is_api, first, third))
        or sections.get((is_api, first, ANY))
        or sections[is_api, ANY, ANY]
    )


def _may_mean(route: Wording, path: Wording) -> bool:
    """Return whether a route's wording fits that of a path."""
    (is_api, first, third), (for_api, as_first, as_third) = route, path
    return (
        is_api == for_api
        and (first == as_first or PARAMETER in first)
        and (as_third in (third, ANY) or PARAMETER in third)
    )
