"""Who read without an account: named in the log of the case or report to which a link let them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from application.crisis.hospital.outside_liaisons import liaison_named
from application.ports import Actor, Ledger, Unreadable
from application.reads.discretion import may_be_involved
from application.reads.looking import Names
from application.reads.reading_rows import Looker, ReadingRow
from application.reporting.outside_officers import officer_named
from domain.access.table import Standing
from domain.shared import ChildId, PersonId

BY_LINK = frozenset({Standing.HOSPITAL_LIAISON.value, Standing.OUTSIDE_OFFICER.value})
"""The standings that a link may give; whoever holds one by a duty is in the directory."""


def outside_readers(
    rows: Sequence[ReadingRow | Looker], child_ids: Sequence[ChildId], names: Names
) -> Mapping[PersonId, Sequence[ChildId]]:
    """Return who of these is not in the directory, with the children whom they may have read."""
    found = {row.reader_id for row in rows if row.duty in BY_LINK}
    return {each: child_ids for each in found if each not in names.people}


def with_outsiders(
    ledger: Ledger,
    actor: Actor,
    names: Names,
    readers: Mapping[PersonId, Sequence[ChildId]],
    now: datetime,
) -> Names:
    """Return the names with those of people without account, as whoever let them in named them.

    None of a child whose case or report may be about the asker: it would tell them of it. What
    cannot be read, or was erased, has no name. Raises: Unavailable.
    """
    known: dict[PersonId, str] = {}
    for reader_id, child_ids in readers.items():
        shown = (each for each in child_ids if not may_be_involved(ledger, actor, each, now))
        told = (name for each in shown for name in _named(ledger, reader_id, each))
        if (name := next(told, None)) is not None:
            known[reader_id] = name
    return replace(names, people={**names.people, **known}) if known else names


def _named(ledger: Ledger, reader_id: PersonId, child_id: ChildId) -> Iterator[str]:
    # Those that are over, and those that no view of grants has met yet.
    cases = (*ledger.grants.cases_of(child_id), *ledger.health.cases_of_child(child_id))
    for case_id in dict.fromkeys(cases):
        try:
            liaison = liaison_named(ledger, case_id, reader_id)
        except Unreadable:
            continue
        if liaison is not None:
            yield liaison
    for report_id in ledger.reports.of_child(child_id):
        try:
            officer = officer_named(ledger, report_id, reader_id)
        except Unreadable:
            continue
        if officer is not None:
            yield officer
