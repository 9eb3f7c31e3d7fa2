"""Every refusal and every fault as an answer: one table of statuses, one way to tell it."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from uuid import uuid4

from eventsourcing.persistence import PersistenceError
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.deps import asked_language
from api.faults import fields_of, place_of
from api.guards.hosts import PROBES
from api.guards.rates import TooOften
from api.noting import OutageNotes, RefusalNotes, note_refusal
from api.problems import FieldProblem, Problem, problem_response
from api.rendering import refusal_sentence
from application.authentication.api_tokens import TokenRefused
from application.authentication.signing_in import NotSignedIn, SignInLocked, SignInRefused
from application.ports import Unreadable
from domain.errors import (
    ConflictKept,
    DomainError,
    Invalid,
    NotFound,
    NotPermitted,
    RecordDamaged,
    RuleBroken,
    StepUpNeeded,
    Unavailable,
)

HtmlAnswer = Callable[[Request, Problem], Awaitable[Response]]

API_PREFIX = "/api/"
RETRY_AFTER_SECONDS = 2
# Who waits for a turn now has had it by then, or was turned away.
BUSY_SECONDS = 20

STATUSES: Mapping[type[DomainError], int] = MappingProxyType(
    {
        RuleBroken: 409,
        ConflictKept: 409,
        Invalid: 422,
        NotPermitted: 403,
        StepUpNeeded: 403,
        NotFound: 404,
        Unavailable: 503,
        RecordDamaged: 503,
        NotSignedIn: 401,
        TokenRefused: 401,
        SignInRefused: 401,
        SignInLocked: 429,
        TooOften: 429,
    }
)
# What HTTP has a status of its own for, though the rules know no more than that it is broken.
STATUSES_OF_CODES: Mapping[str, int] = MappingProxyType({"changed_meanwhile": 412})

CODES_OF_STATUSES: Mapping[int, str] = MappingProxyType(
    {
        400: "unreadable_request",
        404: "no_such_address",
        408: "unreadable_request",
        405: "no_such_method",
        413: "body_too_large",
        421: "foreign_host",
    }
)

logger = logging.getLogger(__name__)
_outages = OutageNotes()


def wants_html(request: Request) -> bool:
    """Return whether the address is a page's; the API and the probes answer with problem+json."""
    path = request.url.path
    return not path.startswith(API_PREFIX) and path not in PROBES


def problem_of(error: Exception) -> Problem | None:
    """Return what a refusal is told as; None for what is no refusal but a fault of the program."""
    match error:
        case DomainError():
            return _refusal(error)
        case RequestValidationError():
            return Problem(status=422, code="invalid_request", fields=fields_of(error))
        case HTTPException():
            code = CODES_OF_STATUSES.get(error.status_code, "refused")
            allow = (error.headers or {}).get("Allow")
            return Problem(status=error.status_code, code=code, allow=allow)
        case OperationalError() | InterfaceError() | PoolTimeout() | PersistenceError():
            # Whether a commit went through is not known then; a repeat records nothing twice.
            _outages.note(place_of(error))
            return _refusal(Unavailable("database_unreachable"))
        case _:
            return None


def _refusal(error: DomainError) -> Problem:
    status = STATUSES_OF_CODES.get(error.code, STATUSES[type(error)])
    fields = (
        (FieldProblem(field=error.field, code=error.code, parameters=error.parameters),)
        if isinstance(error, Invalid)
        else ()
    )
    return Problem(
        status=status,
        code=error.code,
        parameters=error.parameters,
        fields=fields,
        retry_after_seconds=_retry_after_seconds(error),
    )


def _retry_after_seconds(error: DomainError) -> int | None:
    match error:
        case SignInLocked():
            return int(error.parameters["minutes"]) * 60
        case TooOften():
            return int(error.parameters["seconds"])
        case Unavailable(code="sign_in_busy"):
            return BUSY_SECONDS
        case Unavailable():
            return RETRY_AFTER_SECONDS
        case _:
            return None


def register_error_handlers(app: FastAPI, html: HtmlAnswer | None = None) -> None:
    """Answer every exception: pages by `html` where it is given, all else as problem+json.

    Middleware that is added afterwards stands outside of it.
    """
    notes = RefusalNotes()

    async def answer(request: Request, error: Exception) -> Response:
        problem = problem_of(error) or _fault(error)
        notes.note(problem.code)
        note_refusal(request, error)
        return await _told(request, problem, html)

    for kind in (DomainError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, answer)
    app.add_middleware(Faults, answer=answer)


async def _told(request: Request, problem: Problem, html: HtmlAnswer | None) -> Response:
    if html is not None and wants_html(request):
        return await html(request, problem)
    title = refusal_sentence(problem.code, problem.parameters, asked_language(request))
    return problem_response(problem, title)


def _fault(error: Exception) -> Problem:
    """Log a fault by its type and place, never its text, which may hold what was sent or stored."""
    number = uuid4().hex[:12]
    if isinstance(error, Unreadable):
        # Its text holds ids and a reason only, and the duty officer needs them.
        logger.error("fault %s: %s", number, error)
        return Problem(status=500, code="unreadable", number=number)
    logger.error("fault %s: %s", number, place_of(error))
    return Problem(status=500, code="fault", number=number)


class Faults:
    """Answers what the handlers do not: faults of the program, and refusals by inner middleware.

    The server would log an exception that gets past here with its text.
    """

    def __init__(
        self, app: ASGIApp, *, answer: Callable[[Request, Exception], Awaitable[Response]]
    ) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_and_note(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except Exception as error:
            response = await self._answer(Request(scope), error)
            if started:
                raise BrokenOff from None
            await response(scope, receive, send)


class BrokenOff(Exception):
    """An answer had begun when the fault came; the connection can only be cut."""
