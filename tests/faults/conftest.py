"""An office at work whose ledger outlives the processes that open it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import monotonic, sleep

import pytest
from sqlalchemy import text

from application.ports import Commit, Recorded
from domain.pairing.facts import MentorPaired
from domain.shared import PairingId, RequestId
from infrastructure.opening import OpenLedger, open_ledger
from infrastructure.settings import Settings
from infrastructure.verifying import verify_log
from tests import examples as given
from tests.api.pages.site import found_office, office_settings
from tests.engines import FoundedLedger, LedgerDatabases
from tests.faults.victims import CHILDREN
from tests.infrastructure.views.opened import Rows
from tests.infrastructure.views.opened import opened as opened_views
from tests.office import WEEK_AGO

SETTLED_WITHIN_SECONDS = 20
_OTHERS_AT_WORK = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND backend_type = 'client backend' AND state <> 'idle' AND pid <> pg_backend_pid()"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """One ledger on its databases, as any process may open it again."""

    databases: LedgerDatabases
    settings: Settings

    @contextmanager
    def reopened(self) -> Iterator[OpenLedger]:
        """Open the ledger as a process does that starts after the others died."""
        self._settle()
        with open_ledger(self.settings) as opened:
            yield opened

    def whole_log(self) -> list[Recorded[object]]:
        """Return the log opened, after requiring that nothing in it is missing or damaged."""
        with self.reopened() as opened:
            found = verify_log(opened.recorder, opened.mapper, lambda _done, _total: None)
            assert found.is_whole
            rows = opened.recorder.rows_after(0, found.events + 1)
            assert [row.position for row in rows] == list(range(1, opened.recorder.head() + 1))
            return opened.mapper.open_rows(rows)

    def views(self) -> Rows:
        """Return what stands in the views, what is sealed there opened."""
        return opened_views(self.databases).contents()

    def require_views_as_if_rebuilt(self) -> None:
        """Move the views to the end of the log; they must hold what one reading of it gives."""
        with self.reopened() as opened:
            assert opened.projector.catch_up(wait_ms=10_000)
            moved = self.views()
            for name in opened.projector.view_names:
                assert opened.projector.behind(name) == 0
                opened.projector.rebuild(name)
            assert self.views() == moved
            assert opened.projector.quarantined() == ()

    def _settle(self) -> None:
        """Let PostgreSQL finish what a killed process had asked of it."""
        if self.databases.dialect != "postgresql":
            return
        deadline = monotonic() + SETTLED_WITHIN_SECONDS
        with self.databases.engine.connect() as connection:
            while connection.execute(_OTHERS_AT_WORK).scalar_one():
                assert monotonic() < deadline
                sleep(0.01)


@pytest.fixture
def scene(founded_ledger: FoundedLedger) -> Scene:
    """Give the office with eight more children, on each engine in turn."""
    databases = founded_ledger(found_office_of_many)
    return Scene(databases, office_settings(databases))


def found_office_of_many(databases: LedgerDatabases) -> None:
    office = found_office(databases)
    facts = [fact for number in range(len(CHILDREN)) for fact in _child(number)]
    office.ledger.log.append(
        Commit(
            facts=facts,
            expected={office.mapper.stream_of(fact): 0 for fact in facts},
            request_id=RequestId(given.example_id(903)),
            actor_id=given.SUPERVISOR,
            recorded_at=WEEK_AGO,
        )
    )
    assert office.projector.catch_up(wait_ms=10_000)


def _child(number: int) -> Iterator[object]:
    child_id = CHILDREN[number]
    paired: MentorPaired = replace(
        given.MENTOR_PAIRED, child_id=child_id, pairing_id=PairingId(given.example_id(840 + number))
    )
    yield replace(given.CHILD_REGISTERED, child_id=child_id)
    yield replace(given.CARE_FILE_OPENED, child_id=child_id)
    yield replace(given.SCHOOLING_RECORDED, child_id=child_id)
    yield paired
