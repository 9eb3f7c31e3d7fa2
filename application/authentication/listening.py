"""Whose open screens go on being told to look: while the session is open, and the duty lasts."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from application.authentication.account_stores import Accounts
from application.authentication.running_out import unused_since
from application.ports import Ledger
from domain.days import local_day
from domain.errors import Unavailable
from domain.shared import PersonId, SessionId


class Listener(NamedTuple):
    """Somebody at an open screen: in which session, and who."""

    session_id: SessionId
    person_id: PersonId


def still_listening(
    ledger: Ledger, accounts: Accounts, listeners: Collection[Listener], now: datetime
) -> frozenset[Listener]:
    """Return those whose session is open still and who hold a duty today.

    While the duties cannot be told the session alone decides: a stream says nothing of anybody,
    and what is then asked for asks for its permission.
    """
    sessions = accounts.sessions.open_among(
        {each.session_id for each in listeners}, now, unused_since(now, ledger.rules)
    )
    found = frozenset(each for each in listeners if each.session_id in sessions)
    with suppress(Unavailable):
        people = {each.person_id for each in found}
        on_duty = ledger.access.on_duty_among(people, local_day(now))
        return frozenset(each for each in found if each.person_id in on_duty)
    return found
