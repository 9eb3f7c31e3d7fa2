"""By when a guardian is tried again who could not be reached, and by when the other one is told.

Another guardian is owed where all tries of the rules reached nobody, where one is kept from being
told, and where one refuses: until one is told, or it is said why not. Danger waits for neither.
"""

from dataclasses import replace
from datetime import datetime

from domain.clocks.facts import Step
from domain.clocks.moments import Moment, Turn
from domain.clocks.running import Clocks
from domain.clocks.search import NOT_SOUGHT

_AGREED = frozenset({Turn.ISSUED, Turn.SUPPORTED, Turn.RETURN_PLANNED, Turn.ESCORTED})
"""Once it was decided what becomes of the child, nobody is told because another refused."""


def with_search(clocks: Clocks, moment: Moment) -> Clocks:
    """Return the clocks after a turn, with the next try and the other guardian that are due."""
    if clocks.is_over:
        return clocks
    at = moment.learned_at
    if moment.turn is Turn.REOPENED:
        clocks = replace(clocks, search=NOT_SOUGHT)
    if clocks.level is None:
        none = replace(clocks, search=replace(clocks.search, refused=None))
        turned = none.stopped(Step.OTHER_TOLD, at)
    else:
        turned = _with_other_of_kept_from(_turn(clocks, moment), at)
    if turned.running.keys() & {Step.GUARDIAN_INFORMED, Step.OTHER_TOLD}:
        return turned
    # Nobody is to be told any more: what was tried until then counts no more either.
    search = replace(turned.search, tries=0, tried_at=None)
    return replace(turned, search=search).stopped(Step.SOUGHT_AGAIN, at)


def _with_other_of_kept_from(clocks: Clocks, at: datetime) -> Clocks:
    """Let whoever is safe be told, unless they were, or it was said why not."""
    search = clocks.search
    is_owed = clocks.is_guardian_kept_from and not (search.is_safe or search.is_settled)
    return clocks.begun(Step.OTHER_TOLD, at) if is_owed else clocks


def _turn(clocks: Clocks, moment: Moment) -> Clocks:
    match moment.turn:
        case Turn.GUARDIAN_NOT_REACHED:
            return _tried(clocks, moment)
        case Turn.GUARDIAN_INFORMED if moment.guardian is not None:
            return _told(clocks, moment, moment.guardian)
        case Turn.REFUSED if moment.guardian is not None:
            return _refused(clocks, moment, moment.guardian)
        case Turn.GUARDIAN_KEPT_FROM:
            return _kept_from(clocks, moment)
        case _:
            return _settled(clocks, moment)


def _kept_from(clocks: Clocks, moment: Moment) -> Clocks:
    """Begin the search anew: what was tried until then was the one kept from."""
    anew = replace(clocks.search, tries=0, tried_at=None, is_settled=False)
    return replace(clocks, search=anew).stopped(Step.SOUGHT_AGAIN, moment.learned_at)


def _settled(clocks: Clocks, moment: Moment) -> Clocks:
    search = clocks.search
    if moment.turn is Turn.OTHER_NOT_TOLD:
        settled = replace(search, refused=None, is_settled=True)
        return replace(clocks, search=settled).finished(Step.OTHER_TOLD, moment)
    if moment.turn in _AGREED and search.refused is not None:
        agreed = replace(clocks, search=replace(search, refused=None))
        return agreed.stopped(Step.OTHER_TOLD, moment.learned_at)
    return clocks


def _tried(clocks: Clocks, moment: Moment) -> Clocks:
    """Let the next try be due, or after the last one the other guardian, township and community.

    A try that is written down late puts off none that was made since.
    """
    if not clocks.running.keys() & {Step.GUARDIAN_INFORMED, Step.OTHER_TOLD}:
        return clocks
    at, before = moment.learned_at, clocks.search
    tried_at = min(moment.happened_at or at, at)
    last_at = max(before.tried_at or tried_at, tried_at)
    search = replace(before, tries=before.tries + 1, tried_at=last_at)
    known = replace(clocks, search=search).finished(Step.SOUGHT_AGAIN, moment)
    level, seeking = known.runs_by, clocks.timing.rules.seeking
    if search.tries >= seeking.attempts[level.value]:
        return known if search.is_settled else known.begun(Step.OTHER_TOLD, at)
    due_at = known.timing.after(last_at, seeking.again[level.value])
    return known.begun(Step.SOUGHT_AGAIN, at, max(due_at, at))


def _told(clocks: Clocks, moment: Moment, guardian: str) -> Clocks:
    search = clocks.search
    told = replace(search, told=search.told | {guardian}, is_safe=search.is_safe or moment.is_safe)
    if search.refused == guardian:
        # Who refused was talked with again: that is not the other.
        return replace(clocks, search=told)
    done = replace(clocks, search=replace(told, refused=None))
    return done.finished(Step.OTHER_TOLD, moment)


def _refused(clocks: Clocks, moment: Moment, guardian: str) -> Clocks:
    search = clocks.search
    others = {*search.told} - {guardian}
    is_over = search.is_settled or Step.OTHER_TOLD in clocks.running
    if others or is_over or clocks.decided_by is not None:
        return clocks
    owed = replace(clocks, search=replace(search, refused=guardian))
    return owed.begun(Step.OTHER_TOLD, moment.learned_at)
