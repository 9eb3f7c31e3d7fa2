"""The JSON API put together under /api/v1, and its description as OpenAPI 3.1."""

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from api.cookies import SessionCookie
from api.problems import MEDIA_TYPE, ProblemBody
from api.routes import (
    care,
    cases,
    children,
    consent,
    desk,
    files,
    health,
    history,
    pairing,
    permissions,
    proposals,
    readings,
    referrals,
    sealed_words,
    sessions,
    staff,
    visits,
)

PREFIX = "/api/v1"
FIRST_REFUSAL = 400
CONTEXTS = (
    sessions,
    staff,
    proposals,
    desk,
    children,
    care,
    pairing,
    consent,
    visits,
    sealed_words,
    files,
    history,
    readings,
    referrals,
    cases,
    permissions,
)

description = APIRouter(include_in_schema=False)


def add_routes(app: FastAPI) -> None:
    """Add the API and the probes to the app, which serves no description or pages of its own.

    Reads from `app.state`: ledger, accounts, clock, is_ready, session_cookie.
    """
    for context in CONTEXTS:
        app.include_router(context.router, prefix=PREFIX)
    app.include_router(description, prefix=PREFIX)
    app.include_router(health.router)


@description.get("/openapi.json")
def openapi(request: Request) -> JSONResponse:
    """Return the description, made at the first request for it."""
    state = request.app.state
    if not hasattr(state, "openapi"):
        state.openapi = described(request.app)
    return JSONResponse(state.openapi)


def described(app: FastAPI) -> dict[str, object]:
    """Return the OpenAPI description of the API: every refusal is a problem (RFC 9457)."""
    document = get_openapi(
        title="Tongxin",
        version="1",
        routes=app.routes,
        separate_input_output_schemas=False,
    )
    schemas = document["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    problem = ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= problem.pop("$defs") | {"Problem": problem}
    cookie: SessionCookie = app.state.session_cookie
    document["components"]["securitySchemes"] = {
        "cookie": {"type": "apiKey", "in": "cookie", "name": cookie.name},
        "bearer": {"type": "http", "scheme": "bearer"},
    }
    for operations in document["paths"].values():
        for operation in operations.values():
            _tell_refusals_as_problems(operation["responses"])
            if "401" in operation["responses"] and "429" not in operation["responses"]:
                operation["security"] = [{"cookie": []}, {"bearer": []}]
    return document


def _tell_refusals_as_problems(responses: dict[str, dict[str, object]]) -> None:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status, response in responses.items():
        if int(status) >= FIRST_REFUSAL:
            response["content"] = content
    responses["default"] = {
        "description": "Any other refusal, or a fault with a number to tell.",
        "content": content,
    }
