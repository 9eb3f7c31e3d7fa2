"""The stream that tells a signed-in person's screens to look again."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api import paths
from api.cookies import SessionCookie
from api.deps import AccountsDep, LedgerDep, NowDep
from api.guards.apart import ActorApartDep, apart
from api.streams import Streams
from application.authentication.listening import Listener
from application.authentication.open_sessions import session_of
from application.authentication.signing_in import Door, NotSignedIn
from application.authorisation.permission import standings_of
from domain.access.table import Request as Asking
from domain.errors import Unavailable

_OF_DUTY = (Asking.LIST_CASES, Asking.LIST_REFERRALS, Asking.LIST_REPORTS)

router = APIRouter(include_in_schema=False)


@apart
def _is_on_duty(actor: ActorApartDep, ledger: LedgerDep, now: NowDep) -> bool:
    """Return whether a person answers for worries or reports, or whether that cannot be told."""
    try:
        standings = standings_of(ledger, actor, now)
    except Unavailable:
        return True
    return any(standings.allow(each) for each in _OF_DUTY)


@apart
def _listener(
    request: Request, actor: ActorApartDep, accounts: AccountsDep, ledger: LedgerDep, now: NowDep
) -> Listener:
    """Return who listens, and in which session: with it the stream ends. Raises: NotSignedIn."""
    cookie: SessionCookie = request.app.state.session_cookie
    door = Door(accounts=accounts, rules=ledger.rules, now=now, reads=ledger.reads)
    session = session_of(door, cookie.token(request) or "")
    # Signed out between the two questions, or in by a link, which has no screen that is told.
    if session is None or session.person_id != actor.person_id:
        raise NotSignedIn("not_signed_in")
    return Listener(session.session_id, actor.person_id)


async def _streams(
    request: Request, actor: ActorApartDep, is_on_duty: Annotated[bool, Depends(_is_on_duty)]
) -> Streams:
    streams: Streams = request.app.state.streams
    # Refused here, since in the stream itself it would be an empty answer of status 200.
    streams.require_room(actor.person_id, is_on_duty=is_on_duty)
    return streams


StreamsDep = Annotated[Streams, Depends(_streams)]


@router.get(paths.STREAM, response_class=EventSourceResponse)
async def stream(
    listener: Annotated[Listener, Depends(_listener)], streams: StreamsDep
) -> AsyncIterator[ServerSentEvent]:
    """Say `look` whenever something changed for the person; which page to ask for they know."""
    async for each in streams.follow(listener):
        yield each
