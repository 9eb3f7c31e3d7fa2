"""Records that whoever has some cases is told of what was said elsewhere than in them; once."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import uuid5

from application.crisis.cases.cases import OpenCase
from application.crisis.telling.addressing import alert_for_people
from application.crisis.telling.causes import FromSchool
from application.crisis.telling.outside import alerts_for
from application.ports import Actor, Commit, Context, FollowUp, Ledger, Reachable, Recorded
from application.states import alerts_stream, referrals_stream
from domain.alerts.facts import ConcernAlerted
from domain.shared import RequestId

When = tuple[datetime, Reachable, str]
"""When they are told, who can be reached then, and which follower comes so far by it."""


def told_of(
    ledger: Ledger, actor: Actor, cause: Recorded[object], cases: Sequence[OpenCase], at: When
) -> Commit | None:
    """Return the commit by which whoever has these cases is told; None where there are none.

    Each is told as of the referral that stands. Raises: Unavailable.
    """
    if not cases:
        return None
    now, reachable, follower = at
    told = [(case, _told(ledger, case, cause, now, reachable)) for case in cases]
    # Who has several of the cases hears of it once: a second row of one id could not be written.
    rows = {
        row.alert_id: row
        for case, alert in told
        for row in alerts_for(ledger, cause._replace(fact=case.state.issued), alert, case.history)
    }
    expected = {
        stream: case.history.versions[stream]
        for case, alert in told
        for stream in (alerts_stream(alert.case_id), referrals_stream(alert.case_id))
    }
    return Commit(
        facts=tuple(alert for _case, alert in told),
        expected=expected,
        request_id=RequestId(uuid5(cause.event_id, "owners told")),
        actor_id=actor.person_id,
        recorded_at=now,
        context=Context(rules=ledger.rules.version),
        follows=FollowUp(follower=follower, position=cause.position, alerts=tuple(rows.values())),
    )


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
