"""Takes the rows of a list each by itself: one that is refused keeps no other from being taken."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from domain.errors import DomainError, StepUpNeeded, Unavailable
from domain.staff.listed import ListedRow


class OfRow(Protocol):
    """What is known of a row of a list."""

    @property
    def row(self) -> ListedRow:
        """The row."""
        ...


R = TypeVar("R", bound=OfRow)


def each_by_itself(
    rows: Iterable[R], take: Callable[[R], None]
) -> tuple[list[tuple[ListedRow, DomainError]], int]:
    """Return which rows were refused and why, and how many were taken or refused.

    Where it breaks off, codes that were made are told all the same; that row is begun again.
    """
    refused: list[tuple[ListedRow, DomainError]] = []
    done = 0
    for each in rows:
        try:
            take(each)
        except (StepUpNeeded, Unavailable):
            break
        except DomainError as refusal:
            refused.append((each.row, refusal))
        done += 1
    return refused, done
