"""A test vector: one stored event of one name, kept for ever, with all that went into it."""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TypedDict
from uuid import UUID

from application.ports import Context
from domain.shared import Compartment, OrganisationId, PersonId, RequestId
from infrastructure.keys.keystore import found
from infrastructure.keys.tables import DATA_KEYS, KEYS, open_keys_engine
from infrastructure.keys.vault import Vault
from infrastructure.log.mapper import Outgoing, SealingMapper
from infrastructure.log.names import NAMES
from tests.infrastructure.keys.stores import KEY_FILE
from tests.vectors.ids import sample_id
from tests.vectors.plain_reader import StoredEvent, key_id
from tests.vectors.samples import SCHOOL, TEACHER

FOLDER = Path(__file__).parent / "events"
LEDGER_ID = sample_id(900)
RECORDED_AT = datetime(2026, 3, 15, 4, 5, 6, 789_012, tzinfo=UTC)
CONTEXT = Context(
    duty="class_teacher",
    organisation=OrganisationId(SCHOOL),
    device="示例手机",
    entered_at=datetime(2026, 3, 14, 14, 30, tzinfo=UTC),
    rules=1,
    late=True,
)


class Called(TypedDict):
    """What a stream is called by."""

    context: str
    subject_id: str


class Key(TypedDict):
    """The data key and whose it is."""

    subject: str
    compartment: str
    generation: int
    data_key: str
    key_id: str


class Vector(TypedDict):
    """Ids and moments as text, bytes in hexadecimal, fact and context as `described` gives them."""

    name: str
    ledger_id: str
    stream: Called
    stream_id: str
    version: int
    event_id: str
    request_id: str
    recorded_at: str
    actor_id: str
    key: Key
    nonce: str
    plaintext: str
    associated_data: str
    state: str
    leaf: str
    fact: object
    context: object


def path_of(name: str) -> Path:
    return FOLDER / f"{name}.json"


def read(name: str) -> Vector:
    vector: Vector = json.loads(path_of(name).read_text("utf-8"))
    return vector


def data_key(subject: UUID, compartment: str) -> bytes:
    """A key for vectors only, the same in every run."""
    return sha256(b"tongxin test vector" + subject.bytes + compartment.encode()).digest()


def vault_of(keys: Iterable[tuple[UUID, str]]) -> Vault:
    """A vault that holds the vectors' keys of these subjects and compartments."""
    engine = open_keys_engine("sqlite://")
    KEYS.create_all(engine)
    found(engine, LEDGER_ID, KEY_FILE)
    rows = []
    for subject, compartment in sorted(set(keys)):
        key = data_key(subject, compartment)
        whose = subject.bytes + compartment.encode() + b"\0\0\0\1"
        rows.append(
            {
                "subject": subject,
                "compartment": compartment,
                "generation": 1,
                "key_id": key_id(key, subject, compartment, 1),
                "wrapped": KEY_FILE.wrap(compartment, key, whose),
                "created_at": RECORDED_AT,
            }
        )
    with engine.begin() as connection:
        connection.execute(DATA_KEYS.insert(), rows)
    return Vault(engine, KEY_FILE)


def outgoing_of(mapper: SealingMapper, name: str, fact: object) -> Outgoing:
    """What is sealed for the vector of a name; its ids are derived from the name."""
    seed = sha256(name.encode()).digest()
    return Outgoing(
        originator_id=mapper.stream_id(mapper.stream_of(fact)),
        originator_version=1 + seed[0],
        event_id=UUID(bytes=seed[:16], version=4),
        request_id=RequestId(UUID(bytes=seed[16:], version=4)),
        recorded_at=RECORDED_AT,
        actor_id=PersonId(TEACHER),
        fact=fact,
        context=CONTEXT,
    )


def make(name: str, fact: object) -> Vector:
    """Return the vector of a name for a fact, as today's program seals it."""
    row = NAMES.by_name(name)
    subject: UUID = getattr(fact, row.key_field)
    nonce = sha256(b"nonce of " + name.encode()).digest()[:12]
    vault = vault_of([(subject, row.compartment)])
    mapper = SealingMapper(LEDGER_ID, vault, random_bytes=lambda _: nonce)
    outgoing, stream = outgoing_of(mapper, name, fact), mapper.stream_of(fact)
    stored = StoredEvent(
        stream_id=outgoing.originator_id,
        version=outgoing.originator_version,
        name=name,
        state=mapper.to_stored_event(outgoing).state,
    )
    return Vector(
        name=name,
        ledger_id=str(LEDGER_ID),
        stream=Called(context=stream.context, subject_id=str(stream.subject_id)),
        stream_id=str(stored.stream_id),
        version=stored.version,
        event_id=str(outgoing.event_id),
        request_id=str(outgoing.request_id),
        recorded_at=RECORDED_AT.isoformat(),
        actor_id=str(outgoing.actor_id),
        key=key_of(subject, row.compartment),
        nonce=nonce.hex(),
        plaintext=stored.plaintext(data_key(subject, row.compartment)).decode(),
        associated_data=stored.associated_data().hex(),
        state=stored.state.hex(),
        leaf=stored.leaf().hex(),
        fact=described(fact),
        context=described(CONTEXT),
    )


def key_of(subject: UUID, compartment: Compartment) -> Key:
    key = data_key(subject, compartment)
    return Key(
        subject=str(subject),
        compartment=compartment.value,
        generation=1,
        data_key=key.hex(),
        key_id=key_id(key, subject, compartment, 1).hex(),
    )


def described(value: object) -> object:
    """Return a value as JSON that says of each part what it is, whatever the program's own form."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: described(getattr(value, field.name)) for field in fields(value)}
        return {type(value).__name__: parts}
    if isinstance(value, tuple):
        return [described(each) for each in value]
    named = {
        StrEnum: type(value).__name__,
        UUID: "uuid",
        datetime: "moment",
        date: "date",
    }
    for kind, name in named.items():
        if isinstance(value, kind):
            return {name: value.isoformat() if isinstance(value, date) else str(value)}
    assert value is None or isinstance(value, str | int), type(value)
    return value
