"""An operator at the command line: commands run here, or in processes of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGTERM
from time import monotonic, sleep

from httpx2 import Client, ConnectError
from typer.testing import CliRunner

from api.cli import app
from infrastructure.opening import OpenLedger, open_ledger
from infrastructure.settings import Settings
from tests.api.pages.site import OURS
from tests.engines import free_port
from tests.tree import ROOT

READY_WITHIN_SECONDS = 30
STOPPED_WITHIN_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody at the command line of one data folder."""

    data: Path

    def run(self, *arguments: str, typed: str = "") -> tuple[int, str]:
        """Run a command and return its exit code and what it says, without line breaks."""
        environment = {"TONGXIN_DATA": str(self.data), "TONGXIN_PORT": "8765"}
        done = CliRunner().invoke(app, list(arguments), input=typed, env=environment)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, "".join(done.output.split("\n"))

    def told(self, *arguments: str, typed: str = "") -> tuple[int, dict[str, object]]:
        """Run a command with --json and return its exit code and the one object it prints."""
        code, said = self.run(*arguments, "--json", typed=typed)
        answer: dict[str, object] = json.loads(said)
        return code, answer

    def refused(self, *arguments: str, typed: str = "") -> str:
        """Run a command that is refused with exit code 1 and a sentence; return the code of it."""
        code, said = self.told(*arguments, typed=typed)
        assert code == 1
        assert str(said["detail"]).endswith(("。", "？"))
        return str(said["error"])

    def start(self, *arguments: str, port: int = 0) -> "subprocess.Popen[str]":
        """Start a command in a process of its own, its input and output a pipe."""
        ours = {"TONGXIN_DATA": str(self.data), "TONGXIN_PORT": str(port)}
        others = {name: each for name, each in os.environ.items() if "TONGXIN_" not in name}
        return subprocess.Popen(
            [sys.executable, "-m", "api.cli", *arguments],
            cwd=ROOT,
            env=others | ours,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def opened(self) -> AbstractContextManager[OpenLedger]:
        """Open the ledger beside the command line."""
        return open_ledger(Settings(data=self.data))

    @contextmanager
    def serving(self) -> Iterator[Client]:
        """Run `tongxin serve` until it is told to stop, and give a browser on it."""
        port = free_port()
        with self.start("serve", "--json", port=port) as process:
            try:
                assert process.stdout is not None
                address = json.loads(process.stdout.readline())["address"]
                assert address == f"http://127.0.0.1:{port}"
                with Client(base_url=address, headers=OURS, timeout=30) as browser:
                    _await(browser)
                    yield browser
            finally:
                process.send_signal(SIGTERM)
                assert process.wait(STOPPED_WITHIN_SECONDS) in {0, -SIGTERM}


def _await(browser: Client) -> None:
    deadline = monotonic() + READY_WITHIN_SECONDS
    while monotonic() < deadline:
        with suppress(ConnectError):
            assert browser.get("/readyz").status_code == 200
            return
        sleep(0.02)
    raise AssertionError("not ready in time")
