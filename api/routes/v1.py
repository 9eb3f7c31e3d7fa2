"""The JSON API put together under /api/v1, and its description as OpenAPI 3.1."""

from copy import deepcopy
from functools import cache, partial

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse, Response

from api.cookies import SessionCookie
from api.deps import PREFIX
from api.guards.rates import is_never_counted
from api.problems import MEDIA_TYPE, ProblemBody
from api.routes import health, on_call, readings, rule_sets
from api.routes.answers import REFUSALS
from api.routes.authentication import (
    api_tokens,
    first_sign_ins,
    security_events,
    sessions,
    telephones,
)
from api.routes.authorisation import grants, permissions
from api.routes.care_files import (
    care,
    children,
    desk,
    files,
    history,
    identity,
    pairing,
    particulars,
    sealed_words,
    statements,
    visits,
)
from api.routes.crisis import (
    aftercare,
    cases,
    county_numbers,
    families,
    feedback,
    further_concerns,
    hospital,
    leave,
    letters,
    levels,
    own_concern,
    panels,
    pauses,
    redirecting,
    referrals,
    referrals_underway,
    returning,
    risk_notices,
    signing,
)
from api.routes.privacy import breaches, consent, disclosures, left_families, rights
from api.routes.reporting import reports, reports_on_duty
from api.routes.screening import interviews, screening_lists, screenings
from api.routes.staffing import health_duties, proposals, school_health, staff

__all__ = ["CONTEXTS", "PREFIX", "add_routes", "described"]

FIRST_REFUSAL = 400
CONTEXTS = (
    sessions,
    staff,
    proposals,
    telephones,
    health_duties,
    school_health,
    screening_lists,
    interviews,
    screenings,
    on_call,
    rule_sets,
    first_sign_ins,
    api_tokens,
    desk,
    children,
    identity,
    particulars,
    pauses,
    care,
    statements,
    pairing,
    consent,
    rights,
    disclosures,
    breaches,
    left_families,
    visits,
    sealed_words,
    files,
    history,
    readings,
    referrals,
    referrals_underway,
    county_numbers,
    hospital,
    feedback,
    aftercare,
    leave,
    further_concerns,
    redirecting,
    returning,
    levels,
    panels,
    families,
    cases,
    own_concern,
    letters,
    signing,
    risk_notices,
    reports,
    reports_on_duty,
    permissions,
    grants,
    security_events,
)

EVERYWHERE, WITH_A_BODY = (400, 421), (413,)
RETRIED = {"429", "503"}
RETRY_AFTER = {"Retry-After": {"required": True, "schema": {"type": "integer", "minimum": 1}}}

description = APIRouter(prefix=PREFIX, include_in_schema=False)

_declared = cache(
    partial(
        get_openapi,
        title="Tongxin",
        version="1",
        routes=[route for context in CONTEXTS for route in context.router.routes],
        separate_input_output_schemas=False,
    )
)
"""What the routes declare, the same for each application: a second's work for the first of them."""


def add_routes(app: FastAPI) -> None:
    """Add the API and the probes to the app, which serves no description or pages of its own.

    Reads from `app.state`: ledger, accounts, clock, is_ready, session_cookie.
    """
    # As they were made: what is included, FastAPI makes once more for each application, at the
    # first request of all.
    for router in (*(context.router for context in CONTEXTS), description, health.router):
        app.router.routes += router.routes


@description.get("/openapi.json")
def openapi(request: Request) -> Response:
    """Return the description, made and written out at the first request for it."""
    state = request.app.state
    if not hasattr(state, "openapi"):
        state.openapi = JSONResponse(described(request.app)).body
    return Response(state.openapi, media_type=JSONResponse.media_type)


def described(app: FastAPI) -> dict[str, object]:
    """Return the OpenAPI description of the API: every refusal is a problem (RFC 9457)."""
    document = deepcopy(_declared())
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
    for path, operations in document["paths"].items():
        for operation in operations.values():
            responses = operation["responses"]
            if "401" in responses and "429" not in responses:
                operation["security"] = [{"cookie": []}, {"bearer": []}]
            _tell_what_meets_all(path, operation, responses)
            _tell_refusals_as_problems(responses)
    return document


def _tell_what_meets_all(
    path: str, operation: dict[str, object], responses: dict[str, dict[str, object]]
) -> None:
    """Add what is refused before an operation is reached (api/guards/security.py)."""
    met = {*EVERYWHERE, *(WITH_A_BODY if "requestBody" in operation else ())}
    if not is_never_counted(path):
        met.add(429)
    for status in met:
        responses.setdefault(str(status), {"description": REFUSALS[status]})
    for status in RETRIED & responses.keys():
        responses[status]["headers"] = RETRY_AFTER


def _tell_refusals_as_problems(responses: dict[str, dict[str, object]]) -> None:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status, response in responses.items():
        if int(status) >= FIRST_REFUSAL:
            response["content"] = content
    responses["default"] = {
        "description": "Any other refusal, or a fault with a number to tell.",
        "content": content,
    }
