"""One ledger opened for tests of its views: facts go in by the log, answers come from views."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from application.ports import Commit, Ledger, Recorded
from domain.calendar import WEEKENDS_ONLY
from domain.shared import ANONYMOUS, PersonId, RequestId, Stream
from infrastructure.keys.opening import open_vault
from infrastructure.keys.vault import Vault
from infrastructure.log.log import SealedLog
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.tables import EVENTS
from infrastructure.migrating import ledger_id_of
from infrastructure.views.access.answers import AccessDuties
from infrastructure.views.access.fold import AccessFold
from infrastructure.views.access.grants import Grants
from infrastructure.views.access.tables import access_tables
from infrastructure.views.caseworker.desk import CaseworkerDesk
from infrastructure.views.caseworker.finding import ChildFinder
from infrastructure.views.caseworker.fold import CaseworkerFold
from infrastructure.views.caseworker.tables import care_column, caseworker_tables, identity_column
from infrastructure.views.clocks.answers import RunningClocks
from infrastructure.views.clocks.fold import ClocksFold
from infrastructure.views.clocks.tables import clocks_tables, course_column
from infrastructure.views.directory.answers import StaffDirectory
from infrastructure.views.directory.fold import DirectoryFold, directory_tables, name_column
from infrastructure.views.dues.answers import FamilyDues
from infrastructure.views.dues.fold import DuesFold, dues_tables
from infrastructure.views.health.desk import HealthCases
from infrastructure.views.health.fold import HealthFold
from infrastructure.views.health.referrals import ReferralsUnderway
from infrastructure.views.health.tables import content_column, health_tables
from infrastructure.views.health.watch import HealthWatch
from infrastructure.views.notices.answers import TeachersNotices
from infrastructure.views.notices.fold import NoticesFold, notices_tables
from infrastructure.views.numbers.answers import ProposedNumbers
from infrastructure.views.numbers.fold import NumbersFold, numbers_tables
from infrastructure.views.opening import open_readings, open_views
from infrastructure.views.projector import Projector
from infrastructure.views.reports.answers import HarmReports
from infrastructure.views.reports.fold import ReportsFold, reports_tables
from infrastructure.views.screening.answers import LeadsOfScreenings
from infrastructure.views.screening.fold import ScreeningFold, screening_tables
from infrastructure.views.sealed_columns import Place
from infrastructure.views.security.answers import NotedSecurity
from infrastructure.views.security.fold import SecurityFold
from infrastructure.views.security.tables import security_tables
from infrastructure.views.view import View
from tests.engines import LedgerDatabases
from tests.examples import NOW, RULES, TODAY, example_id

REQUEST = RequestId(example_id(901))
COMMIT_OF = 100

Rows = dict[str, list[tuple[object, ...]]]


@dataclass(slots=True)
class OpenedViews:
    """A ledger with its views, as one process has it open."""

    databases: LedgerDatabases
    vault: Vault
    mapper: SealingMapper
    recorder: LogRecorder
    log: SealedLog
    projector: Projector
    access: AccessDuties
    desk: CaseworkerDesk
    directory: StaffDirectory
    health: HealthCases
    referrals: ReferralsUnderway
    grants: Grants
    security: NotedSecurity
    watch: HealthWatch
    clocks: RunningClocks
    versions: Counter[Stream] = field(default_factory=Counter)

    def record(
        self, *facts: object, at: datetime = NOW, by: PersonId = ANONYMOUS
    ) -> tuple[Recorded[object], ...]:
        """Append the facts in one commit; the views are not moved."""
        streams = {self.mapper.stream_of(fact) for fact in facts}
        recorded = self.log.append(
            Commit(
                facts=facts,
                expected={stream: self.versions[stream] for stream in streams},
                request_id=REQUEST,
                actor_id=by,
                recorded_at=at,
            )
        )
        for each in recorded:
            self.versions[each.stream] = each.version
        return recorded

    def record_all(self, facts: Iterable[object]) -> None:
        """Append many facts, so many a commit."""
        told = list(facts)
        for first in range(0, len(told), COMMIT_OF):
            self.record(*told[first : first + COMMIT_OF])

    def know(self, *facts: object) -> None:
        """Append the facts and move the views, as a request does."""
        self.record(*facts)
        assert self.projector.catch_up(wait_ms=10_000)

    @property
    def ledger(self) -> Ledger:
        """The ledger as use cases have it; readings are recorded in the one log there is here."""
        return Ledger(
            log=self.log,
            reads=self.log,
            access=self.access,
            desk=self.desk,
            finder=ChildFinder(self.databases.views_engine, self.vault),
            directory=self.directory,
            health=self.health,
            referrals=self.referrals,
            readings=open_readings(self.databases.views_engine, self.mapper, RULES).readings,
            grants=self.grants,
            security=self.security,
            dues=FamilyDues(self.databases.views_engine, self.projector),
            numbers=ProposedNumbers(
                self.databases.views_engine, self.projector, stream_id=self.mapper.stream_id
            ),
            clocks=self.clocks,
            reports=HarmReports(self.databases.views_engine, self.projector),
            risk_notices=TeachersNotices(self.databases.views_engine, self.projector),
            screenings=LeadsOfScreenings(self.databases.views_engine, self.projector, self.access),
            rulebook=RULES,
            reachable=frozenset,
            catch_up=self.projector.catch_up,
        )

    @property
    def folds(self) -> tuple[View, ...]:
        """The views of the product."""
        return (
            AccessFold(RULES),
            CaseworkerFold(self.vault, RULES),
            DirectoryFold(self.vault),
            HealthFold(self.vault, RULES),
            SecurityFold(),
            DuesFold(),
            NumbersFold(),
            ClocksFold(self.vault, RULES, WEEKENDS_ONLY),
            ReportsFold(RULES),
            NoticesFold(),
            ScreeningFold(),
        )

    def projector_of(self, *views: View) -> Projector:
        """Return another projector, as another process would have it, over these views."""
        recorder = LogRecorder(self.databases.views_engine, EVENTS)
        projector = Projector(self.databases.views_engine, recorder, self.mapper, views)
        projector.prepare()
        return projector

    def contents(self) -> Rows:
        """Return all rows of all view tables, what is sealed in them opened."""
        tables = (
            *(access_tables(), caseworker_tables(), directory_tables()),
            *(health_tables(), security_tables()),
            *(dues_tables(), numbers_tables(), clocks_tables(), reports_tables()),
            *(notices_tables(), screening_tables()),
        )
        with self.databases.views_engine.connect() as connection:
            found = {
                name: [
                    row._asdict() for row in connection.execute(select(each.metadata.tables[name]))
                ]
                for each in tables
                for name in each.metadata.tables
            }
        for table, column, at, sealed in (
            ("caseworker_children", "care", "care_at", care_column(self.vault)),
            ("caseworker_names", "identity", "identity_at", identity_column(self.vault)),
            ("directory_people", "name", "name_at", name_column(self.vault)),
            ("health_cases", "content", "position", content_column(self.vault)),
            ("clocks_cases", "course", "position", course_column(self.vault)),
        ):
            for row in found[table]:
                subject = row.get("child") or row["person"]
                row[column] = sealed.open(Place(subject, row[at]), row[column])
        return {
            name: sorted((tuple(row.values()) for row in rows), key=repr)
            for name, rows in found.items()
        }


def opened(databases: LedgerDatabases) -> OpenedViews:
    """Open what a process of the application has open."""
    ledger_id = ledger_id_of(databases.engine)
    vault = open_vault(databases.keys_engine, ledger_id, databases.tmp_path / "keyfile.json")
    mapper = SealingMapper(ledger_id, vault)
    recorder = LogRecorder(databases.engine, EVENTS)
    views = open_views(databases.views_engine, mapper, vault, RULES, WEEKENDS_ONLY)
    return OpenedViews(
        databases=databases,
        vault=vault,
        mapper=mapper,
        recorder=recorder,
        log=SealedLog(recorder, mapper, vault),
        projector=views.projector,
        access=views.access,
        desk=views.desk,
        directory=views.directory,
        health=views.health,
        referrals=views.referrals,
        grants=views.grants,
        security=views.security,
        watch=HealthWatch(databases.views_engine, mapper.stream_id, today=lambda: TODAY),
        clocks=views.clocks,
    )
