"""Records chosen rows of a staged list, as far as the places and children are the person's own."""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import datetime

from application.authorisation.permission import permit_at, permit_for_child
from application.care_files.registering import is_of_another
from application.ports import Actor, Context, Ledger
from application.survey.known_places import KnownPlaces
from application.survey.roster_recording import RosterRecording
from application.survey.rosters import Judged
from application.survey.staged_rosters import Rosters, own_roster, permit_import, sheets_of
from application.survey.staging_ports import RosterId, Sheets
from domain.access.table import Request as Asking
from domain.errors import NotFound, NotPermitted
from domain.shared import OrganisationId
from domain.survey.outcomes import RowOutcome
from domain.survey.rows import RosterRow

RECORDABLE = (RowOutcome.ACCEPT, RowOutcome.ACCEPT_FLAGGED, RowOutcome.REVIEW, RowOutcome.LEAD)
"""What can be recorded: as a child, or as a row that waits for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Tells which rows somebody may record: where a list can be imported by that duty."""

    ledger: Ledger
    actor: Actor
    now: datetime
    places: KnownPlaces
    context: Context
    _asked: dict[frozenset[OrganisationId], bool] = field(default_factory=dict)

    def covers(self, judged: Judged) -> bool:
        """Return whether the row's places, or else its known child, are the person's to record.

        A row that names no registered place, of a child whom nobody registered, is anybody's who
        may import: nothing but the registration of the child comes of it. Raises: Unavailable.
        """
        if not isinstance(judged.row, RosterRow):
            return True
        named = {self.places.village(judged.row), self.places.school(judged.row)} - {None}
        places = frozenset(each for each in named if each is not None)
        return (not places or self._covers_one(places)) and self._covers_child(judged)

    def _covers_one(self, places: frozenset[OrganisationId]) -> bool:
        if places not in self._asked:
            try:
                permit_at(self.ledger, self.actor, Asking.IMPORT_ROSTER, places, self.now)
            except NotPermitted:
                self._asked[places] = False
            else:
                self._asked[places] = True
        return self._asked[places]

    def _covers_child(self, judged: Judged) -> bool:
        child_id = judged.child_id
        if child_id is None:
            return True
        if self.ledger.access.chain_of_child(child_id) is None:
            return not is_of_another(self.ledger, self.actor, child_id, self.now)
        try:
            permit_for_child(self.ledger, self.actor, Asking.IMPORT_ROSTER, child_id, self.now)
        except (NotFound, NotPermitted):
            return False
        return True


def record_rows(
    ledger: Ledger,
    rosters: Rosters,
    actor: Actor,
    roster_id: RosterId,
    chosen: Set[RowOutcome],
    now: datetime,
) -> None:
    """Begin to record the rows of these outcomes in the background, each once.

    Begun again while it goes on, nothing happens; later, what is missing is recorded.

    Raises: NotFound, also for a list that somebody else uploaded; NotPermitted, Unavailable.
    """
    context = permit_import(ledger, actor, now)
    head = own_roster(ledger, rosters, actor, roster_id, now)
    places = KnownPlaces(ledger.directory.organisations())
    reach = Reach(ledger=ledger, actor=actor, now=now, places=places, context=context)
    recording = RosterRecording(ledger=ledger, actor=actor, context=context, places=places)

    def read() -> Sheets:
        rosters.reading.forget(roster_id)
        return sheets_of(ledger, rosters, actor, roster_id, now)

    rosters.runs.start(
        head.roster_id,
        recording,
        read,
        wanted=lambda judged: judged.verdict.outcome in chosen,
        covers=reach.covers,
    )
