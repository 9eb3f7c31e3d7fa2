"""Clients of an application that runs once, in one event loop, as a served process runs it.

Starlette's own client starts a loop and the whole application anew for each client, and asks that
loop nine times for each answer; here one application serves all clients of a test.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from anyio import Event
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import URL, BaseTransport, ByteStream, Request, Response
from starlette.types import Message, Scope

PORTS = {"http": 80, "https": 443}


@contextmanager
def running(app: FastAPI) -> Iterator[BlockingPortal]:
    """Start an application, and stop it: give the way into its loop."""
    with TestClient(app) as first:
        assert first.portal
        yield first.portal


class InProcess(TestClient):
    """A client of an application that is running already in the loop of somebody else's portal."""

    def __init__(
        self,
        app: FastAPI,
        portal: BlockingPortal,
        *,
        base_url: str,
        headers: dict[str, str],
        follow_redirects: bool = True,
        told_of_faults: bool = True,
    ) -> None:
        super().__init__(app, base_url=base_url, headers=headers, follow_redirects=follow_redirects)
        self._transport = _OneCall(app, portal, told_of_faults=told_of_faults)

    def __enter__(self) -> "InProcess":
        return self

    def __exit__(self, *_of_what: object) -> None:
        self.close()


class _OneCall(BaseTransport):
    """Lets the application answer a request in one call into its loop."""

    def __init__(self, app: FastAPI, portal: BlockingPortal, *, told_of_faults: bool) -> None:
        self._app, self._portal, self._told_of_faults = app, portal, told_of_faults

    def handle_request(self, request: Request) -> Response:
        answer = _Answer(request.read())
        scope = _scope_of(request.method, request.url, request.headers.multi_items())
        try:
            self._portal.call(self._app, scope, answer.receive, answer.send)
        except Exception:
            if self._told_of_faults:
                raise
        return answer.response(request)


class _Answer:
    """What an application is given of one request and says to it."""

    def __init__(self, body: bytes) -> None:
        self._bodies = [body]
        self._said = Event()
        self._status = 500
        self._headers: list[tuple[bytes, bytes]] = []
        self._chunks: list[bytes] = []

    async def receive(self) -> Message:
        if self._bodies:
            return {"type": "http.request", "body": self._bodies.pop(), "more_body": False}
        await self._said.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status, self._headers = message["status"], list(message["headers"])
            return
        self._chunks.append(message.get("body", b""))
        if not message.get("more_body", False):
            self._said.set()

    def response(self, request: Request) -> Response:
        body = ByteStream(b"" if request.method == "HEAD" else b"".join(self._chunks))
        return Response(self._status, headers=self._headers, stream=body, request=request)


def _scope_of(method: str, url: URL, headers: list[tuple[str, str]]) -> Scope:
    raw_path, _, query = url.raw_path.partition(b"?")
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": url.scheme,
        "path": url.path,
        "raw_path": raw_path,
        "root_path": "",
        "query_string": query,
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
        "client": ("testclient", 50000),
        "server": (url.host, url.port or PORTS[url.scheme]),
        "extensions": {},
        "state": {},
    }
