"""The child whom somebody means who may not see a list: told by a number, or by name and school."""

from datetime import datetime

from application.authorisation.permission import Standings, standings_of
from application.ports import Actor, Ledger
from application.reads.discretion import may_name
from application.rows import ChildDescribed, ChildNumbered
from domain.access.table import Request as Asking
from domain.errors import Invalid
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

    Raises: NotPermitted for whoever may not ask that; Invalid for a name from whoever knows
    children by numbers alone; StepUpNeeded; Unavailable.
    """
    standings = standings_of(ledger, actor, now)
    standings.require(asking)
    if isinstance(told, ChildNumbered):
        return ledger.finder.numbered(told.number, told.school_id)
    if knows_numbers_alone(standings):
        raise Invalid("number_alone", "child_id")
    return ledger.finder.described(told)


def knows_numbers_alone(standings: Standings) -> bool:
    """Return whether somebody is shown who read of which number, and may not learn the names.

    Were access asked for by a name, the one who grants it would join the two for them.
    """
    return standings.allow(Asking.WATCH_READS) and not may_name(standings)
