"""The short number under which a child is found again by whoever may not know the name."""

import re

from domain.shared import ChildId

DIGITS = 8
SHORT_NUMBER = re.compile(rf"[0-9a-fA-F]{{{DIGITS}}}")


def child_number(child_id: ChildId) -> str:
    """Return the number: it is shown on the file, and taken where access is asked for."""
    return child_id.hex[:DIGITS]
