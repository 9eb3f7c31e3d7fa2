"""The second of staff who heard what a family said by telephone: registered, and not kept out."""

from datetime import datetime

from application.crisis.cases.cases import OpenCase, all_kept_out
from application.ports import History, Ledger
from application.recording import Decision
from application.states import staff_state
from domain.errors import RuleBroken
from domain.shared import Known, PersonId


def with_witness(
    ledger: Ledger,
    case: OpenCase,
    history: History,
    witness_id: PersonId | None,
    now: datetime,
    decided: Decision,
) -> Decision:
    """Return what was decided where its witness may be one; what is known already stands.

    Raises: RuleBroken for who is not registered, or may be involved; Unavailable.
    """
    if witness_id is None or isinstance(decided, Known):
        return decided
    if staff_state(history, witness_id).person is None:
        raise RuleBroken("person_not_registered", field="witness_id")
    if witness_id in all_kept_out(ledger, case, now):
        raise RuleBroken("may_not_witness", field="witness_id")
    return decided
