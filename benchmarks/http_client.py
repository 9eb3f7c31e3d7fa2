"""Puts JSON over one kept connection, with so little work of its own that servers are measured."""

import socket
from time import monotonic
from types import TracebackType
from typing import Self

CREATED = 201
ANSWERED_WITHIN_SECONDS = 30
# Servers close a connection on which nothing came for five seconds.
KEPT_SECONDS = 3
_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = b"content-length:"
_RECEIVED_AT_ONCE = 65_536


class UnexpectedAnswer(Exception):
    """The server answered something else than 201."""


class KeptConnection:
    """One connection of somebody who is signed in."""

    def __init__(self, port: int, token: str) -> None:
        self._head = (
            " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {token}\r\nContent-Length: "
        )
        self._port = port
        self._socket = self._connected()
        self._used_at = monotonic()

    def _connected(self) -> socket.socket:
        opened = socket.create_connection(
            ("127.0.0.1", self._port), timeout=ANSWERED_WITHIN_SECONDS
        )
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return opened

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def put(self, path: str, body: bytes) -> bytes:
        """Send the body and return the answer's.

        Raises: UnexpectedAnswer for any status but 201.
        """
        if monotonic() - self._used_at > KEPT_SECONDS:
            self._socket.close()
            self._socket = self._connected()
        request = f"PUT {path}{self._head}{len(body)}\r\n\r\n".encode() + body
        self._socket.sendall(request)
        received = self._received()
        while _END_OF_HEAD not in received:
            received += self._received()
        head, _, content = received.partition(_END_OF_HEAD)
        while len(content) < _length_in(head):
            content += self._received()
        if int(head.split(b" ", 2)[1]) != CREATED:
            raise UnexpectedAnswer(head.decode(), content.decode())
        self._used_at = monotonic()
        return content

    def _received(self) -> bytes:
        received = self._socket.recv(_RECEIVED_AT_ONCE)
        if not received:
            raise UnexpectedAnswer("the connection was closed")
        return received


def _length_in(head: bytes) -> int:
    (line,) = (each for each in head.lower().split(b"\r\n") if each.startswith(_LENGTH))
    return int(line[len(_LENGTH) :])
