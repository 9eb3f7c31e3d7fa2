"""Signing in and out, and who I am."""

from typing import Annotated

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from api.deps import CallDep, EntranceDep
from api.routes.answers import READING, refused_with
from api.routes.fields import Body
from application.rows import PersonRow
from application.staff import person
from domain.shared import PersonId

router = APIRouter(tags=["sessions"])

Typed = Annotated[str, Field(min_length=1, max_length=256)]


class SignIn(Body):
    login: Typed
    password: Typed = Field(repr=False)


class SessionOpened(BaseModel):
    """The token is in the cookie only; programs may send its value as a bearer token."""

    person_id: PersonId
    expires_at: AwareDatetime


@router.post(
    "/sessions",
    status_code=201,
    response_model=SessionOpened,
    responses=refused_with(401, 403, 422, 429, 503),
)
def open_session(body: SignIn, entrance: EntranceDep) -> Response:
    """Sign in; the session takes the place of the one there was."""
    opened = entrance.enter(body.login, body.password)
    told = SessionOpened(person_id=opened.person_id, expires_at=opened.expires_at)
    response = JSONResponse(told.model_dump(mode="json"), status_code=201)
    entrance.cookie.put(response, opened.token)
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
