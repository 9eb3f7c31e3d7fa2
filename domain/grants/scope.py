"""What can be granted, what of it one person decides on, and what broken glass opens."""

from collections.abc import Iterable

from domain.shared import Compartment

DECIDED_TOGETHER = (
    frozenset({Compartment.IDENTITY, Compartment.CARE}),
    frozenset({Compartment.HEALTH}),
    frozenset({Compartment.LEGAL}),
)
"""One request asks for parts of one of these: others are responsible for each."""

GRANTABLE = frozenset[Compartment]().union(*DECIDED_TOGETHER)
"""All that can be granted: the compartment of organisations holds nothing of a child."""

OPENED_BY_GLASS = (Compartment.IDENTITY, Compartment.CARE, Compartment.HEALTH)
"""What broken glass opens, for reading alone: prison, HIV and violence stay closed."""

CLOSED_TO_THE_INVOLVED = frozenset({Compartment.HEALTH, Compartment.LEGAL})
"""What nobody gets, approves or uses of a child in whose case they may be involved (回避)."""


def is_closed_to_the_involved(compartments: Iterable[Compartment]) -> bool:
    """Return whether anything of it is closed to whoever may be involved."""
    return not CLOSED_TO_THE_INVOLVED.isdisjoint(compartments)
