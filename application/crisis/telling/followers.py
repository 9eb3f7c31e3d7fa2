"""How far a reaction has come in the log, and what of it waits to be answered later."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import uuid5

from application.crisis.telling.outside_rows import Alert
from application.ports import Actor, Commit, FollowUp, Ledger, Recorded, StreamMoved
from domain.errors import NotFound, Unavailable
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


def answer_or_wait(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    made: Callable[[], Commit | None],
    *,
    follower: str,
) -> None:
    """Record what follows from a cause; pass it over where nothing does, or nobody is left of it.

    While it cannot be told who is on duty it is set aside: no worry waits for a word that asks
    nobody to act at once.

    Raises: StreamMoved when another process did it, or something moved, meanwhile; Unavailable for
    what was set aside before; whatever else `made` raises.
    """
    try:
        commit = made()
        if commit is not None:
            ledger.log.append(commit)
            return
    except NotFound:
        pass  # The child was erased, or it is about another child.
    except Unavailable:
        if follower != FOLLOWER:
            raise  # It goes on waiting.
        set_aside(ledger, actor, cause.position, now)
        return
    pass_over(ledger, actor, cause.position, now, follower=follower)


def rows_alone(
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    alerts: Sequence[Alert],
    *,
    follower: str,
) -> Commit:
    """Return the commit of what goes out because of a cause that says itself who is told."""
    return Commit(
        facts=(),
        expected={},
        request_id=RequestId(cause.event_id),
        actor_id=actor.person_id,
        recorded_at=now,
        follows=FollowUp(follower=follower, position=cause.position, alerts=alerts),
    )


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
