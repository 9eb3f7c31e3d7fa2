"""How far a reaction has come in the log, and what of it waits to be answered later."""

from contextlib import suppress
from datetime import datetime
from uuid import uuid5

from application.ports import Actor, Commit, FollowUp, Ledger, StreamMoved
from domain.shared import RequestId

FOLLOWER = "alerts"
"""The name under which the place in the log is kept; permanent."""

WAITING = f"{FOLLOWER}/waiting/"
"""So begins the name of each follower that waits at one position alone; permanent."""


KEEPING_OUT = f"{FOLLOWER}/keeping-out/"
"""So begins the name of what waits until suspects are kept out because of a position; permanent."""


COUNTY_WORD = f"{FOLLOWER}/county-word/"
"""So begins the name of what waits until the county has word of a position; permanent."""


def wait_for(ledger: Ledger, actor: Actor, follower: str, now: datetime) -> None:
    """Record that something waits under this name; once, whoever says so."""
    with suppress(StreamMoved):
        _place(ledger, actor, FollowUp(follower=follower, position=0), now)


def waiting_at(position: int) -> str:
    """Return the name of the follower that stands before one position until it is answered."""
    return f"{WAITING}{position}"


def pass_over(
    ledger: Ledger, actor: Actor, position: int, now: datetime, *, follower: str = FOLLOWER
) -> None:
    """Record only that the reaction has come as far as this position.

    Raises: StreamMoved when another process has come as far meanwhile.
    """
    _place(ledger, actor, FollowUp(follower=follower, position=position), now)


def set_aside(ledger: Ledger, actor: Actor, position: int, now: datetime) -> None:
    """Record that what follows from this position waits, and that the reaction goes on past it.

    Raises: StreamMoved when another process has come as far meanwhile.
    """
    # In this order: after a death in between either follower answers, and looks whether one did.
    wait_for(ledger, actor, waiting_at(position), now)
    pass_over(ledger, actor, position, now)


def _place(ledger: Ledger, actor: Actor, follows: FollowUp, now: datetime) -> None:
    ledger.log.append(
        Commit(
            facts=(),
            expected={},
            request_id=RequestId(uuid5(actor.person_id, str(follows.position))),
            actor_id=actor.person_id,
            recorded_at=now,
            follows=follows,
        )
    )
