"""What is recorded because of a fact before people are told of it; no fault of it silences that.

What fails waits under a name of its own, and is tried again each minute.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from application.crisis.cases.involving import keep_suspects_out, knows_all
from application.crisis.telling.county_word import give_county_word
from application.crisis.telling.followers import COUNTY_WORD, KEEPING_OUT
from application.ports import Actor, Ledger, Reachable, Recorded, Unreadable
from domain.errors import Unavailable
from infrastructure.log.unreadable import Reason

FOR_WANT_OF_A_KEY = frozenset({Reason.KEY_MISSING.value, Reason.KEY_DAMAGED.value})

Do = Callable[[Ledger, Actor, Recorded[object], datetime, Reachable], bool]


class Beforehand(NamedTuple):
    """One such thing: under which names it waits, what is logged then, and what does it.

    `do` returns whether it is done; `can` whether what waits may be tried again by now.
    """

    waits_as: str
    trouble: str
    do: Do
    can: Callable[[Ledger], bool]


def _keep_out(
    ledger: Ledger, actor: Actor, cause: Recorded[object], now: datetime, _reachable: Reachable
) -> bool:
    return keep_suspects_out(ledger, actor, cause.fact, now, _may_be_read_later)


def _give_word(
    ledger: Ledger, actor: Actor, cause: Recorded[object], now: datetime, reachable: Reachable
) -> bool:
    try:
        give_county_word(ledger, actor, cause, now, reachable)
    except Unavailable:
        return False  # No worry waits for a word that asks nobody to act.
    return True


def _may_be_read_later(error: Unreadable) -> bool:
    return str(error.reason) in FOR_WANT_OF_A_KEY


BEFORE = (
    Beforehand(KEEPING_OUT, "suspects are not kept out", _keep_out, knows_all),
    Beforehand(COUNTY_WORD, "the county has no word", _give_word, lambda _ledger: True),
)
"""In this order: nobody has word who would be kept out first."""
