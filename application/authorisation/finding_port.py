"""What is asked of whatever finds a child by a number or a name, as a protocol."""

from collections.abc import Collection, Mapping
from typing import Protocol

from application.rows import ChildDescribed
from domain.shared import ChildId, OrganisationId


class ChildFinder(Protocol):
    """Finds whom somebody means, and tells nobody whether anybody was found.

    `sharing` and `named_at` tell it: what they return is kept to the children of whoever asks.
    """

    def numbered(self, number: str, school_id: OrganisationId | None) -> ChildId:
        """Return the one child whose id begins so, of several the one at the school, or nobody."""

    def sharing(self, numbers: Collection[str]) -> Mapping[str, tuple[ChildId, ...]]:
        """Return for each short number the children whose ids begin so, wherever they are."""

    def named_at(
        self, school_id: OrganisationId, names: Collection[str]
    ) -> Mapping[str, tuple[ChildId, ...]]:
        """Return for each name the children of a school who are called so."""

    def described(self, told: ChildDescribed) -> ChildId:
        """Return the one child who fits, else an id of nobody, the same for the same words."""
