"""Says of the steps of a case that they are due soon, or overdue: as facts, each once."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid5

from application.crisis.clocks.case_clocks import clocks_stream, deadlines_of, said_in, timing_since
from application.ports import (
    Actor,
    Commit,
    Context,
    History,
    Ledger,
    StreamMoved,
    Unreadable,
    WrittenByNewerProgram,
)
from application.recording import ATTEMPTS
from application.reporting.sweeping import say_of_reports
from application.said_lately import SaidLately
from application.states import alerts_stream, case_state, referrals_stream
from domain.alerts.facts import ConcernAlerted
from domain.clocks.facts import ClocksEvent, StepOverdue
from domain.clocks.rules import Said, said_of, to_say
from domain.clocks.timing import Deadline
from domain.errors import NotFound
from domain.shared import CaseId, Erased, RequestId, Stream

AT_ONCE = 200
_NOT_READABLE = timedelta(minutes=1)
_COUNTED_OTHERWISE = timedelta(seconds=10)
_VERSIONS_TRIED = 500

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Sweep:
    """One process's rounds over the deadlines that are due.

    `later` keeps until when a case is not looked at again: one that cannot be read, or of which
    there was nothing to say because the view counted by other numbers. Which errors
    `speaks_of_the_case` holds to come again for that case alone; others end the round.
    """

    ledger: Ledger
    actor: Callable[[], Actor]
    speaks_of_the_case: Callable[[Exception], bool] = lambda error: isinstance(error, Unreadable)
    said: SaidLately = field(default_factory=SaidLately)
    later: dict[CaseId, datetime] = field(default_factory=dict)
    newer: WrittenByNewerProgram | None = None

    def round(
        self,
        now: datetime,
        may_go_on: Callable[[], bool] = lambda: True,
        handled: Callable[[], None] = lambda: None,
    ) -> int:
        """Say what is to be said by now and return how much that was; stops when it may not go on.

        `handled` is called after each case for as long as none ends the round.

        Raises: Unavailable when the log cannot take it; WrittenByNewerProgram, once all other
        cases were told, for one that a newer program has to tell.
        """
        self.newer = None
        self.later = {case_id: until for case_id, until in self.later.items() if until > now}
        told, after = self._told_of_reports(now, may_go_on), None
        while may_go_on():
            page = self.ledger.clocks.due(now, limit=AT_ONCE, after=after)
            for case_id in dict.fromkeys(each.case_id for each in page):
                if case_id not in self.later and may_go_on():
                    told += self._say(case_id, now)
                    if self.newer is None:
                        handled()
            if len(page) < AT_ONCE:
                break
            after = page[-1]
        if told:
            self.ledger.catch_up()
        if self.newer is not None:
            raise self.newer
        return told

    def _told_of_reports(self, now: datetime, may_go_on: Callable[[], bool]) -> int:
        """Say what is overdue of reports of harm: they are few, and wait for no case."""
        return say_of_reports(
            self.ledger.at(now), self.actor, now, may_go_on, self.speaks_of_the_case
        )

    def _say(self, case_id: CaseId, now: datetime) -> int:
        """Say what is to be said of one case; what goes wrong with it holds up no other."""
        try:
            told = self._said_of(case_id, now)
        except NotFound:
            return 0  # Erased meanwhile.
        except WrittenByNewerProgram as error:
            self.newer = error
            return 0
        except Exception as error:
            if not self.speaks_of_the_case(error):
                raise
            self._set_aside(case_id, error, now)
            return 0
        if not told and case_id not in self.later:
            self.later[case_id] = now + _COUNTED_OTHERWISE
        return len(told)

    def _said_of(self, case_id: CaseId, now: datetime) -> tuple[ClocksEvent, ...]:
        ledger = self.ledger.at(now)
        try:
            return say(ledger, self.actor(), case_id, now)
        except WrittenByNewerProgram:
            raise
        except Unreadable as error:
            told = say_past_damage(ledger, self.actor(), case_id, now, error)
            # Where the case itself can be read; said again at most so often.
            self._set_aside(case_id, error, now)
            return told

    def _set_aside(self, case_id: CaseId, error: Exception, now: datetime) -> None:
        self.later[case_id] = now + _NOT_READABLE
        reason = str(error.reason) if isinstance(error, Unreadable) else type(error).__name__
        if self.said.is_news(str(case_id), reason, now):
            logger.error("the deadlines of case %s cannot be told: %s", case_id, reason)


def say(ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime) -> tuple[ClocksEvent, ...]:
    """Record what is to be said of the deadlines of a case by now, and return it.

    All of it is counted anew from the log, so what another process said meanwhile is said once.

    Raises: NotFound when the child was erased; Unreadable; Unavailable.
    """
    for _attempt in range(ATTEMPTS):
        history = _loaded(ledger, [clocks_stream(case_id), referrals_stream(case_id)])
        known = partial(said_of, facts=said_in(history, case_id))
        facts = _to_say(ledger, history, case_id, now, known)
        if not facts or _is_recorded(ledger, actor, facts, history.versions, now):
            return facts
    return ()


def say_past_damage(
    ledger: Ledger, actor: Actor, case_id: CaseId, now: datetime, damaged: Unreadable
) -> tuple[ClocksEvent, ...]:
    """Say what is overdue of a case where only what was said of it before cannot be read.

    How often somebody was told of the case since then stands for how often it was said. How far
    the stream goes on after its damage nobody can read: each version is tried.

    Raises: NotFound when the child was erased; Unreadable where the case is; Unavailable.
    """
    clocks, alerts = clocks_stream(case_id), alerts_stream(case_id)
    history = _loaded(ledger, [alerts, referrals_stream(case_id)])
    told_at = [e.recorded_at for e in history.recorded if isinstance(e.fact, ConcernAlerted)]

    def said(deadline: Deadline) -> Said:
        since = [at for at in told_at if at >= deadline.due_at]
        # Of what runs no more nobody can tell whether it was said.
        tier = len(since) if deadline.is_running else 1
        return Said(is_soon=True, tier=tier, last_at=max(since, default=None))

    facts = _to_say(ledger, history, case_id, now, said)
    for version in range(damaged.version, damaged.version + _VERSIONS_TRIED):
        expected = {referrals_stream(case_id): history.versions[referrals_stream(case_id)]}
        if not facts or _is_recorded(ledger, actor, facts, {**expected, clocks: version}, now):
            return facts
    return ()


def _loaded(ledger: Ledger, streams: Sequence[Stream]) -> History:
    history = ledger.log.load(streams)
    if isinstance(history, Erased):
        raise NotFound("erased")
    return history


def _is_recorded(
    ledger: Ledger,
    actor: Actor,
    facts: tuple[ClocksEvent, ...],
    expected: Mapping[Stream, int],
    now: datetime,
) -> bool:
    """Record it, and return whether the streams are still as expected."""
    commit = Commit(
        facts=facts,
        expected=expected,
        request_id=RequestId(uuid5(facts[0].case_id, "/".join(map(_called, facts)))),
        actor_id=actor.person_id,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
    )
    try:
        ledger.log.append(commit)
    except StreamMoved:
        return False
    return True


def _to_say(
    ledger: Ledger,
    history: History,
    case_id: CaseId,
    now: datetime,
    said: Callable[[Deadline], Said],
) -> tuple[ClocksEvent, ...]:
    state = case_state(history, case_id)
    raised = state.raised
    if raised is None or state.further.misdirected:
        return ()
    found = (
        to_say(case_id, raised.child_id, each, said(each), now, timing_since(ledger, each))
        for each in deadlines_of(ledger, history, case_id)
    )
    return tuple(each for each in found if each is not None)


def _called(fact: ClocksEvent) -> str:
    """Name a fact by what it says, so that the same one has the same id in any process."""
    tier = fact.tier if isinstance(fact, StepOverdue) else 0
    return f"{fact.step}/{fact.due_at.isoformat()}/{tier}"
