"""Finds who is told that a step was not done in time: the next in line, tier by tier, and on."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from domain.alerts.facts import Addressee, ConcernAlerted
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


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """In which roles anybody was told of a case so far, who was, and whose line it is."""

    roles: Set[Role]
    people: Set[PersonId]
    line: Sequence[Role] = ELSEWHERE


def told_before(alerts: Iterable[ConcernAlerted]) -> ToldBefore:
    """Return who was told of a case so far."""
    every = [each for alert in alerts for each in alert.addressees]
    return ToldBefore({each.role for each in every}, {each.person_id for each in every})


def ever_kept_out(alerts: Iterable[ConcernAlerted]) -> frozenset[PersonId]:
    """Return everybody who was kept out of a case: nobody comes back in by another post."""
    return frozenset(each for alert in alerts for each in alert.kept_out_ids)


def addressees_of_step(
    posts: Sequence[Post],
    *,
    told: ToldBefore,
    owner_id: PersonId | None,
    kept_out_ids: Set[PersonId],
    reachable: Set[PersonId],
    calls: Calls,
) -> Addressing:
    """Return who is told: the first of the line in a role in which nobody was told yet.

    With them those of the roles told before who were not told themselves, and whoever answers
    for the case. Posts that nobody reachable fills are passed
    over at once and told as gaps. Where the line is at its end, the last of it are told again.
    `posts` are held at the child's places and above; `calls` tell its school, if it has one.
    """
    holders = Holders(posts, kept_out_ids, reachable, calls.without(told.people))
    rest = [role for role in told.line if role not in told.roles]
    found = holders.told([rest], school_id=calls.school_id)
    passed = [each for each in posts if each.role in told.roles & set(told.line)]
    free = reachable - kept_out_ids - told.people
    others = [each for each in passed if each.person_id in free]
    found = with_others(found, once_each(others))
    if not found.addressees:
        last = holders.told([tuple(reversed(told.line))], school_id=calls.school_id)
        gaps = tuple(dict.fromkeys((*found.gaps, *last.gaps)))
        missed = tuple(dict.fromkeys((*found.unreachable, *last.unreachable)))
        found = replace(last, gaps=gaps, unreachable=missed)
    return with_others(found, _owner(posts, owner_id, kept_out_ids, reachable))


def addressees_in_holidays(
    posts: Sequence[Post],
    *,
    kept_out_ids: Set[PersonId],
    reachable: Set[PersonId],
    calls: Calls,
    line: Sequence[Role],
) -> Addressing:
    """Return who looks after a child while its school is closed: psychology teachers on duty.

    Whoever is on call is told beside them. Where none can be reached it is the line, and the
    empty post is told as a gap.
    """
    holders = Holders(posts, kept_out_ids, reachable, calls)
    return holders.told([(Role.PSYCHOLOGY_TEACHER, *line)], school_id=calls.school_id)


def beside_in_county(
    line: Addressing,
    posts: Sequence[Post],
    *,
    kept_out_ids: Set[PersonId],
    reachable: Set[PersonId],
) -> Addressing:
    """Return the line with the first of the county beside, who reaches offices no school does."""
    county = Holders(posts, kept_out_ids, reachable).told([ELSEWHERE])
    gaps = tuple(dict.fromkeys((*line.gaps, *county.gaps)))
    missed = tuple(dict.fromkeys((*line.unreachable, *county.unreachable)))
    return with_others(replace(line, gaps=gaps, unreachable=missed), county.addressees)


def addressees_of_appeal(
    posts: Sequence[Post],
    *,
    decided_before: Set[PersonId],
    kept_out_ids: Set[PersonId],
    reachable: Set[PersonId],
) -> Addressing:
    """Return who of the county is told of an appeal: the first of its line who has not decided.

    Who has is passed over, and not kept out of the case.
    """
    others = undecided(posts, decided_before)
    return Holders(others, kept_out_ids, reachable).told([ELSEWHERE])


def undecided(posts: Iterable[Post], decided_before: Set[PersonId]) -> list[Post]:
    """Return the posts without those of whoever decided about a return before it was appealed."""
    return [each for each in posts if each.person_id not in decided_before]


def with_others(addressing: Addressing, others: Iterable[Addressee]) -> Addressing:
    """Return the addressing with others beside, each person once."""
    known = {each.person_id for each in addressing.addressees}
    more = [each for each in others if each.person_id not in known]
    return replace(addressing, addressees=(*addressing.addressees, *more))


def _owner(
    posts: Sequence[Post],
    owner_id: PersonId | None,
    kept_out_ids: Set[PersonId],
    reachable: Set[PersonId],
) -> tuple[Addressee, ...]:
    if owner_id is None or owner_id in kept_out_ids or owner_id not in reachable:
        return ()
    return once_each(
        each for each in posts if each.person_id == owner_id and each.role in MAY_ANSWER
    )
