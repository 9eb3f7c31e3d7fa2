"""What a receipt stands for: the facts recorded under one request, and what is due next."""

from dataclasses import dataclass

from application.care_files.contacts import contacts_of
from application.care_files.dues import dues
from application.care_files.heads import Head, head_of
from application.ports import Ledger, Recorded
from application.reads.looking import Asked, look
from application.states import visits_state
from domain.access.table import Request as Asking
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.visits.due import Due


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFound:
    """A receipt found in the log: first and last fact of its request, and what is due."""

    head: Head
    first: Recorded[object]
    last: Recorded[object]
    next_visit: Due | None
    next_talk: Due | None


def receipt_of(ledger: Ledger, asked: Asked, position: int) -> ReceiptFound:
    """Return what the receipt of that position stands for; the reading is recorded first.

    Raises: NotFound when no fact of this child stands there, or somebody else recorded it.
    """
    standings, history = look(ledger, asked, Asking.LIST_CHILDREN, Reading.CHILD_HEAD)
    at_place = [each for each in history.recorded if each.position == position]
    if not at_place or at_place[0].actor_id != asked.actor.person_id:
        raise NotFound("receipt_not_found")
    request_id = at_place[0].request_id
    together = [each for each in history.recorded if each.request_id == request_id]
    together = [each for each in together if each.recorded_at == at_place[0].recorded_at]
    contacts = contacts_of(visits_state(history, asked.child_id))
    next_visit, next_talk = dues(ledger, history, contacts)
    return ReceiptFound(
        head=head_of(ledger, asked.child_id, standings, history),
        first=together[0],
        last=together[-1],
        next_visit=next_visit,
        next_talk=next_talk,
    )
