"""Notices that the sweeping of deadlines or a channel is silent, and tells who can mend it.

Any process that lives may notice it. The fact, the rows that wake open screens and the messages by
whatever works are one commit: told by one process, and wholly, or by the next that looks.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import cast
from uuid import uuid5

from application.crisis.delivery.channels import troubled_channels
from application.crisis.desk.duty_desk import nobody_sweeps
from application.crisis.telling.outside import alerts_to
from application.ports import Actor, Commit, Context, FollowUp, History, Ledger, StreamMoved
from domain.alerts.outside import Channel
from domain.days import local_day
from domain.errors import RuleBroken
from domain.outages.facts import OutageEvent, OutageOverTold, OutageTold, WatchedPart
from domain.outages.rules import OpenOutage, Sightings, fold, tell_outage, tell_over
from domain.shared import CaseId, Erased, PersonId, RequestId, Stream
from domain.staff.facts import OrganisationKind, Role

FOLLOWER = "outages"
"""The name under which it is counted how often somebody was told; permanent."""
SEEN_FOR = timedelta(seconds=30)
"""After a stop all is silent until a process takes up the work: longer than that takes."""
ADMINISTERING = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR})
TOLD = ADMINISTERING | {Role.COUNTY_DUTY_OFFICER}
_MINUTES = 10
"""It goes out before all that has more time than this; said is none."""


def outages_stream(recorder_id: PersonId) -> Stream:
    """Return the stream of all outages."""
    return Stream("outages", recorder_id)


def silent_parts(ledger: Ledger) -> frozenset[WatchedPart]:
    """Return what is silent just now, whichever process should do it."""
    channels = {WatchedPart(each.value) for each in troubled_channels(ledger)}
    return frozenset(channels | ({WatchedPart.SWEEPING} if nobody_sweeps(ledger) else set()))


def outages_in(history: History, recorder_id: PersonId) -> Mapping[WatchedPart, OpenOutage]:
    """Return the outages that go on by what was recorded."""
    stream = outages_stream(recorder_id)
    recorded = (each for each in history.recorded if each.stream == stream)
    return fold((each.recorded_at, cast("OutageEvent", each.fact)) for each in recorded)


def loaded(ledger: Ledger, recorder_id: PersonId) -> History:
    """Return all that was said of outages. Raises: Unreadable."""
    found = ledger.log.load([outages_stream(recorder_id)])
    return History((), {}) if isinstance(found, Erased) else found


@dataclass(slots=True)
class OutageWatch:
    """The part of one process: what it saw of each part, and what it said of it."""

    ledger: Ledger
    actor: Callable[[], Actor]
    seen: Sightings = field(default_factory=Sightings)

    def look(self, now: datetime) -> list[OutageEvent]:
        """Look at every part and tell what is to be told; return what this process told.

        Raises: whatever keeps it from looking or telling; then nothing counts as seen.
        """
        try:
            silent = silent_parts(self.ledger)
        except Exception:
            self.seen.forget()
            raise
        self.seen.see(silent, now)
        ledger, recorder_id = self.ledger.at(now), self.actor().person_id
        going_on = outages_in(loaded(ledger, recorder_id), recorder_id)
        parts = [each for each in WatchedPart if each in silent or each in going_on]
        told = [self._tell(ledger, each, silent, now) for each in parts]
        return [each for each in told if each is not None]

    def _tell(
        self, ledger: Ledger, part: WatchedPart, silent: Collection[WatchedPart], now: datetime
    ) -> OutageEvent | None:
        by, recorder_id = working(ledger, silent), self.actor().person_id
        if part not in silent:
            works = OutageOverTold(
                recorder_id=recorder_id,
                part=part,
                works_since=self.seen.works_since[part],
                told_ids=(),
                by=by,
            )
            return _record(ledger, works, now, partial(tell_over, found=works))
        since = self.seen.silent_since[part]
        if now - since < SEEN_FOR:
            return None
        fact = OutageTold(
            recorder_id=recorder_id,
            part=part,
            number=1,
            first_seen_at=since,
            told_ids=who_mends(ledger, now),
            by=by,
        )
        return _record(ledger, fact, now, partial(tell_outage, found=fact))


def who_mends(ledger: Ledger, now: datetime) -> tuple[PersonId, ...]:
    """Return who is told: on duty for a county, or administering, and able to sign in."""
    places = ledger.directory.of_kind(OrganisationKind.BUREAU, OrganisationKind.COUNTY_OFFICE)
    posts = ledger.access.posts_at([each.organisation_id for each in places], local_day(now))
    people = {each.person_id for each in posts if each.role in TOLD}
    return tuple(sorted(ledger.reachable(people)))


def working(ledger: Ledger, silent: Collection[WatchedPart]) -> tuple[Channel, ...]:
    """Return the configured channels by which something goes out just now."""
    channels = (each.channel for each in ledger.messages.health())
    return tuple(each for each in channels if WatchedPart(each.value) not in silent)


def _record(
    ledger: Ledger, fact: OutageEvent, now: datetime, decide: Callable[..., Sequence[OutageEvent]]
) -> OutageEvent | None:
    """Record what is decided with all that follows from it, None where nothing is to be told."""
    stream = outages_stream(fact.recorder_id)
    history = loaded(ledger, fact.recorder_id)
    try:
        (said,) = decide(outages_in(history, fact.recorder_id), now=now, rules=ledger.rules)
        ledger.log.append(_commit(ledger, said, history.versions.get(stream, 0), now))
    except (RuleBroken, StreamMoved):
        return None  # Told before, or by another process meanwhile.
    return said


def _commit(ledger: Ledger, said: OutageEvent, version: int, now: datetime) -> Commit:
    request_id = RequestId(uuid5(said.recorder_id, f"outages/{version + 1}"))
    outlets = ledger.outlets

    def that_work(people: Collection[PersonId]) -> Mapping[PersonId, Collection[Channel]]:
        return {who: set(by).intersection(said.by) for who, by in outlets(people).items()}

    alerts = alerts_to(
        replace(ledger, outlets=that_work),
        request_id,
        # The table of alerts calls by this name whatever somebody is told of.
        CaseId(said.recorder_id),
        said.told_ids,
        _MINUTES if isinstance(said, OutageTold) else None,
        shared_is_closed=False,
    )
    return Commit(
        facts=(said,),
        expected={outages_stream(said.recorder_id): version},
        request_id=request_id,
        actor_id=said.recorder_id,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
        follows=FollowUp(follower=FOLLOWER, position=version + 1, alerts=alerts),
    )
