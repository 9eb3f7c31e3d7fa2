"""Every name has one stored event that is kept for ever, and every later program opens it.

A field that is added, even one that may be missing, makes a new version of the name: today's
program must seal the vectors of today's versions to the very same bytes.
"""

import os
import subprocess
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid5

import pytest

from application.ports import Recorded
from domain.shared import PersonId, RequestId, Stream
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.names import NAMES
from infrastructure.log.rows import StoredRow
from tests.tree import ROOT
from tests.vectors import vector
from tests.vectors.plain_reader import StoredEvent, key_id
from tests.vectors.samples import SAMPLES
from tests.vectors.vector import FOLDER, Vector, described
from tests.vectors.write import write

STORED = sorted(path.stem for path in FOLDER.glob("*.json"))
TODAY = [name for name in STORED if name in {row.name for row in NAMES.rows}]


def mapper_of(wanted: Vector) -> SealingMapper:
    key, nonce = wanted["key"], bytes.fromhex(wanted["nonce"])
    vault = vector.vault_of([(UUID(key["subject"]), key["compartment"])])
    return SealingMapper(UUID(wanted["ledger_id"]), vault, random_bytes=lambda _: nonce)


def row_of(wanted: Vector) -> StoredRow:
    return StoredRow(
        1,
        UUID(wanted["stream_id"]),
        wanted["version"],
        wanted["name"],
        bytes.fromhex(wanted["state"]),
    )


def test_every_stored_name_has_its_vector_and_no_vector_lost_its_name() -> None:
    assert set(STORED) == {name for row in NAMES.rows for name in row.stored_names}


def test_there_is_a_sample_for_each_name_of_today() -> None:
    assert set(SAMPLES) == {row.name for row in NAMES.rows}


@pytest.mark.parametrize("name", STORED)
def test_the_vector_opens_to_its_fact(name: str) -> None:
    wanted = vector.read(name)
    mapper, row = mapper_of(wanted), row_of(wanted)
    opened = mapper.open_row(row)
    assert opened == mapper.open_rows([row])[0] == expected(wanted, opened)
    assert opened.leaf_hash.hex() == wanted["leaf"]
    assert type(opened.fact) is NAMES.by_name(name).fact
    if name in TODAY:
        assert described(opened.fact) == wanted["fact"]
    assert described(opened.context) == wanted["context"]


def expected(wanted: Vector, opened: Recorded[object]) -> Recorded[object]:
    """Everything as the vector has it; its fact and context are compared apart."""
    return Recorded(
        position=1,
        stream=Stream(wanted["stream"]["context"], UUID(wanted["stream"]["subject_id"])),
        version=wanted["version"],
        event_id=UUID(wanted["event_id"]),
        request_id=RequestId(UUID(wanted["request_id"])),
        recorded_at=datetime.fromisoformat(wanted["recorded_at"]),
        actor_id=PersonId(UUID(wanted["actor_id"])),
        stored=row_of(wanted),
        fact=opened.fact,
        context=opened.context,
    )


@pytest.mark.parametrize("name", STORED)
def test_the_vector_holds_what_the_document_says(name: str) -> None:
    wanted = vector.read(name)
    row = row_of(wanted)
    stored = StoredEvent(stream_id=row.stream, version=row.version, name=row.name, state=row.state)
    key, stream = wanted["key"], wanted["stream"]
    data_key = bytes.fromhex(key["data_key"])
    subject = UUID(key["subject"])
    assert stored.associated_data().hex() == wanted["associated_data"]
    assert stored.plaintext(data_key).decode() == wanted["plaintext"]
    assert stored.leaf().hex() == wanted["leaf"]
    assert stored.leaf() == row.leaf_hash
    whose = (subject, key["compartment"], key["generation"])
    assert key_id(data_key, *whose) == stored.parts()["key_id"] == bytes.fromhex(key["key_id"])
    called = f"{stream['context']}/{stream['subject_id']}"
    assert uuid5(UUID(wanted["ledger_id"]), called) == stored.stream_id


@pytest.mark.parametrize("name", TODAY)
def test_todays_program_seals_the_same_bytes_again(name: str) -> None:
    wanted = vector.read(name)
    mapper = mapper_of(wanted)
    row = row_of(wanted)
    opened = mapper.open_row(row)
    outgoing = vector.outgoing_of(mapper, name, opened.fact)
    assert mapper.to_stored_event(outgoing).state == row.state


def test_the_writer_never_touches_a_vector_that_is_there() -> None:
    before = {path: path.read_bytes() for path in FOLDER.iterdir()}
    assert write(TODAY) == []
    assert {path: path.read_bytes() for path in FOLDER.iterdir()} == before


def test_the_writer_writes_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = TODAY[0]
    kept = vector.path_of(name).read_bytes()
    monkeypatch.setattr(vector, "FOLDER", tmp_path)
    assert write([name]) == [name]
    assert vector.path_of(name).read_bytes() == kept


def test_no_vector_was_ever_changed_or_deleted() -> None:
    places = ["--", FOLDER.relative_to(ROOT).as_posix()]
    reason = why_history_cannot_tell()
    if reason is not None:
        if os.environ.get("CI") == "true" and reason.endswith("missing"):
            pytest.fail(reason)
        pytest.skip(reason)
    changed = ["--no-renames", "--diff-filter=DM", "--name-only"]
    committed = git("log", "--format=%h", *changed, *places)
    uncommitted = git("diff", *changed, "HEAD", *places)
    assert committed.stdout.split() + uncommitted.stdout.split() == []


def why_history_cannot_tell() -> str | None:
    try:
        shallow = git("rev-parse", "--is-shallow-repository")
        first = git("rev-parse", "--verify", "--quiet", "HEAD")
    except FileNotFoundError:
        return "git is missing"
    if shallow.returncode != 0:
        return "the repository is missing"
    if shallow.stdout.strip() == "true":
        return "the history is shallow"
    return "nothing was committed yet" if first.returncode != 0 else None


def git(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
