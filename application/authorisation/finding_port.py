"""What is asked of whatever finds a child by a number or a name, as a protocol."""

from typing import Protocol

from application.rows import ChildDescribed
from domain.shared import ChildId, OrganisationId


class ChildFinder(Protocol):
    """Finds whom somebody means; it tells nobody whether anybody was found."""

    def numbered(self, number: str, school_id: OrganisationId | None) -> ChildId:
        """Return the one child whose id begins so, of several the one at the school, or nobody."""

    def described(self, told: ChildDescribed) -> ChildId:
        """Return the one child who fits, else an id of nobody, the same for the same words."""
