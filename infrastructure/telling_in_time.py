"""Looks every minute for what became overdue, and lets those above be told of it."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from threading import Event
from uuid import UUID

from application.authentication.night_ports import NightRecoveries
from application.authorisation.overdue import tell_of_overdue_access, tell_of_overdue_nights
from application.authorisation.unheard_glass import tell_of_unheard_glass
from application.crisis.cases.left_cases import ask_for_left_cases
from application.crisis.desk.weekly import WeeklyWord
from application.crisis.telling.class_teachers import tell_all_class_teachers
from application.crisis.telling.refusals import tell_all_offices
from application.oncall.telling import tell_of_gaps
from application.ports import Actor, Ledger
from application.privacy.overdue import tell_of_overdue_breaches
from application.said_lately import SaidLately
from application.screening.telling_turns import tell_of_turns
from application.staffing.reactions import introduce

EVERY_SECONDS = 60.0
ROSTERS_EVERY = timedelta(hours=1)
WORDS_EVERY = timedelta(minutes=20)
"""So often it is looked whose word is due that hurries nobody."""

logger = logging.getLogger(__name__)

Telling = Callable[[datetime], str]
"""Tells of one kind, and returns what keeps somebody from being told; nothing where all are."""


@dataclass(slots=True)
class TellingRounds:
    """Rounds in which each kind is told apart from the others, and what holds each of them up."""

    kinds: Mapping[str, Telling]
    said: SaidLately = field(default_factory=SaidLately)

    def tell(self, now: datetime) -> None:
        """Tell of every kind, and log what keeps one: when it is another, and once an hour."""
        for kind, telling in self.kinds.items():
            try:
                trouble = telling(now)
            except Exception as error:
                trouble = type(error).__name__
            self._say(kind, trouble, now)

    def _say(self, kind: str, trouble: str, now: datetime) -> None:
        if not trouble:
            if self.said.is_over(kind):
                logger.warning("those above are told again of %s that are overdue", kind)
        elif self.said.is_news(kind, trouble, now):
            logger.error("not everybody is told of %s that are overdue: %s", kind, trouble)


def now_and_then(telling: Telling, every: timedelta) -> Telling:
    """Return a telling that is left out until so much time is over; what failed is tried again."""
    last: list[datetime] = []

    def tell(now: datetime) -> str:
        if last and now - last[-1] < every:
            return ""
        trouble = telling(now)
        last[:] = [now]
        return trouble

    return tell


def tell_in_time(
    ledger: Ledger,
    recoveries: NightRecoveries,
    ledger_id: UUID,
    stop: Event,
    clock: Callable[[], datetime],
) -> None:
    """Tell until told to stop; any number of processes may. What goes wrong is tried again."""
    said, weekly = SaidLately(), _weekly(WeeklyWord())

    @cache
    def actor() -> Actor:
        return introduce(ledger, ledger_id, clock())

    def each(tell: Callable[[Ledger, Actor, datetime, SaidLately], object]) -> Telling:
        return _to_all(lambda now: tell(ledger.at(now), actor(), now, said))

    kinds: dict[str, Telling] = {
        "accesses": each(tell_of_overdue_access),
        "broken glass": _unless_unheard(
            lambda now: tell_of_unheard_glass(ledger.at(now), actor(), now, said)
        ),
        "codes of the night": _to_all(
            lambda now: tell_of_overdue_nights(ledger.at(now), recoveries, actor(), now, said)
        ),
        "breaches": _unless_unheard(
            lambda now: tell_of_overdue_breaches(ledger.at(now), actor(), now, said).unheard
        ),
        "dangers to class teachers": each(tell_all_class_teachers),
        "refusals to offices": each(tell_all_offices),
        "cases that were left": each(ask_for_left_cases),
        # They are told days ahead, and looking reads the log of every place.
        "gaps in rosters": now_and_then(each(tell_of_gaps), ROSTERS_EVERY),
        "talks after screenings": now_and_then(each(tell_of_turns), WORDS_EVERY),
        "yellow cases": now_and_then(each(weekly), WORDS_EVERY),
    }
    rounds = TellingRounds(kinds, said)
    while not stop.wait(EVERY_SECONDS):
        rounds.tell(clock())


def _weekly(word: WeeklyWord) -> Callable[[Ledger, Actor, datetime, SaidLately], object]:
    return lambda ledger, actor, now, _said: word.tell(ledger, actor, now)


def _unless_unheard(tell: Callable[[datetime], object]) -> Telling:
    """Return what is told by a function that returns what nobody above was there to hear."""

    def telling(now: datetime) -> str:
        return "nobody above holds a post" if tell(now) else ""

    return telling


def _to_all(tell: Callable[[datetime], object]) -> Telling:
    """Return what is told by a function that lets nobody be left untold but by raising."""

    def telling(now: datetime) -> str:
        tell(now)
        return ""

    return telling
