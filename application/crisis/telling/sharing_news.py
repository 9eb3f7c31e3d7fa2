"""Tells whoever has a case at once that the family said no to sharing with its hospital."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import uuid5

from application.crisis.cases.cases import OpenCase, recorded_case
from application.crisis.telling.addressing import alert_for_people
from application.crisis.telling.causes import FromSchool
from application.crisis.telling.followers import FOLLOWER, answer_or_wait
from application.crisis.telling.outside import alerts_for
from application.ports import (
    Actor,
    Commit,
    Context,
    FollowUp,
    Ledger,
    Reachable,
    Recorded,
    Unreadable,
    WrittenByNewerProgram,
)
from application.states import alerts_stream, referrals_stream
from domain.alerts.facts import ConcernAlerted
from domain.codelists import Processing
from domain.consent.facts import ConsentDeclined, ConsentWithdrawn
from domain.errors import NotFound
from domain.shared import CaseId, RequestId

SHARING_NEWS = (ConsentWithdrawn, ConsentDeclined)
"""The facts by which a family may have said no to sharing with a hospital."""


def react_to_sharing_news(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
    *,
    follower: str = FOLLOWER,
) -> None:
    """Record that whoever has a case of the child that a hospital has is told; once.

    Raises: StreamMoved when another process did it, or a case moved, meanwhile; Unavailable for
    what was set aside before; WrittenByNewerProgram.
    """
    fact = cause.fact
    if not isinstance(fact, SHARING_NEWS):
        raise TypeError("nobody said no to anything by this fact")

    def made() -> Commit | None:
        if fact.processing is not Processing.SHARING_WITH_HOSPITAL:
            return None
        cases = ledger.health.cases_of_child(fact.child_id)
        told = [
            (case, _told(ledger, case, cause, now, reachable))
            for case in filter(None, (_at_hospital(ledger, each, cause) for each in cases))
        ]
        return _commit(ledger, actor, cause, told, now, follower) if told else None

    answer_or_wait(ledger, actor, cause, now, made, follower=follower)


def _at_hospital(ledger: Ledger, case_id: CaseId, cause: Recorded[object]) -> OpenCase | None:
    """Return a case that a hospital has, of which nobody was told yet; a damaged one tells none."""
    try:
        case = recorded_case(ledger, case_id)
    except WrittenByNewerProgram:
        raise
    except (NotFound, Unreadable):
        return None
    is_told = any(each.cause_id == cause.event_id for each in case.alerts)
    return None if case.state.issued is None or case.state.is_over or is_told else case


def _told(
    ledger: Ledger,
    case: OpenCase,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
) -> ConcernAlerted:
    of = cast("Recorded[FromSchool]", cause._replace(fact=case.state.issued))
    owner = case.state.owner_id
    return alert_for_people(ledger, of, case.history, (owner,), now, reachable)


def _commit(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    told: Sequence[tuple[OpenCase, ConcernAlerted]],
    now: datetime,
    follower: str,
) -> Commit:
    rows = [
        row
        for case, alert in told
        for row in alerts_for(ledger, cause._replace(fact=case.state.issued), alert, case.history)
    ]
    expected = {
        stream: case.history.versions[stream]
        for case, alert in told
        for stream in (alerts_stream(alert.case_id), referrals_stream(alert.case_id))
    }
    return Commit(
        facts=tuple(alert for _case, alert in told),
        expected=expected,
        request_id=RequestId(uuid5(cause.event_id, "sharing")),
        actor_id=actor.person_id,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
        follows=FollowUp(follower=follower, position=cause.position, alerts=tuple(rows)),
    )
