"""Whether a message about broken glass may still go out, and whom it must not reach."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from application.crisis.cases.cases import all_kept_out, open_case
from application.crisis.telling.glass_word import GLASS_CAUSES
from application.ports import Ledger
from application.reporting.outside import standing_of_report
from application.states import grants_state, grants_stream
from domain.errors import NotFound
from domain.referrals.involvement import every_report, kinds_in
from domain.referrals.situations import Involved
from domain.shared import ChildId, Erased, PersonId


class GlassStanding(NamedTuple):
    """Who must not hear of broken glass as it stands now, and whether somebody reviewed it.

    `kinds` are those of the family who may be involved, by what they are to the child.
    """

    out: frozenset[PersonId]
    kinds: frozenset[Involved]
    is_reviewed: bool


def standing_of_glass(
    ledger: Ledger, child_id: ChildId, is_cause: Callable[[UUID], bool], now: datetime
) -> GlassStanding:
    """Return how the break-glass access stands of which a message tells.

    Whoever broke it hears of it no more than who may be involved by a case or report of the child.

    Raises: NotFound where it is about none, or of whoever was erased; Unreadable or Unavailable
    where it cannot be told who is kept out.
    """
    history = ledger.log.load([grants_stream(child_id)])
    if isinstance(history, Erased):
        raise NotFound("erased")
    said = (each.fact for each in history.recorded if is_cause(each.event_id))
    told = next((each for each in said if isinstance(each, GLASS_CAUSES)), None)
    if told is None:
        raise NotFound("grant_not_found")
    state = grants_state(history, child_id)
    out, kinds = _kept_out(ledger, child_id, now)
    return GlassStanding(
        out=out | {state.broken[told.grant_id].person_id},
        kinds=kinds,
        is_reviewed=told.grant_id in state.reviewed,
    )


def _kept_out(
    ledger: Ledger, child_id: ChildId, now: datetime
) -> tuple[frozenset[PersonId], frozenset[Involved]]:
    """Return everybody whom a case or a report of the child keeps out, and who of the family."""
    out, kinds = frozenset[PersonId](), frozenset[Involved]()
    for case_id in ledger.grants.cases_of(child_id):
        with suppress(NotFound):  # Erased meanwhile.
            case = open_case(ledger, case_id)
            out |= all_kept_out(ledger, case, now)
            kinds |= kinds_in(every_report(case.state))
    for report_id in ledger.reports.of_child(child_id):
        with suppress(NotFound):
            standing = standing_of_report(ledger, report_id, now)
            out |= standing.out
            kinds |= standing.kinds
    return out, kinds
