"""What can be granted, what of it one person decides on, and what broken glass opens."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from domain.shared import Compartment, Purpose

DECIDED_TOGETHER = (
    frozenset({Compartment.IDENTITY, Compartment.CARE}),
    frozenset({Compartment.HEALTH}),
)
"""One request asks for parts of one of these: others are responsible for each."""

GRANTABLE = frozenset[Compartment]().union(*DECIDED_TOGETHER)
"""All that can be granted: the compartment of organisations holds nothing of a child.

Nor is LEGAL: a report of harm is for those alone whom the law names (未成年人保护法 §11), and no
grant opens one. What was asked for of it before this was said is refused, and shown as it was.
"""

CLOSED_FOR: Mapping[Compartment, Purpose] = MappingProxyType(
    {Compartment.HEALTH: Purpose.CARE, Compartment.IDENTITY: Purpose.AUDIT}
)
"""For what a part is shown to nobody, so that to be granted it would open nothing."""

OPENED_BY_GLASS = (Compartment.IDENTITY, Compartment.CARE, Compartment.HEALTH)
"""What broken glass opens, for reading alone: prison, HIV and violence stay closed."""

CLOSED_TO_THE_INVOLVED = frozenset({Compartment.HEALTH, Compartment.LEGAL})
"""What nobody gets, approves or uses of a child in whose case they may be involved (回避)."""


def is_closed_to_the_involved(compartments: Iterable[Compartment]) -> bool:
    """Return whether anything of it is closed to whoever may be involved."""
    return not CLOSED_TO_THE_INVOLVED.isdisjoint(compartments)
