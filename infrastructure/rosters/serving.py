"""Puts together where uploaded lists are kept and what reads them, over an open ledger."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

from application.staffing.founding import Founding
from application.survey.staged_rosters import Rosters
from domain.days import local_day
from domain.ruleset import RuleSet
from infrastructure.keys.vault import Vault
from infrastructure.opening import OpenLedger
from infrastructure.rosters.apart import SheetsApart
from infrastructure.rosters.known import KnownBefore, KnownSoFar, known_before
from infrastructure.rosters.previewing import Preview
from infrastructure.rosters.previews import RosterPreviews
from infrastructure.rosters.recording import RosterRecorder
from infrastructure.rosters.running import BackgroundRuns
from infrastructure.rosters.screening_files import ScreeningFiles
from infrastructure.rosters.staff_files import StaffFiles
from infrastructure.rosters.staging import SealedRosters


def staged_rosters(opened: OpenLedger, clock: Callable[[], datetime]) -> Rosters:
    """Return the staged lists of an open ledger, compared with the children known in its log."""
    sheets = SheetsApart()
    previews = RosterPreviews(KnownSoFar(opened), sheets)
    runs = BackgroundRuns(opened.vault, clock, previews.forget)

    def close() -> None:
        # First what a list may wait for.
        sheets.close()
        runs.close()

    return Rosters(
        store=SealedRosters(opened.engine, opened.vault),
        reading=previews,
        runs=runs,
        staff=StaffFiles(opened.vault.claim_digest, sheets),
        screenings=ScreeningFiles(sheets),
        close=close,
    )


@contextmanager
def previewing(known: KnownBefore, rules: RuleSet) -> Iterator[Preview]:
    """Give what previews lists today, each file opened apart."""
    with closing(SheetsApart()) as sheets:
        today = local_day(datetime.now(UTC))
        yield Preview(known=known, today=today, rules=rules, sheets_of=sheets)


@contextmanager
def recording(opened: OpenLedger, founding: Founding) -> Iterator[tuple[Preview, RosterRecorder]]:
    """Give what previews lists and what records them in the name of the operator."""
    known = known_before(opened)
    recorder = RosterRecorder(
        recording=founding.roster_recording(known.places, datetime.now(UTC)),
        vault=opened.vault,
        clock=lambda: datetime.now(UTC),
    )
    with previewing(known, opened.ledger.rules) as previews:
        yield previews, recorder


@contextmanager
def reading_staff(vault: Vault) -> Iterator[StaffFiles]:
    """Give what reads lists of staff."""
    with closing(SheetsApart()) as sheets:
        yield StaffFiles(vault.claim_digest, sheets)
