"""When a case that was brought to somebody is open to them, told to the second opinion once more.

For so many days; longer to whoever has it, while nobody has, or to who was told of an appeal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.shared import PersonId

HAD = ("by them", "by nobody", "by another")

BROUGHT = """(
    context has brought && context.brought.who == principal && (%(there)s) && (
        context.on <= context.brought.until ||
        (context.brought.had == "by them" && context.on <= context.brought.over_until) ||
        (!context.brought.over && (
            ["by them", "by nobody"].contains(context.brought.had) ||
            context.brought.appealed <= context.brought.on
        ))
    )
)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBringing:
    """That a case of a child was brought to somebody, the person asking or another.

    `had` tells by whom it is had.
    """

    person_id: PersonId
    brought_on: date
    until_on: date
    had: str
    over_until_on: date | None
    appealed_on: date | None


def bringing(held: HeldBringing) -> Mapping[str, object]:
    """Return what Cedar is told of a case that was brought to somebody."""
    return {
        "who": {"__entity": {"type": "Person", "id": str(held.person_id)}},
        "on": held.brought_on.toordinal(),
        "until": held.until_on.toordinal(),
        "had": held.had,
        "over": held.over_until_on is not None,
        "over_until": (held.over_until_on or date.min).toordinal(),
        "appealed": (held.appealed_on or date.max).toordinal(),
    }
