"""The child whom somebody means who may not see a list: told by a number, or by name and school."""

from datetime import datetime

from application.authorisation.permission import permit
from application.ports import Actor, Ledger
from application.rows import ChildDescribed, ChildNumbered
from domain.access.table import Request as Asking
from domain.shared import ChildId


def child_meant(
    ledger: Ledger,
    actor: Actor,
    asking: Asking,
    told: ChildNumbered | ChildDescribed,
    now: datetime,
) -> ChildId:
    """Return the one child of a short number or a description.

    Where there is none, or more than one, it is an id that stands for nobody, the same for the same
    words: what is asked with it is then answered as for any child who is not there.

    Raises: NotPermitted for whoever may not ask that; StepUpNeeded; Unavailable.
    """
    permit(ledger, actor, asking, now)
    if isinstance(told, ChildNumbered):
        return ledger.finder.numbered(told.number, told.school_id)
    return ledger.finder.described(told)
