"""The page behind the link of a message: one button, and of what it is about not a word."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Pressing(StrEnum):
    """How far a link came; all that cannot be pressed reads the same."""

    ASKED = "asked"
    DONE = "done"
    ALREADY = "already"
    REFUSED = "refused"
    OUTRUN = "outrun"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgePage:
    """Fields: none."""

    template: ClassVar[str] = "acknowledge.html"
    pressing: Pressing
