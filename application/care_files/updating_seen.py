"""What stands of carers, residence and schooling, as whoever states it anew sees it."""

from dataclasses import dataclass

from application.authorisation.permission import Standings
from application.care_files.heads import Head, head_of
from application.care_files.statements import ANY, Statements, Versions, stated_since, statements_in
from application.care_files.updating import own_places, places_of_file
from application.ports import Ledger, Recorded
from application.reads.looking import Asked, Names, look, names_of
from application.rows import OrganisationRow
from application.states import care_state, child_state
from domain.access.table import Request as Asking
from domain.care.state import CareState
from domain.children.facts import CarerRecorded
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.shared import CarerId, OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNow:
    """What stands, and what stood at the versions that they saw before.

    `carer_id` is the carer of whom it is told, None where another is to be added. `places` are all,
    for their names; of those `within` one may be chosen. `meanwhile` is what others stated since.
    """

    head: Head
    carers: tuple[CarerRecorded, ...]
    carer_id: CarerId | None
    now: Statements
    seen: Statements
    meanwhile: tuple[Recorded[object], ...]
    places: tuple[OrganisationRow, ...]
    within: frozenset[OrganisationId]
    names: Names


def file_to_update(
    ledger: Ledger,
    asked: Asked,
    carer_id: CarerId | None,
    seen: Versions = ANY,
    *,
    adds_carer: bool = False,
) -> FileNow:
    """Return what stands, to whoever may change it and see telephones; the reading is recorded.

    Without a `carer_id` it is the first carer on file, unless one is to be added.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings, history = look(ledger, asked, Asking.READ_CARERS, Reading.CARE_FILE)
    standings.require(Asking.RECORD_CARE_FACT)
    child = child_state(history, asked.child_id)
    care = care_state(history, asked.child_id)
    if child.registered is None or care.opened is None:
        raise NotFound("not_known_on_that_day")
    carers = tuple(child.carers.values())
    chosen = carer_id or (carers[0].carer_id if carers and not adds_carer else None)
    meanwhile = stated_since(history, chosen, seen)
    places = ledger.directory.organisations()
    return FileNow(
        head=head_of(ledger, asked.child_id, standings, history),
        carers=carers,
        carer_id=chosen,
        now=statements_in(history, chosen),
        seen=statements_in(history, chosen, seen),
        meanwhile=meanwhile,
        places=places,
        within=_within(ledger, standings, asked, care, places),
        names=names_of(ledger, {each.actor_id for each in meanwhile}, []),
    )


def _within(
    ledger: Ledger,
    standings: Standings,
    asked: Asked,
    care: CareState,
    places: tuple[OrganisationRow, ...],
) -> frozenset[OrganisationId]:
    """Return the places at and below their own and the former ones; parents come first."""
    covered = set(own_places(ledger, standings, asked.child_id, asked.now) | places_of_file(care))
    for row in places:
        if row.parent_id in covered:
            covered.add(row.organisation_id)
    return frozenset(covered)
