"""The log of readings with its view, and readings recorded in it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid5

from application.ports import Commit, Context
from domain.reads.facts import Reading, RecordsRead
from domain.shared import ChildId, PersonId, Purpose, ReadId, RequestId
from infrastructure.keys.opening import open_vault
from infrastructure.keys.vault import Vault
from infrastructure.log.log import SealedLog
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.tables import READS
from infrastructure.migrating import ledger_id_of
from infrastructure.views.opening import OpenReadings, open_readings
from tests.engines import LedgerDatabases
from tests.examples import RULES, SCHOOL, TEACHER, example_id

MORNING = datetime(2026, 3, 10, 1, tzinfo=UTC)
DUTY = Context(duty="class_teacher", organisation=SCHOOL)


@dataclass(slots=True)
class OpenedReads:
    """The second log of a ledger with its view."""

    databases: LedgerDatabases
    vault: Vault
    log: SealedLog
    shown: OpenReadings
    versions: dict[UUID, int] = field(default_factory=dict)

    def record(self, *facts: object, at: datetime = MORNING, context: Context = DUTY) -> None:
        for fact in facts:
            stream = self.mapper.stream_of(fact)
            before = self.versions.get(stream.subject_id, 0)
            commit = Commit(
                facts=(fact,),
                expected={stream: before},
                request_id=RequestId(example_id(901)),
                actor_id=TEACHER,
                recorded_at=at,
                context=context,
            )
            self.log.append(commit)
            self.versions[stream.subject_id] = before + 1

    @property
    def mapper(self) -> SealingMapper:
        return SealingMapper(uuid5(ledger_id_of(self.databases.engine), "reads"), self.vault)


def opened_reads(ledger: LedgerDatabases) -> OpenedReads:
    """Open the log of readings of an empty ledger, with its view."""
    ledger_id = ledger_id_of(ledger.engine)
    vault = open_vault(ledger.keys_engine, ledger_id, ledger.tmp_path / "keyfile.json")
    mapper = SealingMapper(uuid5(ledger_id, "reads"), vault)
    log = SealedLog(LogRecorder(ledger.engine, READS), mapper, vault)
    return OpenedReads(ledger, vault, log, open_readings(ledger.views_engine, mapper, RULES))


def read(
    number: int,
    *children: ChildId,
    by: PersonId = TEACHER,
    what: Reading = Reading.CARE_FILE,
    purpose: Purpose = Purpose.CARE,
) -> RecordsRead:
    return RecordsRead(
        read_id=ReadId(example_id(3_000 + number)),
        reader_id=by,
        child_ids=children,
        what=what,
        purpose=purpose,
    )
