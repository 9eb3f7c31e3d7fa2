"""Tells whoever has a case that nothing is sent any more to whom of its hospital a link went to."""

from collections.abc import Iterator
from datetime import datetime

from application.crisis.cases.cases import OpenCase, recorded_case
from application.crisis.telling.followers import FOLLOWER, answer_or_wait
from application.crisis.telling.owners_told import told_of
from application.ports import (
    Actor,
    Commit,
    Ledger,
    Reachable,
    Recorded,
    Unreadable,
    WrittenByNewerProgram,
)
from domain.contacts.facts import HospitalContactEnded
from domain.errors import NotFound
from domain.shared import CaseId, ContactId, OrganisationId

CONTACT_NEWS = (HospitalContactEnded,)
"""The facts by which a link may have gone to whom nothing is sent any more."""


def react_to_contact_end(
    ledger: Ledger,
    actor: Actor,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
    *,
    follower: str = FOLLOWER,
) -> None:
    """Record that whoever has a case is told of which a link went to the contact; once.

    Raises: StreamMoved when another process did it, or a case moved, meanwhile; Unavailable for
    what was set aside before; WrittenByNewerProgram.
    """
    fact = cause.fact
    if not isinstance(fact, CONTACT_NEWS):
        raise TypeError("nobody ended a contact by this fact")

    def made() -> Commit | None:
        cases = tuple(_sent_to(ledger, fact.organisation_id, fact.contact_id, cause, now))
        return told_of(ledger, actor, cause, cases, (now, reachable, follower))

    answer_or_wait(ledger, actor, cause, now, made, follower=follower)


def _sent_to(
    ledger: Ledger,
    hospital_id: OrganisationId,
    contact_id: ContactId,
    cause: Recorded[object],
    now: datetime,
) -> Iterator[OpenCase]:
    """Yield the cases of which a link to the contact opens something, and nobody was told yet."""
    ledger.catch_up()
    for case_id in ledger.health.cases_at_hospital(hospital_id):
        case = _readable(ledger, case_id)
        if case is None or case.state.is_over:
            continue
        open_links = case.state.at_hospital.liaisons.open(hospital_id, now)
        is_told = any(each.cause_id == cause.event_id for each in case.alerts)
        if not is_told and any(each.contact_id == contact_id for each in open_links):
            yield case


def _readable(ledger: Ledger, case_id: CaseId) -> OpenCase | None:
    """Return a case; a damaged one tells nobody. Raises: WrittenByNewerProgram."""
    try:
        return recorded_case(ledger, case_id)
    except WrittenByNewerProgram:
        raise
    except (NotFound, Unreadable):
        return None
