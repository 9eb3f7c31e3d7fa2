"""Who may still open what belongs to a case of which not all can be read."""

from application.ports import Ledger, Unreadable
from application.states import alerts_of, alerts_stream, case_state, referrals_stream
from domain.alerts.escalating import ever_kept_out
from domain.alerts.rules import MAY_ANSWER
from domain.shared import CaseId, Erased, PersonId


def brought_to_as_read(ledger: Ledger, case_id: CaseId) -> frozenset[PersonId]:
    """Return who has a damaged case or was told to answer for it, by what of it can be read.

    Whoever else is kept out of it nobody can tell.
    """
    brought: set[PersonId] = set()
    for stream in (referrals_stream(case_id), alerts_stream(case_id)):
        try:
            history = ledger.log.load([stream])
        except Unreadable:
            continue
        if isinstance(history, Erased):
            continue
        state, alerts = case_state(history, case_id), alerts_of(history, case_id)
        told = (each for alert in alerts for each in alert.addressees if each.role in MAY_ANSWER)
        people = {*(each.person_id for each in told), *state.passed_to}
        people |= {each.taken_by for each in state.taken}
        brought |= people - ever_kept_out(alerts)
    return frozenset(brought)
