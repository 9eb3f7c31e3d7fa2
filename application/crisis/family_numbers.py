"""Telephones of a child's family, where a report says that one of it may be involved.

They stand sealed in the child's own record and are compared as they are read, when somebody is told
and when a message is sent: no list of them is kept anywhere.
"""

from collections.abc import Set

from application.ports import Ledger
from application.states import children_stream
from domain.children.facts import CarerRecorded
from domain.referrals.involvement import OF_THE_FAMILY
from domain.referrals.situations import Involved
from domain.shared import ChildId, Erased


def family_numbers(ledger: Ledger, child_id: ChildId, kinds: Set[Involved]) -> frozenset[str]:
    """Return every number that was ever recorded of guardians and carers; none where none is meant.

    A report says what somebody is to the child and not who, so all of the family's count; and an
    old number may still ring. Raises: Unreadable.
    """
    if OF_THE_FAMILY.isdisjoint(kinds):
        return frozenset()
    stream = children_stream(child_id)
    history = ledger.log.load([stream])
    if isinstance(history, Erased):
        return frozenset()
    recorded = (each for each in history.of(stream) if isinstance(each, CarerRecorded))
    return frozenset(each.phone for each in recorded if each.phone)
