"""Finds who is told that a case is graver than was known: who has it, and the county in danger."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from domain.alerts.escalating import with_others
from domain.alerts.on_call import Calls, Post
from domain.alerts.rules import (
    ELSEWHERE,
    MAY_ANSWER,
    Addressing,
    Holders,
    once_each,
)
from domain.shared import PersonId
from domain.staff.facts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """That a case is graver than was known, as is said `by` somebody.

    `owner_id` is who has the case, `asked` who was told of it while nobody has. `in_danger` says
    that it is as grave as a life in danger.
    """

    by: PersonId
    owner_id: PersonId | None
    asked: Set[PersonId]
    in_danger: bool


def addressees_of_rise(
    posts: Sequence[Post],
    rise: Rise,
    *,
    kept_out_ids: Set[PersonId],
    reachable: Set[PersonId],
    calls: Calls,
    line: Sequence[Role],
) -> Addressing | None:
    """Return who is told of it: whoever has the case, who is on call, and in danger the county.

    Where nobody has it, or they cannot be told, it is the first of the line, and all who were asked
    before. Whoever says so knows of it, and is told nothing. None where nobody has to be told.
    """
    free = reachable - kept_out_ids
    has = _answering(posts, {rise.owner_id} & (free | {rise.by}))
    lines: list[Sequence[Role]] = [ELSEWHERE] if rise.in_danger else []
    asked: Sequence[Post] = ()
    if not has:
        lines, asked = [line, *lines], _answering(posts, rise.asked & free)
    # Of whoever says so it is known already, and the next in line hear of it instead.
    others = [each for each in posts if each.person_id != rise.by]
    holders = Holders(others, kept_out_ids, reachable, calls.without({rise.by}))
    told = with_others(holders.told(lines, school_id=calls.school_id), once_each(asked))
    told = with_others(told, once_each(holders.with_called(has, line)))
    own = {each.role for each in posts if each.person_id == rise.by}
    told = replace(
        told,
        addressees=tuple(each for each in told.addressees if each.person_id != rise.by),
        gaps=tuple(each for each in told.gaps if each.role not in own),
    )
    return told if told.addressees or lines else None


def _answering(posts: Sequence[Post], people: Set[PersonId | None]) -> Sequence[Post]:
    return [each for each in posts if each.person_id in people and each.role in MAY_ANSWER]
