"""An office in which a teacher signs in, and what the log of readings says of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

import pytest

from application.authentication.signing_in import Door, Source, sign_in
from application.authentication.stepping_up import show_factor
from application.ports import Context
from domain.errors import Unavailable
from infrastructure.log.log import SealedLog
from infrastructure.opening import OpenLedger
from tests import office
from tests.api.pages.site import found_office
from tests.engines import FoundedLedger
from tests.examples import NOW, RULES
from tests.infrastructure.authentication.keeping import accounts_on
from tests.signing import PASSWORD, recovery_code

DESK = Source(address="192.0.2.7", device="computer")
LOGIN = "teacher"


def reopen_office(founded: FoundedLedger) -> OpenLedger:
    databases = founded(found_office)
    opened = office.reopen_office(databases).opened
    return replace(opened, accounts=accounts_on(databases))


def door(opened: OpenLedger, at: datetime = NOW) -> Door:
    return Door(accounts=opened.accounts, rules=RULES, now=at, reads=opened.ledger.reads)


def come_in(opened: OpenLedger, source: Source, number: int, at: datetime = NOW) -> str:
    """Sign in in both steps, and return the token."""
    half = sign_in(door(opened, at), LOGIN, PASSWORD, source)
    return show_factor(door(opened, at), half.token, recovery_code(LOGIN, number), source).token


def recorded(opened: OpenLedger) -> Sequence[object]:
    return [each[0] for each in in_log(opened)]


def in_log(opened: OpenLedger) -> list[tuple[object, Context, datetime]]:
    recorder, mapper = opened.logs["reads"]
    rows = [mapper.open_row(row) for row in recorder.rows_after(0, 100)]
    return [(row.fact, row.context, row.recorded_at) for row in rows]


@contextmanager
def log_away(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let nothing be written to the log of readings."""

    def away(_log: SealedLog, _asked: object) -> None:
        raise Unavailable("database_unreachable")

    with monkeypatch.context() as patched:
        patched.setattr(SealedLog, "note", away)
        yield
