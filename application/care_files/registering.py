"""Whose a registered child is while there is no file: nobody else can tell that it is there."""

from application.ports import Actor, Context, Ledger
from application.states import children_stream
from domain.errors import RuleBroken
from domain.shared import ChildId, Erased


def is_of_another(ledger: Ledger, actor: Actor, context: Context, child_id: ChildId) -> bool:
    """Return whether an office that is neither above nor below registered a child without a file.

    A child with a file is its people's, by where it lives and learns; whom the operator registered
    is anybody's to go on with. Raises: Unreadable, Unavailable.
    """
    if ledger.access.chain_of_child(child_id) is not None:
        return False
    history = ledger.log.load([children_stream(child_id)])
    if isinstance(history, Erased) or not history.recorded:
        return False
    registered = history.recorded[0]
    own, office = context.organisation, registered.context.organisation
    if registered.actor_id == actor.person_id or office is None or own is None:
        return False
    chain_of = ledger.access.chain_of_organisation
    return office not in chain_of(own) and own not in chain_of(office)


def require_not_of_another(
    ledger: Ledger, actor: Actor, context: Context, child_id: ChildId
) -> None:
    """Raises: RuleBroken, the same as for a child whom nobody registered."""
    if is_of_another(ledger, actor, context, child_id):
        raise RuleBroken("child_not_registered")
