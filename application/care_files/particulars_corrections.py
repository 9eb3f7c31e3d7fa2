"""Requests to put right what else a child is registered with: student number, people, address."""

from datetime import datetime

from application.authorisation.permission import permit_for_child
from application.care_files.correction_versions import PARTICULARS
from application.care_files.identity_corrections import require_correctable
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Decision, Request, record
from application.states import child_state, children_stream, rights_stream
from domain.access.table import Request as Asking
from domain.children import particulars
from domain.children.state import CorrectParticulars


def correct_particulars(
    ledger: Ledger,
    actor: Actor,
    request: CorrectParticulars,
    now: datetime,
    expected_version: int | None = None,
) -> Receipt:
    """Record student number, ethnicity and address at once; no number is claimed.

    `expected_version` is that of the last such fact as the corrector saw it.

    Raises: RuleBroken `changed_meanwhile` when it was corrected since, `correction_already_made`
    by somebody else or with other content; for a request of the family as `correct_identity`; for
    what cannot be right as the rule.
    """
    context = permit_for_child(ledger, actor, Asking.CORRECT_IDENTITY, request.child_id, now)

    def decide(history: History) -> Decision:
        state = child_state(history, request.child_id)
        require_correctable(history, state, request, PARTICULARS, expected_version, actor)
        return particulars.correct_particulars(state, request)

    asked = Request(request_id=request.correction_id, actor=actor, now=now, context=context)
    child_id = request.child_id
    streams = [children_stream(child_id), *([rights_stream(child_id)] if request.rights_id else [])]
    return record(ledger, asked, streams, decide)
