"""Opens the views of one ledger, wired together."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine

from domain.calendar import Calendar
from domain.ruleset import RulesOverTime
from infrastructure.keys.vault import Vault
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.tables import EVENTS, READS
from infrastructure.views.access.answers import AccessDuties
from infrastructure.views.access.fold import AccessFold
from infrastructure.views.access.grants import Grants
from infrastructure.views.caseworker.desk import CaseworkerDesk
from infrastructure.views.caseworker.finding import ChildFinder
from infrastructure.views.caseworker.fold import CaseworkerFold
from infrastructure.views.clocks.answers import RunningClocks
from infrastructure.views.clocks.fold import ClocksFold
from infrastructure.views.directory.answers import StaffDirectory
from infrastructure.views.directory.fold import DirectoryFold
from infrastructure.views.dues.answers import FamilyDues
from infrastructure.views.dues.fold import DuesFold
from infrastructure.views.health.desk import HealthCases
from infrastructure.views.health.fold import HealthFold
from infrastructure.views.health.referrals import ReferralsUnderway
from infrastructure.views.health.watch import HealthWatch
from infrastructure.views.notices.answers import TeachersNotices
from infrastructure.views.notices.fold import NoticesFold
from infrastructure.views.numbers.answers import ProposedNumbers
from infrastructure.views.numbers.fold import NumbersFold
from infrastructure.views.projector import Projector
from infrastructure.views.readings.answers import ShownReadings
from infrastructure.views.readings.fold import ReadingsFold
from infrastructure.views.readings.sign_ins import ShownSignIns, SignInsFold
from infrastructure.views.reports.answers import HarmReports
from infrastructure.views.reports.fold import ReportsFold
from infrastructure.views.screening.answers import LeadsOfScreenings
from infrastructure.views.screening.fold import ScreeningFold
from infrastructure.views.security.answers import NotedSecurity
from infrastructure.views.security.fold import SecurityFold
from infrastructure.views.view import View

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
"""What no version changes is as it was then."""


@dataclass(frozen=True, slots=True)
class OpenViews:
    """The views of one ledger and what drives them."""

    projector: Projector
    access: AccessDuties
    desk: CaseworkerDesk
    finder: ChildFinder
    directory: StaffDirectory
    health: HealthCases
    referrals: ReferralsUnderway
    watch: HealthWatch
    grants: Grants
    security: NotedSecurity
    dues: FamilyDues
    numbers: ProposedNumbers
    clocks: RunningClocks
    reports: HarmReports
    risk_notices: TeachersNotices
    screenings: LeadsOfScreenings


@dataclass(frozen=True, slots=True)
class OpenReadings:
    """The views of the second log and what drives them."""

    projector: Projector
    readings: ShownReadings


def open_readings(engine: Engine, mapper: SealingMapper, rules: RulesOverTime) -> OpenReadings:
    """Return the views over the log of readings, tables created; `mapper` is of that log."""
    recorder, folds = LogRecorder(engine, READS), (ReadingsFold(rules), SignInsFold())
    projector = Projector(engine, recorder, mapper, folds, READS, ready=rules.at)
    projector.prepare()
    return OpenReadings(
        projector, ShownReadings(engine, projector, ShownSignIns(engine, projector))
    )


def open_views(
    engine: Engine, mapper: SealingMapper, vault: Vault, rules: RulesOverTime, calendar: Calendar
) -> OpenViews:
    """Return the views over an engine of `open_views_engine`, missing tables created."""
    folds: list[View] = [
        AccessFold(rules),
        CaseworkerFold(vault, rules),
        DirectoryFold(vault),
        HealthFold(vault, rules),
        *(SecurityFold(), DuesFold(), NumbersFold(), ScreeningFold()),
        *(ClocksFold(vault, rules, calendar), ReportsFold(rules), NoticesFold()),
    ]
    projector = Projector(engine, LogRecorder(engine, EVENTS), mapper, folds, ready=rules.at)
    projector.prepare()
    access, shown = AccessDuties(engine, projector, mapper.stream_id), rules.at(_BEFORE_ALL)
    desk = CaseworkerDesk(
        engine, projector, access, vault=vault, stream_id=mapper.stream_id, rules=shown
    )
    return OpenViews(
        projector=projector,
        access=access,
        desk=desk,
        finder=ChildFinder(engine, vault),
        directory=StaffDirectory(engine, projector, vault),
        health=HealthCases(
            engine, projector, access, vault=vault, stream_id=mapper.stream_id, rules=shown
        ),
        referrals=ReferralsUnderway(
            engine, projector, access, vault=vault, stream_id=mapper.stream_id, rules=shown
        ),
        watch=HealthWatch(engine, mapper.stream_id),
        grants=Grants(engine, projector, access, vault=vault, stream_id=mapper.stream_id),
        security=NotedSecurity(engine, projector),
        dues=FamilyDues(engine, projector),
        numbers=ProposedNumbers(engine, projector, stream_id=mapper.stream_id),
        clocks=RunningClocks(engine, access, calendar),
        reports=HarmReports(engine, projector),
        risk_notices=TeachersNotices(engine, projector),
        screenings=LeadsOfScreenings(engine, projector, access),
    )
