"""Telephones of a child's family, where a report says that one of it may be involved.

They stand sealed in the child's own record and are compared as they are read, when somebody is told
and when a message is sent: no list of them is kept anywhere.
"""

from collections.abc import Set

from application.crisis.telling.same_address import Address, may_ring, rings_at
from application.ports import Ledger, Unreadable
from application.states import children_stream, rights_stream
from domain.alerts.outside import Channel
from domain.children.facts import CarerRecorded
from domain.referrals.involvement import OF_THE_FAMILY
from domain.referrals.situations import Involved
from domain.rights.facts import RequesterNamed
from domain.shared import ChildId, Erased, PersonId


def family_numbers(ledger: Ledger, child_id: ChildId, kinds: Set[Involved]) -> frozenset[str]:
    """Return the numbers of guardians, carers and whoever asked for the family, old ones too.

    None where nobody of the family is meant. A report says what somebody is to the child and not
    who, so all of them count; and an old number may still ring. Raises: Unreadable.
    """
    if OF_THE_FAMILY.isdisjoint(kinds):
        return frozenset()
    history = ledger.log.load([children_stream(child_id), rights_stream(child_id)])
    if isinstance(history, Erased):
        return frozenset()
    facts = (each.fact for each in history.recorded)
    named = (each.phone for each in facts if isinstance(each, CarerRecorded | RequesterNamed))
    return frozenset(each for each in named if each)


def may_hear(
    ledger: Ledger,
    address: Address,
    to: tuple[Channel, PersonId],
    child_id: ChildId,
    kinds: Set[Involved],
) -> bool:
    """Return whether one of the family who may be involved may hear what goes to somebody.

    Where their numbers cannot be read they may.
    """
    by, person_id = to
    if not may_ring(by):
        return False
    try:
        return rings_at(address, by, person_id, family_numbers(ledger, child_id, kinds))
    except Unreadable:
        return True
