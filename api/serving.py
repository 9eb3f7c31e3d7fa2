"""Runs the web server until it is told to stop, and then stops promptly."""

import logging

import uvicorn
from fastapi import FastAPI

STOP_WITHIN_SECONDS = 5
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def serve_app(app: FastAPI, host: str, port: int, *, behind_proxy: bool) -> None:
    """Serve until SIGINT or SIGTERM.

    Requests are not logged: an address names a child's id and says who looked when, which the
    log of readings keeps sealed. `behind_proxy` trusts a proxy on this machine for the client's
    address and https.
    """
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
    uvicorn.Server(config).run()
