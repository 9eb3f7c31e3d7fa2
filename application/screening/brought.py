"""Who brought how many results of screenings for which school and when, told to auditors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from application.authorisation.permission import standings_of
from application.authorisation.places import places_by_duty
from application.ports import Actor, Ledger
from application.reads.looking import Names, names_of
from application.screening.lead_rows import BroughtRow
from domain.access.table import Request as Asking
from domain.shared import OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """One page, the newest first; `behind` is how many events it lacks."""

    rows: tuple[BroughtRow, ...]
    names: Names
    behind: int
    next_skip: int | None = None


def brought_results(ledger: Ledger, actor: Actor, now: datetime, *, skip: int = 0) -> Brought:
    """Return who brought results for schools below a person's places, and who dropped leads.

    A page may be short: what concerns other schools is left out of it. No child is told, so that
    it is a reading of none.

    Raises: NotPermitted, Unavailable.
    """
    standings = standings_of(ledger, actor, now)
    standings.require(Asking.AUDIT_SCREENINGS)
    places = places_by_duty(standings, Asking.AUDIT_SCREENINGS, now)
    size = ledger.rules.page_size
    found = ledger.screenings.brought(skip=skip, limit=size + 1)
    below = _below(ledger, places, (each.school_id for each in found[:size]))
    rows = tuple(each for each in found[:size] if each.school_id in below)
    return Brought(
        rows=rows,
        names=names_of(ledger, {each.person_id for each in rows}, below),
        behind=ledger.screenings.behind(),
        next_skip=skip + size if len(found) > size else None,
    )


def _below(
    ledger: Ledger, places: frozenset[OrganisationId], schools: Iterable[OrganisationId]
) -> frozenset[OrganisationId]:
    return frozenset(
        each for each in set(schools) if ledger.access.chain_of_organisation(each) & places
    )
