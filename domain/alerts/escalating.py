"""Finds who is told that a step was not done in time: the next in line, tier by tier, and on."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from domain.alerts.facts import Addressee, ConcernAlerted
from domain.alerts.rules import (
    AT_SCHOOL,
    ELSEWHERE,
    MAY_ANSWER,
    Addressing,
    Holders,
    Post,
    once_each,
)
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role


def roles_told(alerts: Iterable[ConcernAlerted]) -> frozenset[Role]:
    """Return in which roles anybody was told of a case so far."""
    return frozenset(each.role for alert in alerts for each in alert.addressees)


def ever_kept_out(alerts: Iterable[ConcernAlerted]) -> frozenset[PersonId]:
    """Return everybody who was kept out of a case: nobody comes back in by another post."""
    return frozenset(each for alert in alerts for each in alert.kept_out_ids)


def addressees_of_step(
    posts: Sequence[Post],
    *,
    school_id: OrganisationId | None,
    told: Set[Role],
    owner_id: PersonId | None,
    kept_out_ids: Set[PersonId],
    reachable: Set[PersonId],
) -> Addressing:
    """Return who is told: the first of the line in a role in which nobody was told yet.

    Whoever answers for the case is told with them. Posts that nobody reachable fills are passed
    over at once and told as gaps. Where the line is at its end, the last of it are told again.
    `posts` are held at the child's places and above; `school_id` None = it belongs to no school.
    """
    line = AT_SCHOOL if school_id else ELSEWHERE
    holders = Holders(posts, kept_out_ids, reachable)
    rest = [role for role in line if role not in told]
    found = holders.told([rest], school_id=school_id)
    if not found.addressees:
        last = holders.told([tuple(reversed(line))], school_id=school_id)
        gaps = tuple(dict.fromkeys((*found.gaps, *last.gaps)))
        missed = tuple(dict.fromkeys((*found.unreachable, *last.unreachable)))
        found = replace(last, gaps=gaps, unreachable=missed)
    return with_others(found, _owner(posts, owner_id, kept_out_ids, reachable))


def addressees_in_holidays(
    posts: Sequence[Post],
    *,
    school_id: OrganisationId | None,
    kept_out_ids: Set[PersonId],
    reachable: Set[PersonId],
) -> Addressing:
    """Return who looks after a child while its school is closed: psychology teachers on duty.

    Where none can be reached it is the line, and the empty post is told as a gap.
    """
    line = AT_SCHOOL if school_id else ELSEWHERE
    holders = Holders(posts, kept_out_ids, reachable)
    return holders.told([(Role.PSYCHOLOGY_TEACHER, *line)], school_id=school_id)


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
