"""A queue of its own for signing in, so that no storm of it holds up whoever is signed in."""

from collections.abc import Collection

from anyio import CapacityLimiter, current_time, fail_after, sleep
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.errors import Unavailable

AT_ONCE = 2
"""As many as infrastructure/authentication/passwords.py hashes at once: 40 MiB between them."""
WAITING_AT_MOST = 400
"""What two cores sign in within the longest wait."""
WAIT_SECONDS_AT_MOST = 20.0
"""Nobody looks at a page that does nothing for longer, and proxies give up after thirty."""
AWAY_EVERY_SECONDS, AWAY_SECONDS_AT_MOST = 0.005, 3.0
"""How far apart those are answered who are turned away, and how long that may hold one up.

One by itself is answered at once. Of thousands each would come again at once, and whoever raises a
worry meanwhile would stand behind all their answers.
"""
BODY_BYTES_AT_MOST = 8 * 1024
"""Login, password and where to go: what waits is kept in memory."""
BODY_SECONDS_AT_MOST = 10.0
TOO_LARGE, TOO_SLOW = 413, 408


class SignInQueue:
    """Lets sign-ins pass two at a time, in the order in which they came, and bounds who waits.

    It stands before everything that reads a request: who waits costs a connection and a small
    body, who is turned away costs no more than that. What is sent is read before the wait begins,
    so that nobody holds a turn by sending slowly.
    """

    def __init__(self, app: ASGIApp, *, paths: Collection[str], method: str = "POST") -> None:
        self._app = app
        self._paths = frozenset(paths)
        self._method = method
        self._turns = CapacityLimiter(AT_ONCE)
        self._next_away_at = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises: Unavailable at once when too many wait, or when the wait was too long."""
        if not self._queues(scope):
            await self._app(scope, receive, send)
            return
        await self._require_room()
        body = await _body_of(receive)
        # Those that came while it was read may have taken the room.
        await self._require_room()
        ticket = object()
        try:
            with fail_after(WAIT_SECONDS_AT_MOST):
                await self._turns.acquire_on_behalf_of(ticket)
        except TimeoutError:
            raise Unavailable("sign_in_busy") from None
        try:
            await self._app(scope, _replayed(body, receive), send)
        finally:
            self._turns.release_on_behalf_of(ticket)

    def _queues(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != self._method:
            return False
        return scope["path"] in self._paths

    async def _require_room(self) -> None:
        if self._turns.statistics().tasks_waiting >= WAITING_AT_MOST:
            now = current_time()
            at = max(now, self._next_away_at)
            self._next_away_at = min(at + AWAY_EVERY_SECONDS, now + AWAY_SECONDS_AT_MOST)
            await sleep(at - now)
            raise Unavailable("sign_in_busy")


async def _body_of(receive: Receive) -> bytes:
    body = bytearray()
    try:
        with fail_after(BODY_SECONDS_AT_MOST):
            while True:
                message = await receive()
                body += message.get("body", b"")
                if len(body) > BODY_BYTES_AT_MOST:
                    raise HTTPException(TOO_LARGE)
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        raise HTTPException(TOO_SLOW) from None


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Return what gives the body again, and then whatever comes."""
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
