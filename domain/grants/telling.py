"""Who is told when the glass is broken, or when an emergency is refused."""

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
    supervisors = {who for rank, who in ranked if rank == nearest}
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
