"""What the content of a visit or talk must be like before it can be a fact."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from domain.days import local_day, require_not_before_birth
from domain.errors import Invalid
from domain.ruleset import RuleSet
from domain.text import NOTE_AT_MOST, REASON_AT_MOST, some_lines, some_lines_if_any
from domain.visits.facts import HomeVisit, Outcome, Talk

MET = frozenset({Outcome.DONE, Outcome.STOPPED_FOR_SAFETY})
"""The outcomes in which the child can have been met."""


def trimmed_visit(visit: HomeVisit) -> HomeVisit:
    """Return the visit with its time in UTC and its note trimmed."""
    return replace(
        visit,
        started_at=_in_utc(visit.started_at),
        note=some_lines_if_any(visit.note, field="note", at_most=NOTE_AT_MOST),
    )


def trimmed_talk(talk: Talk) -> Talk:
    """Return the talk with its time in UTC."""
    return replace(talk, started_at=_in_utc(talk.started_at))


def trimmed_words(text: str | None, *, field: str) -> str | None:
    """Return the child's words or the talk's notes trimmed, or nothing when blank."""
    return some_lines_if_any(text, field=field, at_most=NOTE_AT_MOST)


def trimmed_why(text: str) -> str:
    """Return why a record is corrected."""
    return some_lines(text, field="why", at_most=REASON_AT_MOST)


def require_possible_visit(
    visit: HomeVisit, words: str | None, *, born_on: date, now: datetime, rules: RuleSet
) -> None:
    """Raises: Invalid naming what cannot be: time, minutes, who was met, areas, next day."""
    _require_time(visit.started_at, visit.minutes, born_on=born_on, now=now, rules=rules)
    _require_next_after(visit.next_visit_on, visit.started_at, field="next_visit_on")
    if visit.outcome not in MET:
        met = {"child_seen": visit.child_seen, "spoke_alone": visit.spoke_alone, "words": words}
        _require_none_of(met)
    if visit.spoke_alone and not visit.child_seen:
        raise Invalid("child_was_not_seen", "spoke_alone")
    if len({each.area for each in visit.observations}) < len(visit.observations):
        raise Invalid("stated_twice", "observations")


def require_possible_talk(talk: Talk, *, born_on: date, now: datetime, rules: RuleSet) -> None:
    """Raises: Invalid naming what cannot be: time, minutes, topics, next day."""
    _require_time(talk.started_at, talk.minutes, born_on=born_on, now=now, rules=rules)
    _require_next_after(talk.next_talk_on, talk.started_at, field="next_talk_on")
    if talk.outcome not in MET:
        _require_none_of({"topics": talk.topics, "mood": talk.mood})


def _in_utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise Invalid("time_without_zone", "started_at")
    return at.astimezone(UTC)


def _require_time(
    started_at: datetime, minutes: int | None, *, born_on: date, now: datetime, rules: RuleSet
) -> None:
    if started_at > now + timedelta(minutes=rules.future_tolerance_minutes):
        raise Invalid("in_future", "started_at")
    require_not_before_birth(local_day(started_at), born_on, field="started_at")
    if minutes is not None and not 1 <= minutes <= rules.contact_minutes_at_most:
        raise Invalid("minutes_out_of_range", "minutes", at_most=rules.contact_minutes_at_most)


def _require_next_after(next_on: date | None, started_at: datetime, *, field: str) -> None:
    if next_on is not None and next_on <= local_day(started_at):
        raise Invalid("not_ahead", field)


def _require_none_of(said: Mapping[str, object]) -> None:
    for field, value in said.items():
        if value:
            raise Invalid("child_was_not_met", field)
