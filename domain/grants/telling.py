"""Who is told when the glass is broken, and when nobody looked at it or answered in time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from domain.shared import PersonId

SUPERVISING: Mapping[str, int] = MappingProxyType(
    {
        "school_leader": 1,
        "township_supervisor": 2,
        "county_officer": 3,
        "bureau_officer": 4,
    }
)
"""Who supervises those at a place and below, the nearest first."""

PRIVACY_OFFICER = "privacy_officer"


class Post(Protocol):
    """Somebody in a role at some place, today."""

    @property
    def person_id(self) -> PersonId:
        """Who."""

    @property
    def role(self) -> str:
        """In which role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who is told that the glass was broken, in the order of ids."""

    supervisor_ids: tuple[PersonId, ...] = ()
    privacy_officer_ids: tuple[PersonId, ...] = ()


def is_told(role: str) -> bool:
    """Return whether somebody in that role may have to be told."""
    return role in SUPERVISING or role == PRIVACY_OFFICER


def told_of(
    above: Iterable[Post], around: Iterable[Post], *, user: PersonId, kept_out: frozenset[PersonId]
) -> Told:
    """Return who is told: the nearest supervisors of the user, and all privacy officers.

    `above` are the posts at the user's own places and over them, `around` those at the child's,
    too: their supervisors are told where nobody supervises the user. Neither the user nor anybody
    who may be involved in a case of the child is told.
    """
    around, apart = tuple(around), kept_out | {user}
    ranked = _ranked(above, apart) or _ranked(around, apart)
    nearest = min((rank for rank, _who in ranked), default=0)
    return _told(ranked, nearest, around, apart)


def told_above(
    above: Iterable[Post],
    around: Iterable[Post],
    *,
    user: PersonId,
    kept_out: frozenset[PersonId],
    beyond: int = 0,
) -> Told:
    """Return who is told that nobody looked or answered: those next above, and privacy officers.

    They stand next above whom `told_of` would tell, and above the rank `beyond`; where nobody
    stands there, the highest are told once more.
    """
    around, apart = tuple(around), kept_out | {user}
    own = _ranked(above, apart) or _ranked(around, apart)
    nearest = min((rank for rank, _who in own), default=0)
    higher = [each for each in _ranked(around, apart) if each[0] >= max(nearest, beyond + 1)]
    ranks = sorted({rank for rank, _who in higher})
    next_above = [rank for rank in ranks if rank > nearest]
    return _told(higher, next(iter(next_above or ranks), 0), around, apart)


def _told(
    ranked: Iterable[tuple[int, PersonId]],
    wanted: int,
    around: Iterable[Post],
    apart: frozenset[PersonId],
) -> Told:
    supervisors = {who for rank, who in ranked if rank == wanted}
    officers = {
        each.person_id
        for each in around
        if each.role == PRIVACY_OFFICER and each.person_id not in apart
    }
    return Told(
        supervisor_ids=tuple(sorted(supervisors)), privacy_officer_ids=tuple(sorted(officers))
    )


def _ranked(posts: Iterable[Post], apart: frozenset[PersonId]) -> list[tuple[int, PersonId]]:
    return [
        (SUPERVISING[each.role], each.person_id)
        for each in posts
        if each.role in SUPERVISING and each.person_id not in apart
    ]
