"""Lists that somebody uploaded: kept sealed for a day, previewed, given back, deleted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid5

from application.authorisation.permission import permit, permit_reading
from application.ports import Actor, Context, Ledger
from application.reads.reading import Look, note_reading
from application.screening.judged_results import ScreeningFiles
from application.staffing.listed_staff import StaffFiles
from application.survey.rosters import Judged
from application.survey.staging_ports import (
    KEPT,
    NOT_TAKEN,
    RosterHead,
    RosterId,
    RosterReading,
    RosterRuns,
    RosterStore,
    Sheets,
    StagedRoster,
    WordsOf,
)
from domain.access.table import Request as Asking
from domain.errors import NotFound, RuleBroken
from domain.reads.facts import Reading
from domain.shared import RequestId

HELD_AT_MOST = 10
"""So many lists of one person are kept at a time."""

NAME_AT_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Rosters:
    """Where staged lists are kept, what reads them, and what records them.

    `staff` and `screenings` read other lists, which are kept in the same way. `close` ends whatever
    goes on.
    """

    store: RosterStore
    reading: RosterReading
    runs: RosterRuns
    staff: StaffFiles
    screenings: ScreeningFiles
    close: Callable[[], None]

    def destroy(self, head: RosterHead, at: datetime) -> None:
        """Destroy a list, and what was read of it; what is being recorded of it ends."""
        self.runs.stop(head.roster_id)
        self.store.destroy(head, at)
        self.reading.forget(head.roster_id)

    def destroy_old(self, now: datetime) -> None:
        """Destroy every list whose day is over."""
        self.store.destroy_uploaded_until(now - KEPT, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadRoster:
    """A file as somebody sends it; `request_id` is the same when it is sent again."""

    request_id: RequestId
    file_name: str = field(repr=False)
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """A staged list, what would become of each row, and the look for which it was read."""

    head: RosterHead
    sheets: Sheets
    look: Look


def permit_import(ledger: Ledger, actor: Actor, now: datetime) -> Context:
    """Let whoever may import lists pass. Raises: NotPermitted, Unavailable."""
    return permit(ledger, actor, Asking.IMPORT_ROSTER, now)


def stage(
    ledger: Ledger, rosters: Rosters, actor: Actor, upload: UploadRoster, now: datetime
) -> RosterId:
    """Keep a list sealed for a day and return its id; sent again, it is the first one.

    Raises: Invalid for field `file` when it is no list that can be read; RuleBroken when the person
    has too many; NotFound when it was deleted since it was sent first; NotPermitted, Unavailable.
    """
    permit_import(ledger, actor, now)
    rosters.destroy_old(now)
    roster_id = RosterId(uuid5(actor.person_id, str(upload.request_id)))
    held = rosters.store.heads_of(actor.person_id)
    if any(each.roster_id == roster_id for each in held):
        return roster_id
    if len(held) >= HELD_AT_MOST:
        raise RuleBroken("too_many_lists_held", at_most=HELD_AT_MOST)
    head = RosterHead(
        roster_id=roster_id,
        uploaded_by=actor.person_id,
        uploaded_at=now,
        file_name=upload.file_name[-NAME_AT_MOST:],
    )
    rosters.reading.sheets(head, lambda: upload.content, now, ledger.rules)
    rosters.store.put(StagedRoster(head=head, content=upload.content))
    return roster_id


def rosters_of(
    ledger: Ledger, rosters: Rosters, actor: Actor, now: datetime
) -> tuple[RosterHead, ...]:
    """Return the lists that a person uploaded within a day. Raises: NotPermitted, Unavailable."""
    permit_import(ledger, actor, now)
    rosters.destroy_old(now)
    return rosters.store.heads_of(actor.person_id)


def own_roster(
    ledger: Ledger, rosters: Rosters, actor: Actor, roster_id: RosterId, now: datetime
) -> RosterHead:
    """Return a list of the person's own without its content.

    Raises: NotFound `roster_not_found`, also for a list that somebody else uploaded;
    NotPermitted, Unavailable.
    """
    permit_import(ledger, actor, now)
    rosters.destroy_old(now)
    head = rosters.store.head(roster_id)
    if head is None or head.uploaded_by != actor.person_id:
        raise NotFound("roster_not_found")
    return head


def sheets_of(
    ledger: Ledger, rosters: Rosters, actor: Actor, roster_id: RosterId, now: datetime
) -> Sheets:
    """Return what would become of each row, for whoever shows nothing of it.

    Raises: as `own_roster`; RecordDamaged.
    """
    head = own_roster(ledger, rosters, actor, roster_id, now)
    return rosters.reading.sheets(head, lambda: _content(rosters, head), now, ledger.rules)


def preview_of(
    ledger: Ledger,
    rosters: Rosters,
    actor: Actor,
    roster_id: RosterId,
    now: datetime,
    *,
    read_id: UUID,
) -> Previewed:
    """Return what would become of each row; of who is known already it tells nothing else.

    Rows are shown only after `note_rows`.

    Raises: as `own_roster`; RecordDamaged.
    """
    access = permit_reading(ledger, actor, Asking.IMPORT_ROSTER, now)
    sheets = sheets_of(ledger, rosters, actor, roster_id, now)
    head = own_roster(ledger, rosters, actor, roster_id, now)
    look = Look(read_id=read_id, actor=actor, now=now, what=Reading.ROSTER, access=access)
    return Previewed(head=head, sheets=sheets, look=look)


def note_rows(ledger: Ledger, found: Previewed, shown: Iterable[Judged]) -> None:
    """Record that these rows are about to tell which of their children are on file."""
    _note(ledger, found, found.look, shown)


def given_back(ledger: Ledger, rosters: Rosters, found: Previewed, words_of: WordsOf) -> bytes:
    """Return the rows that are NOT_TAKEN of a list that was previewed, as a workbook.

    That it is handed out is recorded first.

    Raises: NotFound when it was deleted meanwhile; RecordDamaged.
    """
    rows = (each for sheet in found.sheets for each in sheet.rows)
    returned = (each for each in rows if each.verdict.outcome in NOT_TAKEN)
    _note(ledger, found, replace(found.look, what=Reading.EXPORT), returned)
    content = _content(rosters, found.head)
    return rosters.reading.given_back(found.head, content, found.sheets, words_of)


def _note(ledger: Ledger, found: Previewed, look: Look, shown: Iterable[Judged]) -> None:
    """Record the children of these rows who are on file; others are in this list alone."""
    new = {each.own_id for sheet in found.sheets for each in sheet.rows if not each.is_received}
    told = (each.child_id for each in shown if each.child_id is not None)
    note_reading(ledger, look, [each for each in dict.fromkeys(told) if each not in new])


def delete_roster(
    ledger: Ledger, rosters: Rosters, actor: Actor, roster_id: RosterId, now: datetime
) -> None:
    """Destroy a list of the person's own at once. Raises: as `own_roster`."""
    head = own_roster(ledger, rosters, actor, roster_id, now)
    rosters.destroy(head, now)


def _content(rosters: Rosters, head: RosterHead) -> bytes:
    content = rosters.store.content(head)
    if content is None:
        raise NotFound("roster_not_found")
    return content
