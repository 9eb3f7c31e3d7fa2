"""Ids and codes that nobody can foresee."""

from secrets import choice
from uuid import UUID, uuid4

from application.authentication.typed_codes import CODE_CHARACTERS


class Chance:
    """The operating system's own source of chance."""

    def id(self) -> UUID:
        """Return an id that nothing has."""
        return uuid4()

    def code(self, length: int) -> str:
        """Return a code to be copied by hand: capitals and digits, five bits in each."""
        return "".join(choice(CODE_CHARACTERS) for _ in range(length))
