"""Ids and codes that nobody can foresee."""

from secrets import choice
from uuid import UUID, uuid4

# Without those that are taken for one another when copied by hand.
CHARACTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class Chance:
    """The operating system's own source of chance."""

    def id(self) -> UUID:
        """Return an id that nothing has."""
        return uuid4()

    def code(self, length: int) -> str:
        """Return a code to be copied by hand: capitals and digits, five bits in each."""
        return "".join(choice(CHARACTERS) for _ in range(length))
