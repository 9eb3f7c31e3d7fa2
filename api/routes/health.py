"""Whether the process runs and whether it can serve, for whatever watches it; no detail."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse

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
