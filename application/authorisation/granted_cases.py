"""Leads whoever was granted a child's health matters to the cases; that is on record before."""

from uuid import uuid5

from application.authorisation.grant_access import AskedGrant
from application.authorisation.grant_rows import GrantRow
from application.authorisation.permission import standings_for_child
from application.ports import Ledger
from application.reads.reading import Look, note_reading
from domain.access.table import Request as Asking
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.shared import CaseId, Compartment


def cases_granted(ledger: Ledger, asked: AskedGrant, row: GrantRow) -> tuple[CaseId, ...] | None:
    """Return the child's cases to whom a grant in force opens them, None where it opens none.

    Broken glass and a grant of the file lead there by the file. That there is none is told, too,
    so the reading is recorded either way. Whoever a case or report keeps out is answered as where
    there is none: that they are named must not show. Raises: Unavailable.
    """
    opens = Compartment.HEALTH in row.compartments and row.is_in_force(asked.now)
    if row.is_glass or not opens:
        return None
    try:
        standings = standings_for_child(ledger, asked.actor, asked.child_id, asked.now)
    except NotFound:
        return ()
    if not standings.allow(Asking.READ_CASE):
        return ()
    look = Look(
        read_id=uuid5(asked.read_id, "cases granted"),
        actor=asked.actor,
        now=asked.now,
        what=Reading.CASE,
        access=standings.require_reading(Asking.READ_CASE),
    )
    note_reading(ledger, look, [asked.child_id])
    return ledger.grants.cases_of(asked.child_id)
