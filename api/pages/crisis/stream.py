"""The stream that tells a signed-in person's screens to look again."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api import paths
from api.guards.apart import ActorApartDep
from api.streams import Streams

router = APIRouter(include_in_schema=False)


async def _streams(request: Request, actor: ActorApartDep) -> Streams:
    streams: Streams = request.app.state.streams
    # Refused here, since in the stream itself it would be an empty answer of status 200.
    streams.require_room(actor.person_id)
    return streams


StreamsDep = Annotated[Streams, Depends(_streams)]


@router.get(paths.STREAM, response_class=EventSourceResponse)
async def stream(actor: ActorApartDep, streams: StreamsDep) -> AsyncIterator[ServerSentEvent]:
    """Say `look` whenever something changed for the person; which page to ask for they know."""
    async for each in streams.follow(actor.person_id):
        yield each
