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
from infrastructure.views.access import AccessDuties
from infrastructure.views.access_fold import AccessFold
from infrastructure.views.caseworker import CaseworkerDesk
from infrastructure.views.caseworker_fold import CaseworkerFold
from infrastructure.views.clocks import RunningClocks
from infrastructure.views.clocks_fold import ClocksFold
from infrastructure.views.directory import StaffDirectory
from infrastructure.views.directory_fold import DirectoryFold
from infrastructure.views.dues import FamilyDues
from infrastructure.views.dues_fold import DuesFold
from infrastructure.views.finding import ChildFinder
from infrastructure.views.grants import Grants
from infrastructure.views.health import HealthCases
from infrastructure.views.health_fold import HealthFold
from infrastructure.views.health_referrals import ReferralsUnderway
from infrastructure.views.health_watch import HealthWatch
from infrastructure.views.notices import TeachersNotices
from infrastructure.views.notices_fold import NoticesFold
from infrastructure.views.numbers import ProposedNumbers
from infrastructure.views.numbers_fold import NumbersFold
from infrastructure.views.projector import Projector
from infrastructure.views.readings import ShownReadings
from infrastructure.views.readings_fold import ReadingsFold
from infrastructure.views.reports import HarmReports
from infrastructure.views.reports_fold import ReportsFold
from infrastructure.views.screening import LeadsOfScreenings
from infrastructure.views.screening_fold import ScreeningFold
from infrastructure.views.security import NotedSecurity
from infrastructure.views.security_fold import SecurityFold
from infrastructure.views.sign_ins import ShownSignIns, SignInsFold
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
        screenings=LeadsOfScreenings(engine, projector),
    )
