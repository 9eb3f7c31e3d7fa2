"""Whether a case is graver than was known of it: then whoever answers for it is told at once."""

from collections.abc import Iterable

from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel
from domain.referrals.levels.level_state import is_more_severe
from domain.referrals.state import CaseState


def is_rise(before: CaseState, found: CrisisAssessed, reported_as: Iterable[CrisisLevel]) -> bool:
    """Return whether an assessment found it graver than it counted `before`.

    `reported_as` are the levels as which its reports count until somebody assessed it. Of a child
    who is worse again only the level that holds is known: what was reported once is long over.
    """
    return all(is_more_severe(found.level, each) for each in counted_as(before, reported_as))


def counted_as(
    before: CaseState, reported_as: Iterable[CrisisLevel]
) -> Iterable[CrisisLevel | None]:
    """Return the level that holds of a case, and those of what nobody assessed yet."""
    levels, joined = before.levels, before.further.joined.values()
    if levels.is_to_be_assessed_anew:
        return (levels.level,)
    if levels.assessed is None:
        return (*reported_as, *(each.counts_as for each in joined), levels.level)
    since = (e.counts_as for e in joined if e.raised_at > levels.assessed.assessed_at)
    return (levels.level, *since)
