"""What tests of sealed events share: a vault in memory, and facts on their way into the log."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from eventsourcing.persistence import StoredEvent
from sqlalchemy import Engine

from application.ports import Context, Unreadable
from domain.shared import Compartment, RequestId
from domain.visits.facts import HomeVisitLogged
from infrastructure.keys.keystore import found
from infrastructure.keys.tables import KEYS, open_keys_engine
from infrastructure.keys.vault import Vault
from infrastructure.log.codec import Form, forms_of
from infrastructure.log.event_names import EventName, EventNames
from infrastructure.log.mapper import Outgoing, SealingMapper
from infrastructure.log.rows import StoredRow
from tests.examples import CHILD, HOME_VISIT, SCHOOL, TEACHER, VISIT_ID, example_id
from tests.infrastructure.keys.stores import KEY_FILE, LEDGER_ID

VISIT_LOGGED = HomeVisitLogged(child_id=CHILD, visit_id=VISIT_ID, visit=HOME_VISIT)
SECRETS = (str(HOME_VISIT.note), str(HOME_VISIT.visited_by), HOME_VISIT.outcome.value)
CONTEXT = Context(duty="class_teacher", organisation=SCHOOL, rules=1)
LEARNED_AT = datetime(2026, 3, 10, 1, 30, 0, 123_456, tzinfo=UTC)


def form_of(fact: type[object]) -> Form:
    """Return how a fact of a test's own would be written and read."""
    name = EventName("care.noted.1", fact, Compartment.CARE, "child_id", "child_id")
    return forms_of(EventNames([name]))[name.name]


def memory_store() -> Engine:
    engine = open_keys_engine("sqlite://")
    KEYS.create_all(engine)
    found(engine, LEDGER_ID, KEY_FILE)
    return engine


def memory_vault() -> Vault:
    return Vault(memory_store(), KEY_FILE)


def outgoing(
    mapper: SealingMapper, fact: object, *, version: int = 1, context: Context = CONTEXT
) -> Outgoing:
    return Outgoing(
        originator_id=mapper.stream_id(mapper.stream_of(fact)),
        originator_version=version,
        event_id=example_id(9_000 + version),
        request_id=RequestId(example_id(9_900)),
        recorded_at=LEARNED_AT,
        actor_id=TEACHER,
        fact=fact,
        context=context,
    )


def sealed_row(mapper: SealingMapper, fact: object, *, version: int = 1) -> StoredRow:
    """Return a fact as the log would hold it, at the position of its version."""
    return row_of(mapper.to_stored_event(outgoing(mapper, fact, version=version)))


def row_of(stored: StoredEvent) -> StoredRow:
    stream, version = stored.originator_id, stored.originator_version
    assert isinstance(stream, UUID)
    return StoredRow(version, stream, version, stored.topic, stored.state)


def reason(open_it: Callable[[], object]) -> str:
    """Return why something cannot be read, having looked that the refusal tells nothing else."""
    refusal: BaseException | None
    try:
        open_it()
    except Unreadable as unreadable:
        refusal = unreadable
    else:
        return "readable"
    assert str(refusal).endswith(f"is unreadable: {refusal.reason}")
    told = refusal.reason
    while refusal is not None:
        assert [word for word in SECRETS if word in repr(refusal)] == []
        refusal = refusal.__context__
    return told
