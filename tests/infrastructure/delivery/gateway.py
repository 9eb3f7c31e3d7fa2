"""A real HTTP server on this machine that notes what it is sent and answers as a test says."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep


@dataclass(frozen=True, slots=True)
class Called:
    """One call as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Gateway:
    """What was sent there; `answers` are status and body for the next calls, then 200 and `{}`."""

    port: int = 0
    calls: list[Called] = field(default_factory=list)
    answers: list[tuple[int, bytes]] = field(default_factory=list)
    slow_seconds: float = 0.0
    leads_to: str = ""


@contextmanager
def gateway(files: tuple[Path, Path] | None = None) -> Iterator[Gateway]:
    """Serve on 127.0.0.1, with a certificate by https."""
    found = Gateway()

    class Answering(BaseHTTPRequestHandler):
        def take(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            found.calls.append(Called(self.path, dict(self.headers), self.rfile.read(length)))
            sleep(found.slow_seconds)
            status, body = found.answers.pop(0) if found.answers else (200, b"{}")
            self.send_response(status)
            if found.leads_to:
                self.send_header("Location", found.leads_to)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(BrokenPipeError):
                self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            return

    vars_of = {"do_POST": Answering.take, "do_GET": Answering.take}
    handler = type("Handler", (Answering,), vars_of)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if files is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*files)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    found.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
