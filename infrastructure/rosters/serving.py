"""Puts together where uploaded lists are kept and what reads them, over an open ledger."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from application.survey.staged_rosters import Rosters
from infrastructure.opening import OpenLedger
from infrastructure.rosters.known import known_before
from infrastructure.rosters.previews import RosterPreviews
from infrastructure.rosters.running import BackgroundRuns
from infrastructure.rosters.staff_files import StaffFiles
from infrastructure.rosters.staging import SealedRosters


def staged_rosters(opened: OpenLedger, clock: Callable[[], datetime]) -> Rosters:
    """Return the staged lists of an open ledger, compared with the children known in its log."""
    previews = RosterPreviews(partial(known_before, opened))
    return Rosters(
        store=SealedRosters(opened.engine, opened.vault),
        reading=previews,
        runs=BackgroundRuns(opened.vault, clock, previews.forget),
        staff=StaffFiles(opened.vault.claim_digest),
    )
