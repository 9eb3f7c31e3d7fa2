"""Registers what acts by itself under a name of its own, so that the log says who it was."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID, uuid5

from application.ports import Actor, Ledger, Unreadable
from application.recording import Request, record
from application.states import staff_state, staff_stream
from domain.shared import PersonId
from domain.staff import rules as staff_rules
from domain.staff.facts import PersonKind
from domain.staff.state import RegisterPerson

ALERTS = "alerts"
"""The name of whoever tells of worries, and of what is overdue; permanent."""


def introduce(
    ledger: Ledger,
    ledger_id: UUID,
    now: datetime,
    *,
    follower: str = ALERTS,
    name: str = "系统提醒",
) -> Actor:
    """Return a reaction as an actor, registered once as such: it acts under its own name.

    A registration that cannot be read any more stands all the same: it must not silence anybody.
    """
    person_id = PersonId(uuid5(ledger_id, f"reaction/{follower}"))
    actor = Actor(person_id=person_id)
    request = RegisterPerson(person_id=person_id, kind=PersonKind.REACTION, name=name)
    with suppress(Unreadable):
        record(
            ledger,
            Request(request_id=person_id, actor=actor, now=now),
            [staff_stream(person_id)],
            lambda history: staff_rules.register_person(staff_state(history, person_id), request),
        )
    return actor
