"""Finds who of offices has word that the family of a child in acute danger refuses help for it.

Who is near and can talk with the family, and whose task it is to protect a child from its own:
whatever school the child is at. None of them has the case by that.
"""

from collections.abc import Sequence, Set

from domain.alerts.facts import Addressee, Gap, RefusalTold
from domain.alerts.on_call import Post
from domain.alerts.rules import ELSEWHERE, Holders
from domain.shared import PersonId
from domain.staff.facts import Role

_LINES = tuple(
    (role, *ELSEWHERE) for role in (Role.TOWNSHIP_SUPERVISOR, Role.CIVIL_AFFAIRS_OFFICER)
)
"""Both are told; where a post is empty it is who answers for the county."""

MAY_KNOW = frozenset(role for line in _LINES for role in line)
"""The roles whose holders may have word of it."""


def offices_to_tell(
    posts: Sequence[Post],
    before: Sequence[RefusalTold],
    *,
    kept_out_ids: Set[PersonId],
    reachable: Set[PersonId],
) -> tuple[tuple[Addressee, ...], tuple[Gap, ...]] | None:
    """Return whom to tell now and which posts were empty; None where all was said.

    `before` is what was said of the same refusal. Where nobody can be told that is said once.
    """
    found = Holders(posts, kept_out_ids, reachable).told(_LINES)
    known = {person_id for each in before for person_id in each.told_ids}
    new = tuple(each for each in found.addressees if each.person_id not in known)
    if not new and (found.addressees or (before and not before[-1].told)):
        return None
    return new, found.gaps
