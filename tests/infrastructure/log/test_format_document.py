"""The document of the stored event is true: its table of fields, and its worked vector.

Everything is recomputed from the document's own text by a reader that shares no code with ours.
"""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from tests.tree import ROOT
from tests.vectors import vector
from tests.vectors.plain_reader import WIDTHS, StoredEvent, key_id

DOCUMENT = ROOT / "docs" / "formats" / "event.md"
TEXT = DOCUMENT.read_text("utf-8")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def block(kind: str) -> str:
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    return str(found)


def told() -> dict[str, str]:
    """The parts of the worked vector; a long one goes on in the next lines."""
    whole = re.sub(r"\n +", "", block("vector"))
    return dict(re.split(r": +", line, maxsplit=1) for line in whole.splitlines())


def hexadecimal(kind: str) -> bytes:
    return bytes.fromhex(block(kind))


TOLD = told()
STORED = StoredEvent(
    stream_id=UUID(TOLD["stream"]),
    version=int(TOLD["version"]),
    name=TOLD["name"],
    state=hexadecimal("state"),
)
DATA_KEY = bytes.fromhex(TOLD["data key"])


def test_the_table_of_fields_is_that_of_the_state() -> None:
    rows = re.findall(r"^\| (\d+) \| (\S.*?) \| ([^|]+?) \| ", TEXT, re.MULTILINE)
    *fixed, sealed = rows
    named = dict(zip(WIDTHS, fixed, strict=True))
    start = 0
    for name, width in WIDTHS.items():
        offset, size, field = named[name]
        assert (int(offset), int(size)) == (start, width)
        assert field.replace(" ", "_").removesuffix("_id") == name.removesuffix("_id")
        start += width
    assert sealed == (str(start), "n + 16", "ciphertext ‖ tag")


def test_the_header_of_the_worked_vector_holds_what_is_said() -> None:
    parts = STORED.parts()
    recorded_at = int.from_bytes(parts["recorded_at"], "big", signed=True)
    assert (parts["format"], parts["suite"]) == (b"\x01", b"\x01")
    assert EPOCH + timedelta(microseconds=recorded_at) == datetime.fromisoformat(
        TOLD["recorded at"]
    )
    ids = {"ledger id": "ledger_id", "event id": "event_id", "request id": "request_id"}
    for said, name in {**ids, "actor": "actor_id"}.items():
        assert UUID(bytes=parts[name]) == UUID(TOLD[said])
    for said, name in {"key id": "key_id", "nonce": "nonce"}.items():
        assert parts[name].hex() == TOLD[said]


def test_stream_and_key_id_are_made_as_said() -> None:
    called = f"{TOLD['context']}/{TOLD['subject']}"
    assert uuid5(UUID(TOLD["ledger id"]), called) == STORED.stream_id
    whose = (UUID(TOLD["subject"]), TOLD["compartment"], int(TOLD["generation"]))
    assert key_id(DATA_KEY, *whose).hex() == TOLD["key id"]


def test_the_worked_vector_opens_by_hand_to_its_plaintext() -> None:
    assert STORED.associated_data() == hexadecimal("associated-data")
    plaintext = STORED.plaintext(DATA_KEY)
    assert plaintext.decode().rstrip(" ") == TOLD["plaintext"]
    lengths = re.findall(r"spaces up to (\d+) bytes.*?(\d+) bytes:\n.*?(\d+) bytes:", TEXT, re.S)
    assert [(int(a), int(b), int(c)) for a, b, c in lengths] == [
        (len(plaintext), len(STORED.associated_data()), len(STORED.state))
    ]


def test_the_leaf_of_the_worked_vector_is_the_one_shown() -> None:
    assert STORED.leaf() == hexadecimal("leaf")


def test_the_worked_vector_is_the_stored_one() -> None:
    (place,) = re.findall(r"Everything of `([^`]+)`", TEXT)
    assert ROOT / place == vector.path_of(STORED.name)
    kept = vector.read(STORED.name)
    assert STORED.state.hex() == kept["state"]
    assert STORED.leaf().hex() == kept["leaf"]


def test_the_document_can_be_read_in_one_sitting() -> None:
    assert len(TEXT.splitlines()) <= 200
