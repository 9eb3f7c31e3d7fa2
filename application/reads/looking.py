"""The one way to a child's facts for showing: permission, durable record, then the data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from application.authorisation.permission import Standings, standings_for_child
from application.ports import Actor, History, Ledger
from application.reads.discretion import may_be_involved
from application.reads.reading import Look, note_reading
from application.rows import OrganisationRow
from application.states import (
    care_stream,
    children_stream,
    consent_stream,
    pairing_stream,
    visits_stream,
)
from domain.access.table import TABLE, Request
from domain.days import end_of_day, local_day
from domain.errors import Invalid, NotFound
from domain.reads.facts import Reading
from domain.shared import ChildId, Erased, OrganisationId, PersonId, Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One look at a child: by whom, when, under which id it is recorded, as known on which day."""

    actor: Actor
    child_id: ChildId
    now: datetime
    read_id: UUID
    as_known_on: date | None = None

    @property
    def day(self) -> date:
        """The day that the answer speaks of."""
        return self.as_known_on or local_day(self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names of the people and organisations that an answer mentions; unknown ids are left out."""

    people: Mapping[PersonId, str]
    organisations: Mapping[OrganisationId, OrganisationRow]


def look(
    ledger: Ledger, asked: Asked, request: Request, what: Reading
) -> tuple[Standings, History]:
    """Record the reading and return the asker's standings with the facts as known on the day.

    Raises: NotFound, NotPermitted, Unavailable; Invalid for a day ahead; Unreadable.
    """
    if asked.day > local_day(asked.now):
        raise Invalid("in_future", "as_known_on")
    standings = standings_for_child(ledger, asked.actor, asked.child_id, asked.now)
    if TABLE[request].closes_on_recusal and standings.held:
        kept_out = may_be_involved(ledger, asked.actor, asked.child_id, asked.now)
        standings = replace(standings, is_recused=kept_out)
    access = standings.require_reading(request)
    note_reading(
        ledger,
        Look(read_id=asked.read_id, actor=asked.actor, now=asked.now, what=what, access=access),
        [asked.child_id],
    )
    before = None if asked.as_known_on is None else end_of_day(asked.as_known_on)
    history = ledger.log.load(file_streams(asked.child_id), before=before)
    if isinstance(history, Erased):
        raise NotFound("erased")
    return standings, history


def file_streams(child_id: ChildId) -> tuple[Stream, ...]:
    """Return the streams of all that a child's file shows."""
    return (
        children_stream(child_id),
        care_stream(child_id),
        pairing_stream(child_id),
        visits_stream(child_id),
        consent_stream(child_id),
    )


def names_of(
    ledger: Ledger, people: Iterable[PersonId], organisations: Iterable[OrganisationId | None]
) -> Names:
    """Return the names of these people and organisations, as the directory has them today."""
    wanted = {each for each in organisations if each is not None}
    return Names(
        people=ledger.directory.names(frozenset(people)),
        organisations=ledger.directory.organisations_among(wanted),
    )
