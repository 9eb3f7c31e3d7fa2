"""Starts Canaille, an independent OpenID Connect provider, and signs in at it as a browser does."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe
from shutil import rmtree
from typing import Protocol
from urllib.parse import urljoin

import httpx2
import pytest
from joserfc.jwk import RSAKey

from tests.tree import ROOT

HERE = ROOT / "tests" / "foreign"
REQUIREMENTS, SCRIPT = HERE / "requirements.lock", HERE / "serving.py"
INSTALLED_WITHIN_SECONDS = 300
STEPS_AT_MOST = 8
_INPUT = re.compile(r"<input[^>]*>")
_NAMED = re.compile(r'\b(name|value)="([^"]*)"')


class Answers(Protocol):
    """What a browser is answered."""

    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the provider is told at its start; the key is a private JWK."""

    port: int
    redirect: str
    key: dict[str, object] = field(repr=False)
    client_id: str = "tongxin-test"
    secret: str = field(default="a secret between the two of us", repr=False)
    login: str = "u-1001"
    password: str = field(default="four words of theirs", repr=False)
    group: str = "jsz"

    @property
    def issuer(self) -> str:
        """The provider's own name."""
        return f"http://127.0.0.1:{self.port}"


def new_key() -> dict[str, object]:
    """Return a private key to sign with."""
    made: dict[str, object] = dict(RSAKey.generate_key(2048, auto_kid=True).as_dict(private=True))
    return made


def environment(kept: Path) -> Path:
    """Return the interpreter of an environment with what is locked, made once and then kept.

    Skips where it cannot be made; where nobody would read that, as on a build server, it fails.
    """
    wanted = sha256(REQUIREMENTS.read_bytes()).hexdigest()[:16]
    ready = kept / wanted
    python = ready / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        making = kept / f"{wanted}.{os.getpid()}"
        try:
            _run(sys.executable, "-m", "venv", "--without-pip", str(making))
            into = ("-m", "pip", "--python", str(making / python.relative_to(ready)))
            _run(sys.executable, *into, *_INSTALL, str(REQUIREMENTS))
        except (OSError, subprocess.SubprocessError) as error:
            rmtree(making, ignore_errors=True)
            reason = f"Canaille could not be installed: {type(error).__name__}"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        with suppress(OSError):
            making.rename(ready)
        rmtree(making, ignore_errors=True)
    return python


# With a pip that is there already, and nothing compiled but what is imported: half the time.
_INSTALL = (
    *("install", "--quiet", "--no-compile", "--require-hashes", "--only-binary", ":all:", "-r"),
)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, timeout=INSTALLED_WITHIN_SECONDS, capture_output=True)


@dataclass(frozen=True, slots=True)
class Foreign:
    """A provider that serves."""

    told: Told
    process: "subprocess.Popen[str]" = field(repr=False)

    def rotate(self) -> None:
        """Let it sign with another key from now on, and publish that one alone."""
        assert self.said(new_key()) == "signing anew"

    def said(self, line: object) -> str:
        """Send a line, and return the line that answers it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(line) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@contextmanager
def serving(python: Path, told: Told) -> Iterator[Foreign]:
    """Serve the provider for as long as the block runs."""
    started = subprocess.Popen(
        [str(python), str(SCRIPT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={name: each for name, each in os.environ.items() if "TONGXIN_" not in name},
    )
    with started:
        foreign = Foreign(told, started)
        assert foreign.said(asdict(told) | {"session_secret": token_urlsafe()}) == "serving"
        yield foreign
        started.communicate(timeout=20)


def signed_in_there(told: Told, address: str, browser: httpx2.Client) -> str:
    """Follow the provider's own pages and fill in its forms; return where it sends the browser."""
    answer = browser.get(address)
    for _ in range(STEPS_AT_MOST):
        if answer.is_redirect:
            address = urljoin(address, answer.headers["location"])
            if address.startswith(told.redirect):
                return address
            answer = browser.get(address)
        else:
            answer = browser.post(address, data=_filled(answer, told))
    raise AssertionError("the provider did not send the browser back")


def _filled(page: Answers, told: Told) -> dict[str, str]:
    """Return what a person sends with the form of a page: the name first, then the password."""
    inputs = [dict(_NAMED.findall(each)) for each in _INPUT.findall(page.text)]
    fields = {each["name"]: each.get("value", "") for each in inputs if "name" in each}
    token = {name: value for name, value in fields.items() if name == "csrf_token"}
    typed = {"password": told.password} if "password" in fields else {"login": told.login}
    return token | typed
