"""Answers only under the names that the operator gave, before anything is built from a name."""

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

PROBES = frozenset({"/healthz", "/readyz", "/readyz/deadlines", "/readyz/messages"})
"""What a balancer asks by address: it answers in two words, whatever it is called by."""
NOT_ONE_HOST = 400
MISDIRECTED = 421


class OwnHosts:
    """Refuses requests that name no host of ours, two hosts or another one (RFC 9110 §7.2)."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] not in PROBES:
            named = Headers(scope=scope).getlist("host")
            if len(named) != 1:
                raise HTTPException(NOT_ONE_HOST)
            if host_of(named[0]) not in self._hosts:
                raise HTTPException(MISDIRECTED)
        await self._app(scope, receive, send)


def host_of(named: str) -> str:
    """Return the host of a Host header without its port, in lower case; an IPv6 one in brackets."""
    if named.startswith("["):
        host, bracket, port = named.partition("]")
        host += bracket
        port = port.removeprefix(":")
    else:
        host, _colon, port = named.partition(":")
    return host.lower() if port.isdecimal() or not port else ""
