"""Records that requests were refused, in the name of the reaction that counts them."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID, uuid5

from application.ports import Actor, History, Ledger
from application.reactions import introduce
from application.recording import Decision, Request, record
from application.states import security_stream
from domain.security.facts import SecurityEvent
from domain.security.rules import tell

FOLLOWER = "refusals"
"""The name under which the reaction is registered; permanent."""


def introduce_recorder(ledger: Ledger, ledger_id: UUID, now: datetime) -> Actor:
    """Return who counts refusals as an actor, registered once. Raises: Unavailable."""
    return introduce(ledger, ledger_id, now, follower=FOLLOWER, name="安全记录")


def record_refusals(ledger: Ledger, actor: Actor, fact: SecurityEvent, now: datetime) -> None:
    """Record what is told of the refusals of one hour, once however often it is tried.

    Raises: Unavailable when the log cannot take it now.
    """
    stream = security_stream(fact.refusals_id)

    def decide(history: History) -> Decision:
        said = cast("Sequence[SecurityEvent]", history.of(stream))
        return cast("Decision", tell(said, fact))

    request_id = uuid5(fact.refusals_id, type(fact).__name__)
    record(ledger, Request(request_id=request_id, actor=actor, now=now), [stream], decide)
