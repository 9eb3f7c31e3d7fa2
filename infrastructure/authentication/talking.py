"""Bounds a talk with a server outside: how long it takes altogether, how much each answer is."""

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from ssl import SSLContext
from threading import Lock, Timer
from types import TracebackType
from typing import Protocol, Self, runtime_checkable

import httpx2

Hook = Callable[..., None]


@cache
def authorities() -> SSLContext:
    """Return whose certificates are believed, read once by each process: it takes 20 ms."""
    return httpx2.create_ssl_context()


@runtime_checkable
class _Connected(Protocol):
    def get_extra_info(self, info: str) -> object: ...


class Bounds:
    """One talk: a time limit of the client counts for each read anew, this one for all of them.

    `is_over` once the talk took too long; whatever was being read or sent then breaks off.
    """

    def __init__(self, *, seconds: float, answer_bytes: int) -> None:
        self.is_over = False
        self._answer_bytes = answer_bytes
        self._lock = Lock()
        self._sockets: list[socket.socket] = []
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    @property
    def hooks(self) -> dict[str, list[Hook]]:
        """What a client has to be made with, so that the bounds hold for it."""
        return {"request": [self._watch], "response": [self._measure]}

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()

    def _watch(self, request: httpx2.Request) -> None:
        request.headers["Accept-Encoding"] = "identity"
        request.extensions = {**request.extensions, "trace": self._note}

    def _note(self, event: str, told: Mapping[str, object]) -> None:
        """Keep what is being talked through; TLS goes through another object than before."""
        if not event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            return
        connected = told.get("return_value")
        found = connected.get_extra_info("socket") if isinstance(connected, _Connected) else None
        if not isinstance(found, socket.socket):
            return
        with self._lock:
            self._sockets.append(found)
            if self.is_over:
                _shut(found)

    def _end(self) -> None:
        with self._lock:
            self.is_over = True
            for each in self._sockets:
                _shut(each)

    def _measure(self, response: httpx2.Response) -> None:
        """Count what comes. Raises: ValueError for what would have to be unpacked first."""
        if response.headers.get("content-encoding", "identity") != "identity":
            raise ValueError("an answer is packed")
        if isinstance(response.stream, httpx2.SyncByteStream):
            response.stream = _Measured(response.stream, self._answer_bytes)


class _Measured(httpx2.SyncByteStream):
    def __init__(self, stream: httpx2.SyncByteStream, at_most: int) -> None:
        self._stream = stream
        self._at_most = at_most

    def __iter__(self) -> Iterator[bytes]:
        came = 0
        for each in self._stream:
            came += len(each)
            if came > self._at_most:
                raise ValueError("an answer is too long")
            yield each

    def close(self) -> None:
        self._stream.close()


def _shut(found: socket.socket) -> None:
    # Not closed, since its number could be given away under whoever reads; and not as TLS has it,
    # which would go on in clear with what has come already.
    with suppress(OSError):
        socket.socket.shutdown(found, socket.SHUT_RDWR)
