"""By when somebody decides what becomes of a child, and by when whoever followed it ends the case.

However a case stands that somebody assessed, what comes next is due by a time: a hospital sees the
child, support is looked at again, somebody looks after it, or one of these two steps runs.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.clocks.facts import Step
from domain.clocks.moments import Moment, Turn
from domain.clocks.refusing import waits_for_family, with_refusal
from domain.clocks.running import Clocks
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.levels.level_state import is_more_severe

_DECIDES = frozenset({Turn.ISSUED, Turn.SUPPORTED, Turn.RETURN_PLANNED})
AT_SCHOOL = frozenset({Turn.SUPPORTED, Turn.RETURN_PLANNED})
"""What was decided for a child as it was then: where it is worse since it is decided anew."""
_GOES_ON = frozenset(
    {
        *(Step.ASSESSED, Step.RECEIVED, Step.REFERRED_AGAIN, Step.SEEN, Step.CHASED),
        *(Step.FOLLOWED_UP, Step.LEAVE_OVER, Step.RETURN_REVIEWED, Step.APPEAL_REVIEWED),
        *(Step.SUPPORT_REVIEWED, Step.DECIDED, Step.TALKED_AGAIN),
    }
)
"""While one of these runs nobody has to end a case: the child is still looked after."""


def with_decision(before: Clocks, after: Clocks, moment: Moment) -> Clocks:
    """Return the clocks after a turn, with what is to be decided since then, or no more."""
    decided = with_refusal(_decided(before, _found(after, moment), moment), moment)
    if decided.is_over:
        return decided
    return _to_end(_to_decide(decided, moment.learned_at), moment.learned_at)


def _found(clocks: Clocks, moment: Moment) -> Clocks:
    """Keep in mind when the level that holds was found last: before it was at rest none falls.

    Whoever finds it once more says that the case does not end yet.
    """
    is_found = moment.turn is Turn.ASSESSED and not is_more_severe(clocks.level, moment.level)
    if not is_found and moment.turn is not Turn.REOPENED:
        return clocks
    found = replace(clocks, found_at=moment.happened_at or moment.learned_at)
    return found.stopped(Step.CLOSED, moment.learned_at) if found.level is not None else found


def _decided(before: Clocks, after: Clocks, moment: Moment) -> Clocks:
    match moment.turn:
        case turn if turn in _DECIDES:
            # Support beside a referral, and a way back to school with either, change nothing of it.
            stands = turn is Turn.RETURN_PLANNED and after.decided_by is not None
            decided_by = after.decided_by if stands else turn
            return replace(after, decided_by=decided_by).finished(Step.DECIDED, moment)
        case Turn.ESCORTED:
            # What becomes of the child beyond the door of the hospital is decided anew.
            return _undecided(after.finished(Step.DECIDED, moment))
        case Turn.TO_BE_REFERRED:
            return _undecided(after)
        case Turn.REOPENED | Turn.PARTED | Turn.FREED:
            return replace(after, decided_by=None)
        case _:
            return _undecided(after) if is_more_severe(after.level, before.level) else after


def _undecided(clocks: Clocks) -> Clocks:
    return replace(clocks, decided_by=None) if clocks.decided_by in AT_SCHOOL else clocks


def _to_decide(clocks: Clocks, at: datetime) -> Clocks:
    """Let it be decided once it is known how severe it is, and the family was told.

    In danger nobody waits for the family (精神卫生法 §28), so at red its clock does not either.
    """
    is_seen = clocks.schedule.seen_at is not None
    if clocks.decided_by is not None or is_seen or waits_for_family(clocks):
        return clocks.stopped(Step.DECIDED, at)
    # Where no guardian can be told somebody decides without them, and nobody waits for ever.
    is_told = Step.GUARDIAN_INFORMED not in clocks.running or clocks.search.is_settled
    if Step.ASSESSED in clocks.running or not (is_told or clocks.level is CrisisLevel.RED):
        return clocks
    return clocks.begun(Step.DECIDED, at)


def _to_end(clocks: Clocks, at: datetime) -> Clocks:
    """Let a case be ended of a child that was looked after to the last day.

    Its time counts from when the level may fall, which it has to before: nobody is called late who
    could do nothing yet.
    """
    if clocks.schedule.is_empty or _GOES_ON & clocks.running.keys():
        return clocks.stopped(Step.CLOSED, at)
    from_at, crisis = at, clocks.timing.rules.crisis
    if clocks.level is not None and clocks.found_at is not None:
        rests = timedelta(days=crisis.days_at_rest(clocks.level.value))
        from_at = max(at, clocks.found_at + rests)
    return clocks.begun(Step.CLOSED, at, clocks.timing.after(from_at, crisis.closed))
