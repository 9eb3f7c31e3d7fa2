"""What of a case is kept from whoever advises alone: what others wrote of the child in words.

The health vice principal sees how a case goes on, never what was said in a talk; whoever of them
has the case themselves needs it to answer for the child.
"""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import cast

from application.authorisation.permission import Standings
from application.crisis.cases.cases import OpenCase
from application.crisis.cases.further_concerns import Beside, FurtherConcern
from application.ports import Recorded
from application.states import case_state
from domain.access.table import Request as Asking
from domain.access.table import Standing
from domain.referrals.facts import ConcernRaised
from domain.shared import CaseId, PersonId

WORDS = frozenset({"why", "note", "heard"})
"""The fields of a case's facts that tell in words what somebody saw, heard or thought."""

_ADVISING = frozenset(
    {Standing.HEALTH_VICE_PRINCIPAL, Standing.HOSPITAL_LIAISON, Standing.RAISED_THE_CONCERN}
)


def sees_no_words(standings: Standings, found: OpenCase) -> bool:
    """Return whether somebody sees a case as the health vice principal alone, and has it not."""
    if Standing.HEALTH_VICE_PRINCIPAL not in standings.held:
        return False
    otherwise = replace(standings, held=standings.held - _ADVISING)
    has_it = found.state.owner_id == standings.actor.person_id
    return not has_it and not otherwise.allow(Asking.READ_CASE)


def without_words(found: OpenCase, me: PersonId) -> OpenCase:
    """Return a case as if others had written nothing: state and course alike."""
    recorded = tuple(_wordless(each, me) for each in found.history.recorded)
    history = replace(found.history, recorded=recorded)
    state = case_state(history, CaseId(found.concern.case_id))
    first = next(each for each in recorded if each.position == found.first.position)
    return replace(
        found,
        history=history,
        state=state,
        concern=cast("ConcernRaised", first.fact),
        first=first,
    )


def beside_without_words(others: Beside, me: PersonId) -> Beside:
    """Return other reports of the case without what others wrote in them."""
    return replace(others, shown=tuple(_reports(others.shown, me)))


def _reports(shown: Iterable[FurtherConcern], me: PersonId) -> Iterable[FurtherConcern]:
    for each in shown:
        own = each.raised_by == me or each.concern is None
        yield each if own else replace(each, concern=cast("ConcernRaised", _without(each.concern)))


def _wordless(recorded: Recorded[object], me: PersonId) -> Recorded[object]:
    return recorded if recorded.actor_id == me else recorded._replace(fact=_without(recorded.fact))


def _without(value: object) -> object:
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, object] = {}
    for each in fields(value):
        told = getattr(value, each.name)
        if each.name in WORDS:
            # What has to be said is empty; what may be left out was not said.
            changed[each.name] = "" if each.type in ("str", str) and told is not None else None
        else:
            changed[each.name] = _without(told)
    return replace(value, **changed) if changed else value
