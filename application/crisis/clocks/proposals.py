"""What of a case waits for a second person, and who that may be: by its facts as they stand."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from application.authorisation.roles import roles_with
from application.crisis.cases.brought import opened_to
from application.crisis.cases.cases import OpenCase, all_kept_out
from application.crisis.clocks.case_clocks import deadlines_of
from application.ports import Ledger, Reachable
from application.rows import DutyRow
from domain.access.table import Request as Asking
from domain.alerts.rules import STANDS_IN
from domain.alerts.words_given import second_people
from domain.clocks.pausing import waiting as pauses_waiting
from domain.days import local_day
from domain.referrals.levels.level_facts import LevelDropProposed
from domain.referrals.returning.aftercare_facts import ClosingProposed
from domain.referrals.school.pause_facts import PauseProposed
from domain.shared import PersonId

PROPOSED = (PauseProposed, LevelDropProposed, ClosingProposed)
"""What one person of a case proposes, and nothing comes of before a second one agrees."""

Proposed = PauseProposed | LevelDropProposed | ClosingProposed

AGREEING = {
    PauseProposed: Asking.AGREE_TO_PAUSE,
    LevelDropProposed: Asking.CONFIRM_LEVEL_DROP,
    ClosingProposed: Asking.CLOSE_CASE,
}
"""What a second person asks for who agrees."""


class Waiting(NamedTuple):
    """A proposal that still waits, and since when."""

    proposed: Proposed
    event_id: UUID
    since: datetime


def waiting_in(ledger: Ledger, case: OpenCase, now: datetime) -> tuple[Waiting, ...]:
    """Return what of a case waits for a second person now, the oldest first.

    Nobody can agree to a pause by somebody who is kept out since; what else such a one proposed
    still asks for a no. Raises: Unavailable.
    """
    if case.state.is_over:
        return ()
    still = tuple(_still(ledger, case, now))
    return tuple(
        Waiting(each.fact, each.event_id, each.recorded_at)
        for each in case.history.recorded
        if isinstance(each.fact, PROPOSED) and each.fact in still
    )


def _still(ledger: Ledger, case: OpenCase, now: datetime) -> Iterable[Proposed]:
    state = case.state
    if state.levels.waiting is not None:
        yield state.levels.waiting
    if state.aftercare.waiting is not None:
        yield state.aftercare.waiting
    if state.at_school.pauses.waiting:
        deadlines = deadlines_of(ledger, case.history, case.concern.case_id)
        out = all_kept_out(ledger, case, now)
        waits = pauses_waiting(state, deadlines, now)
        yield from (each for each in waits if each.proposed_by not in out)


def second_people_of(
    ledger: Ledger, case: OpenCase, proposed: Proposed, now: datetime, reachable: Reachable
) -> tuple[PersonId, ...]:
    """Return who has word that a proposal waits for them. Raises: Unavailable."""
    posts = ledger.access.posts_at(case.chain, local_day(now))
    may_agree = frozenset(roles_with(AGREEING[type(proposed)]))
    standing_in = frozenset(_standing_in(ledger, case, posts, now))
    asked = {each.person_id for each in posts if each.role in may_agree} | standing_in
    return second_people(
        posts,
        standing_in=standing_in,
        may_agree=may_agree,
        not_these=all_kept_out(ledger, case, now) | {proposed.proposed_by},
        reachable=reachable(asked),
    )


def _standing_in(
    ledger: Ledger, case: OpenCase, posts: Iterable[DutyRow], now: datetime
) -> Iterable[PersonId]:
    """Yield the heads and officers to whom the case is open now."""
    for each in posts:
        if each.role not in STANDS_IN:
            continue
        if opened_to(ledger, case.history.recorded, case.state, each.person_id, now):
            yield each.person_id
