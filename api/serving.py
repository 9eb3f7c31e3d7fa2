"""Runs the web server until it is told to stop, and then stops promptly."""

import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

import uvicorn
from fastapi import FastAPI

try:
    import resource
except ImportError:
    HAS_LIMITS = False  # Windows, which knows no such bound.
else:
    HAS_LIMITS = True

STOP_WITHIN_SECONDS = 5
CONNECTIONS_AT_MOST = 16_384
"""Each is an open file; the usual bound of 1,024 would let a storm keep everybody else out."""
SWITCH_SECONDS = 0.0005
"""How long a busy thread may keep the others from running.

Whoever waits for a database gets its turn ten times sooner than by default: a worry on its way to
a screen waits several times, each time behind the threads that draw pages (docs/benchmarks.md).
"""
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Server(uvicorn.Server):
    """Ends what would keep it waiting for ever when told to stop: the open streams."""

    def __init__(self, config: uvicorn.Config, at_exit: Callable[[], None]) -> None:
        super().__init__(config)
        self._at_exit = at_exit

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop on SIGINT or SIGTERM."""
        self._at_exit()
        super().handle_exit(sig, frame)


def serve_app(
    app: FastAPI,
    host: str,
    port: int,
    *,
    behind_proxy: bool,
    at_exit: Callable[[], None] = lambda: None,
) -> None:
    """Serve until SIGINT or SIGTERM; `at_exit` is called as soon as either comes.

    Requests are not logged: an address names a child's id and says who looked when, which the
    log of readings keeps sealed. `behind_proxy` trusts a proxy on this machine for the client's
    address and https.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    _allow_connections()
    logging.basicConfig(level=logging.WARNING, format=LOG_FORMAT)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=behind_proxy,
        forwarded_allow_ips="127.0.0.1",
        timeout_graceful_shutdown=STOP_WITHIN_SECONDS,
    )
    Server(config, at_exit).run()


def _allow_connections() -> None:
    """Let the process have as many open files as the machine allows it, up to the bound."""
    if HAS_LIMITS:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = CONNECTIONS_AT_MOST if hard == resource.RLIM_INFINITY else hard
        with suppress(ValueError, OSError):
            resource.setrlimit(
                resource.RLIMIT_NOFILE, (max(soft, min(wanted, CONNECTIONS_AT_MOST)), hard)
            )
