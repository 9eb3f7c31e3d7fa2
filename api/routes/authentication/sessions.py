"""Signing in and out, and who I am."""

from typing import Annotated

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from api.deps import PREFIX, CallDep
from api.entrance import Entrance, EntranceDep
from api.routes.answers import READING, refused_with
from api.routes.fields import Body
from application.authentication.account_ports import Stage
from application.authentication.signing_in import SignedIn
from application.rows import PersonRow
from application.staffing.staff import person
from domain.shared import PersonId

router = APIRouter(prefix=PREFIX, tags=["sessions"])

Typed = Annotated[str, Field(min_length=1, max_length=256)]


class SignIn(Body):
    login: Typed
    password: Typed = Field(repr=False)


class Code(Body):
    """Six digits of the second factor, or one of the recovery codes."""

    code: Annotated[str, Field(min_length=1, max_length=64, repr=False)]


class SessionOpened(BaseModel):
    """The token is in the cookie only; programs may send its value as a bearer token.

    Until `next` is `open` the session opens nothing but that next step.
    """

    person_id: PersonId
    expires_at: AwareDatetime
    next: Stage


@router.post(
    "/sessions",
    status_code=201,
    response_model=SessionOpened,
    responses=refused_with(401, 403, 422, 429, 503),
)
def open_session(body: SignIn, entrance: EntranceDep) -> Response:
    """Take the first step of signing in, in place of the session there was."""
    return _told(entrance, entrance.enter(body.login, body.password), 201)


@router.put(
    "/sessions/current/second-factor",
    response_model=SessionOpened,
    responses=refused_with(401, 403, 422, 429, 503),
)
def show_second_factor(body: Code, entrance: EntranceDep) -> Response:
    """Take the second step, or show the factor again; the session goes on under a new token."""
    return _told(entrance, entrance.show_factor(body.code), 200)


def _told(entrance: Entrance, session: SignedIn, status: int) -> Response:
    told = SessionOpened(
        person_id=session.person_id, expires_at=session.expires_at, next=session.stage
    )
    response = JSONResponse(told.model_dump(mode="json"), status_code=status)
    entrance.hold(response, session)
    return response


@router.delete("/sessions/current", status_code=204, responses=refused_with(403))
def close_session(entrance: EntranceDep) -> Response:
    """Sign out; without a session there is nothing to do."""
    response = Response(status_code=204)
    entrance.leave(response)
    return response


@router.get("/me", responses=refused_with(*READING, 404))
def me(call: CallDep) -> PersonRow:
    """Return who is signed in, with their duties."""
    return person(call.ledger, call.actor, call.actor.person_id, call.now)
