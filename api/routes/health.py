"""Whether the process runs and whether it can serve, for whatever watches it; no detail."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

from application.crisis.delivery.channels import troubled_channels
from application.ports import Ledger
from domain.errors import Unavailable

router = APIRouter(include_in_schema=False, default_response_class=PlainTextResponse)


@router.get("/healthz")
async def healthz() -> str:
    """Answer as long as the process answers at all."""
    return "ok"


@router.get("/readyz")
def readyz(request: Request) -> str:
    """Answer while the ledger can be read and written; 503 otherwise."""
    is_ready: Callable[[], bool] = request.app.state.is_ready
    if not is_ready():
        raise Unavailable("not_ready")
    return "ok"


@router.get("/readyz/deadlines")
def deadlines_swept(request: Request) -> str:
    """Answer while somebody looks for deadlines that are over; 503 otherwise.

    Apart from `/readyz`: a process that serves must not be taken away because nobody sweeps.
    """
    is_swept: Callable[[], bool] = request.app.state.is_swept
    if not is_swept():
        raise Unavailable("not_ready")
    return "ok"


@router.get("/readyz/messages")
def messages_sent(request: Request) -> str:
    """Answer while messages go out by every channel that is configured; 503 otherwise."""
    ledger: Ledger = request.app.state.ledger
    if troubled_channels(ledger):
        raise Unavailable("not_ready")
    return "ok"
