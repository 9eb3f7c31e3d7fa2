"""Looks names up within a time: a resolver that does not answer would hold a channel up."""

import socket
from threading import Thread

from domain.alerts.trying import Failure
from infrastructure.delivery.channels import NotSent

_SECONDS = 5.0


def addresses_of(host: str, port: int) -> list[str]:
    """Return the addresses of a name. Raises: NotSent where there are none, or none in time."""
    found: list[str] = []

    def look_up() -> None:
        try:
            every = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError:
            return
        found.extend(str(each[4][0]) for each in every)

    # Nothing ends a look-up early: its thread is left to itself.
    looking = Thread(target=look_up, name="look-up", daemon=True)
    looking.start()
    looking.join(_SECONDS)
    if looking.is_alive():
        raise NotSent(Failure.TOOK_TOO_LONG)
    if not found:
        raise NotSent(Failure.NO_CONNECTION)
    return found
