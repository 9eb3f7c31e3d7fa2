"""Whether a family goes on to let what a case tells be shared with the hospital that has it."""

from dataclasses import dataclass
from datetime import datetime

from application.crisis.cases.cases import OpenCase, recorded_case
from application.ports import History, Ledger, Unreadable, WrittenByNewerProgram
from application.states import consent_state, consent_stream
from domain.codelists import Processing
from domain.consent.facts import ConsentGranted
from domain.referrals.family.consent_facts import ConsentRecorded
from domain.referrals.hospital.sharing import NoToSharing, agreed_since, is_withheld
from domain.referrals.state import CaseState
from domain.shared import CaseId, ChildId, Erased, Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingEnded:
    """That the family said no to sharing with hospitals, and whether anything is withheld for it.

    Nothing is in danger, nor where a report may mean whoever said so.
    """

    at: datetime
    is_withheld: bool


def no_to_sharing(ledger: Ledger, child_id: ChildId, of_case: History) -> NoToSharing | None:
    """Return that a family said no to sharing with hospitals; None where it did not, or said yes.

    What it agreed to before is told of the case whose history that is. Where its answers cannot be
    read none is known: a hospital goes on to see a child in a crisis.

    Raises: WrittenByNewerProgram.
    """
    try:
        history = ledger.log.load([consent_stream(child_id)])
    except WrittenByNewerProgram:
        raise
    except Unreadable:
        return None
    if isinstance(history, Erased):
        return None
    answer = consent_state(history, child_id).latest.get(Processing.SHARING_WITH_HOSPITAL)
    if answer is None or isinstance(answer, ConsentGranted):
        return None
    at = max(each.position for each in history.recorded if each.fact == answer)
    agreed = (each.fact for each in of_case.recorded if each.position < at)
    before = {each.consent_id for each in agreed if isinstance(each, ConsentRecorded)}
    return NoToSharing(said_at=answer.said.said_at, agreed_before=frozenset(before))


def is_withheld_from_hospital(ledger: Ledger, case: OpenCase) -> bool:
    """Return whether the hospital that has a case is shown nothing of the child any more."""
    return is_withheld_now(ledger, case.state, case.history)


def is_withheld_now(ledger: Ledger, state: CaseState, of_case: History) -> bool:
    """Return the same of the state and the history of a case."""
    child_id = state.raised.child_id if state.raised else None
    if child_id is None:
        return False
    return is_withheld(state, no_to_sharing(ledger, ChildId(child_id), of_case))


def sharing_ended(ledger: Ledger, case: OpenCase, *, for_hospital: bool) -> SharingEnded | None:
    """Return that the family said no to sharing with the hospital that has the case.

    A hospital is told where nothing more is handed to it, and nothing else of it.
    """
    no = no_to_sharing(ledger, ChildId(case.concern.child_id), case.history)
    if no is None or case.state.issued is None:
        return None
    withheld = is_withheld(case.state, no)
    if not withheld and (for_hospital or agreed_since(case.state, no)):
        return None
    return SharingEnded(at=no.said_at, is_withheld=withheld)


def answers_beside(ledger: Ledger, case_id: CaseId) -> tuple[Stream, ...]:
    """Return the stream of what the family of a case answered, to be watched by what is decided.

    None where it cannot be read: damage there keeps no child from a hospital.

    Raises: NotFound; Unreadable where the case cannot be read; WrittenByNewerProgram.
    """
    child_id = ChildId(recorded_case(ledger, case_id).concern.child_id)
    try:
        ledger.log.load([consent_stream(child_id)])
    except WrittenByNewerProgram:
        raise
    except Unreadable:
        return ()
    return (consent_stream(child_id),)
