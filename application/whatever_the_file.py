"""Records what must be told of a child whatever the state of the child's own file."""

from collections.abc import Callable

from application.ports import History, Ledger, Receipt, Unreadable
from application.recording import Decision, Request, record
from application.states import care_stream, children_stream
from domain.errors import NotFound, Unavailable
from domain.shared import ChildId, Erased, Stream

Decide = Callable[[History, History | None, History | None], Decision]
"""Decides by the matter, the child and its care file; None stands for what cannot be read."""


def record_whatever_the_file(
    ledger: Ledger, asked: Request, matter: Stream, child_id: ChildId, decide: Decide
) -> Receipt:
    """Record what is decided of a matter beside the child's file, or by what can be read of it.

    Raises: NotFound when the child was erased; as `record`.
    """
    file = [children_stream(child_id), care_stream(child_id)]
    try:
        return record(ledger, asked, [matter, *file], lambda found: decide(found, found, found))
    except Unreadable:
        pass
    except Unavailable as refusal:
        if refusal.code != "busy":
            raise
    # The file is damaged or never stands still; that keeps nobody from telling.
    child, care = (readable(ledger, each) for each in file)
    return record(ledger, asked, [matter], lambda found: decide(found, child, care))


def readable(ledger: Ledger, stream: Stream) -> History | None:
    """Return what is recorded of a child, None where not all can be read. Raises: NotFound."""
    try:
        history = ledger.log.load([stream])
    except Unreadable:
        return None
    if isinstance(history, Erased):
        raise NotFound("erased")
    return history
