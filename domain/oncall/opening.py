"""From when until when somebody is on call at a place, as its roster tells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.days import LOCAL
from domain.oncall.hours import Watch, watch_at
from domain.oncall.state import OnCallState
from domain.ruleset import RuleSet
from domain.shared import PersonId

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Whether somebody is on call now; `until_at` is when that ends, `from_at` when it begins.

    Both are None where nothing changes within the days that were looked at.
    """

    is_open: bool
    until_at: datetime | None = None
    from_at: datetime | None = None


def opening_at(
    state: OnCallState,
    now: datetime,
    rules: RuleSet,
    *,
    in_post: Callable[[PersonId], bool],
    days: int,
) -> Opening | None:
    """Return whether somebody of a roster is on call at `now`, looking `days` ahead.

    Whoever is in post no more is on call no more. None where no roster holds for today.
    """
    watches = tuple(_watches_from(now, rules, days))
    first = watches[0][1]
    if not _is_published(state, first.on):
        return None
    held = [(at, _is_held(state, watch, in_post)) for at, watch in watches]
    is_open = held[0][1]
    changes_at = next((at for at, is_held in held[1:] if is_held is not is_open), None)
    if is_open:
        return Opening(is_open=True, until_at=changes_at)
    return Opening(is_open=False, from_at=changes_at)


def _is_published(state: OnCallState, on: date) -> bool:
    return any(each.first_on <= on <= each.last_on for each in state.published.values())


def _is_held(state: OnCallState, watch: Watch, in_post: Callable[[PersonId], bool]) -> bool:
    people = (
        who
        for each in state.during(watch)
        for who in (each.person_id, each.stand_in_id)
        if who is not None
    )
    return any(map(in_post, people))


def _watches_from(now: datetime, rules: RuleSet, days: int) -> Iterator[tuple[datetime, Watch]]:
    """Yield the watch of a moment, and each that follows, with when it begins."""
    watch, at = watch_at(now, rules), now
    last_on = watch.on + timedelta(days=days)
    while watch.on <= last_on:
        yield at, watch
        on = watch.on + _ONE_DAY if watch.is_night else watch.on
        watch = Watch(on, is_night=not watch.is_night)
        bounds = rules.on_call
        hour = bounds.night_starts_hour if watch.is_night else bounds.day_starts_hour
        at = datetime.combine(on, time(hour), tzinfo=LOCAL)
