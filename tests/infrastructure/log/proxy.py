"""A TCP proxy in front of PostgreSQL that breaks connections at the moment it is told to."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from threading import Lock, Thread
from types import TracebackType
from typing import Self

from sqlalchemy import make_url


class Loss(Enum):
    """What becomes of the next exchange; after it the connection is gone."""

    REQUEST = auto()
    """The server never hears of it."""
    REPLY = auto()
    """The server has done it and answered; the answer is thrown away."""
    WHILE_AT_WORK = auto()
    """The server has it, and whether it is done already nobody knows."""


class BreakingProxy:
    """Forwards to a port of 127.0.0.1 until a loss is asked for."""

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = Lock()
        self._losses: list[Loss] = []
        self._open: list[socket.socket] = []
        self._threads: list[Thread] = []
        self._start(self._accept)

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    def lose(self, *losses: Loss) -> None:
        """Lose the next exchanges of whichever connections, one after the other."""
        with self._lock:
            self._losses.extend(losses)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        _end(self._listener, *self._open)
        for thread in self._threads:
            thread.join()
        for each in (self._listener, *self._open):
            each.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._target_port))
                self._open += (client, server)
                losing: list[Loss] = []
                self._start(self._requests, client, server, losing)
                self._start(self._replies, client, server, losing)

    def _requests(self, client: socket.socket, server: socket.socket, losing: list[Loss]) -> None:
        with suppress(OSError):
            for chunk in _chunks(client):
                with self._lock:
                    if self._losses and not losing:
                        losing.append(self._losses.pop(0))
                if losing == [Loss.REQUEST]:
                    break
                server.sendall(chunk)
                if losing == [Loss.WHILE_AT_WORK]:
                    break
        _end(client, server)

    @staticmethod
    def _replies(client: socket.socket, server: socket.socket, losing: list[Loss]) -> None:
        with suppress(OSError):
            for chunk in _chunks(server):
                if losing:
                    break
                client.sendall(chunk)
        _end(client, server)

    def _start(self, target: object, *arguments: object) -> None:
        assert callable(target)
        thread = Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()


def _chunks(source: socket.socket) -> Iterator[bytes]:
    while chunk := source.recv(65_536):
        yield chunk


def _end(*sockets: socket.socket) -> None:
    for each in sockets:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


@contextmanager
def breaking(url: str) -> Iterator[tuple[BreakingProxy, str]]:
    """Put a proxy before the database of an address; give it and the address through it."""
    address = make_url(url)
    assert address.port is not None
    with BreakingProxy(address.port) as proxy:
        yield proxy, address.set(port=proxy.port).render_as_string(hide_password=False)
