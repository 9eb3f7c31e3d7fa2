"""What every request and answer must pass: small bodies, same-origin writes, strict headers."""

from collections.abc import Collection, Mapping
from typing import Protocol

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import paths
from api.cookies import SessionCookie
from api.errors import HtmlAnswer, register_error_handlers
from api.guards.hosts import OwnHosts
from api.guards.queueing import SignInQueue
from api.guards.rates import SAFE_METHODS, AddressRates, Counting
from domain.errors import NotPermitted

MAX_BODY_BYTES = 1024 * 1024
# A file of 20 MB, and the few fields that a form sends with it.
MAX_UPLOAD_BYTES = 20 * 1024 * 1024 + 64 * 1024
# A browser shows an answer only when its body was taken in: so much is read, and thrown away.
MAX_WASTED_BYTES = 100 * 1024 * 1024
HASHING = (paths.SIGN_IN, paths.SESSIONS, paths.DEVICE_SIGN_IN, paths.OWN_CHOICE)
"""What many send at once who are not signed in yet, and what hashes a password or a PIN."""
STATIC_PREFIX = "/static/"
SERVICE_WORKER = "/sw.js"
ALERT_LINKS = paths.ACKNOWLEDGE_ALERT.removesuffix("{link}")
"""Below here an address is itself what lets somebody act, with no session beside it."""
SECRET_ADDRESSES = (ALERT_LINKS, paths.LINK_ENTRY.removesuffix("{link}"))

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # What says frame-ancestors, for browsers that do not know it.
    "X-Frame-Options": "DENY",
    # With no-referrer a browser sends `Origin: null`, and older ones send nothing better.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STRICT_TRANSPORT_SECURITY = "max-age=31536000"


class Front(Protocol):
    """How browsers reach us: by https or not, and under which names."""

    @property
    def https(self) -> bool: ...

    @property
    def own_hosts(self) -> Collection[str]: ...


def guard(
    app: FastAPI, front: Front, counting: Counting, *, html: HtmlAnswer | None = None
) -> None:
    """Install the error answers and everything of this file, in the one order that holds.

    The first added is the innermost: what the doors refuse is told like every other refusal, and
    the headers are on whatever is answered.
    """
    app.state.session_cookie = SessionCookie(secure=front.https)
    app.state.counting = counting
    uploads = dict.fromkeys(paths.UPLOADS, MAX_UPLOAD_BYTES)
    app.add_middleware(SmallBodies, max_bytes=MAX_BODY_BYTES, uploads=uploads)
    app.add_middleware(SignInQueue, paths=HASHING)
    # Whoever goes to a provider or comes back may wait for its answer, in a queue apart.
    at_provider = {paths.PROVIDER_SIGN_IN, paths.PROVIDER_BACK}
    app.add_middleware(SignInQueue, paths=at_provider, method="GET")
    app.add_middleware(SameOriginWrites, scheme="https" if front.https else "http")
    app.add_middleware(AddressRates, counting=counting)
    app.add_middleware(OwnHosts, hosts=front.own_hosts)
    register_error_handlers(app, html)
    app.add_middleware(StrictHeaders, https=front.https)


class StrictHeaders:
    """Puts the security headers on every answer, and keeps all but static files out of caches."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._headers = dict(HEADERS)
        if https:
            self._headers["Strict-Transport-Security"] = STRICT_TRANSPORT_SECURITY

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        stored_nowhere = not scope["path"].startswith((STATIC_PREFIX, SERVICE_WORKER))
        is_secret = scope["path"].startswith(SECRET_ADDRESSES)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                if stored_nowhere:
                    headers["Cache-Control"] = "no-store"
                if is_secret:
                    # A proxy in front may log what a page's files were asked for from.
                    headers["Referrer-Policy"] = "strict-origin"
            await send(message)

        await self._app(scope, receive, send_with_headers)


class SameOriginWrites:
    """Refuses what another site makes a browser send: writes must come from our own pages.

    Browsers say so in Sec-Fetch-Site, older ones in Origin. Neither beside a cookie is refused, and
    without a cookie there is no session that another site could borrow. The link of a message
    borrows none: what follows it by itself, as mail filters do, says neither and is refused.
    """

    def __init__(self, app: ASGIApp, *, scheme: str) -> None:
        self._app = app
        self._scheme = scheme

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and scope["method"] not in SAFE_METHODS
            and not self._is_ours(Headers(scope=scope), scope["path"])
        ):
            raise NotPermitted("cross_site")
        await self._app(scope, receive, send)

    def _is_ours(self, headers: Headers, path: str) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site == "same-origin"
        origin = headers.get("origin")
        if origin is not None:
            return origin == f"{self._scheme}://{headers.get('host', '')}"
        return "cookie" not in headers and not path.startswith(ALERT_LINKS)


class SmallBodies:
    """Refuses bodies above a size, by what they announce and by what really comes.

    `uploads` are the addresses that take files, each with a size of its own: the page there is
    told when it asks for the body, so that it can say what to do.
    """

    def __init__(self, app: ASGIApp, *, max_bytes: int, uploads: Mapping[str, int]) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_upload = scope["path"] in self._uploads
        max_bytes = self._uploads.get(scope["path"], self._max_bytes)
        announced = Headers(scope=scope).get("content-length", "0")
        announces_too_much = not announced.isdecimal() or int(announced) > max_bytes
        if announces_too_much and not is_upload:
            raise HTTPException(413)
        received = 0

        async def receive_small() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if announces_too_much or received > max_bytes:
                if is_upload:
                    await _waste(receive, message)
                raise HTTPException(413)
            return message

        await self._app(scope, receive_small, send)


async def _waste(receive: Receive, message: Message) -> None:
    """Take in what is left of a body and throw it away."""
    wasted = 0
    while message.get("more_body", False) and wasted < MAX_WASTED_BYTES:
        message = await receive()
        wasted += len(message.get("body", b""))
