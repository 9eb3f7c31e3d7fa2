"""How often the guardian was tried, which of them were told, and for whom another is owed."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is known of the guardians of one case, each by their relation to the child.

    `tries` reached nobody, the last of them at `tried_at`. `told` are those who were told,
    `is_safe` says that of one it was made sure that no report means them. Beside whom `refused` the
    other guardian is owed; it `is_settled` once it was said why no other is told.
    """

    tries: int = 0
    tried_at: datetime | None = None
    told: Set[str] = frozenset()
    is_safe: bool = False
    refused: str | None = None
    is_settled: bool = False


NOT_SOUGHT = Search()
