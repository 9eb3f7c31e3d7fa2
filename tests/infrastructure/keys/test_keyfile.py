"""The keyfile: made once, private, and refused with a clear code when it is not what it was."""

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from domain.shared import Compartment
from infrastructure.keys.keyfile import PURPOSES, KeyFile
from infrastructure.keys.provider import CLAIMS, UnwrapRefused
from infrastructure.keys.refusals import REFUSALS, KeysRefused
from tests.infrastructure.keys.stores import KEY_FILE, OTHER_KEY_FILE

PASSPHRASE = "一个只用于测试的口令"
DATA_KEY = bytes(range(32))
CONTEXT = b"one subject and compartment"

posix_only = pytest.mark.skipif(os.name != "posix", reason="modes and owners are those of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "keyfile.json"


def test_the_file_is_made_on_first_start_and_opens_the_same_keys_afterwards(path: Path) -> None:
    made = KeyFile.open_or_create(path)
    wrapped = {purpose: made.wrap(purpose, DATA_KEY, CONTEXT) for purpose in PURPOSES}
    for again in (KeyFile.open_or_create(path), KeyFile.open(path)):
        opened = {each: again.unwrap(each, wrapped[each], CONTEXT) for each in PURPOSES}
        assert opened == dict.fromkeys(PURPOSES, DATA_KEY)


def test_there_is_one_key_for_each_compartment_and_one_for_claims(path: Path) -> None:
    KeyFile.open_or_create(path)
    keys = json.loads(path.read_text())["keys"]
    assert list(keys) == [*Compartment, CLAIMS]
    assert len({*keys.values()}) == len(keys)
    assert {len(bytes.fromhex(key)) for key in keys.values()} == {32}


@posix_only
def test_only_the_owner_may_read_it_and_nothing_else_is_left_in_the_folder(path: Path) -> None:
    KeyFile.open_or_create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


@posix_only
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o602, 0o610])
def test_a_file_that_others_may_touch_is_refused(path: Path, mode: int) -> None:
    KeyFile.open_or_create(path)
    path.chmod(mode)
    assert refused(path) == "keyfile_readable_by_others"


@posix_only
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root gives files away")
def test_a_file_of_another_user_is_refused(path: Path) -> None:
    KeyFile.open_or_create(path)
    os.chown(path, 12_345, -1)
    assert refused(path) == "keyfile_owned_by_another"


def test_two_first_starts_at_once_go_on_with_one_file(path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: KeyFile.open_or_create(path), range(8)))
    wrapped = [each.wrap("care", DATA_KEY, CONTEXT) for each in made]
    assert {KeyFile.open(path).unwrap("care", each, CONTEXT) for each in wrapped} == {DATA_KEY}
    assert list(path.parent.iterdir()) == [path]


def test_a_missing_file_is_said_to_be_missing(path: Path) -> None:
    assert refused(path) == "keyfile_missing"


def test_with_a_passphrase_the_file_holds_no_key_in_clear(path: Path) -> None:
    wrapped = KeyFile.open_or_create(path, PASSPHRASE).wrap("care", DATA_KEY, CONTEXT)
    assert set(json.loads(path.read_text())) == {"format", "salt", "sealed", "checksum"}
    assert KeyFile.open(path, PASSPHRASE).unwrap("care", wrapped, CONTEXT) == DATA_KEY
    assert refused(path, "another") == "keyfile_passphrase_wrong"
    assert refused(path) == "keyfile_passphrase_needed"


def test_a_passphrase_for_a_file_without_one_is_refused_as_a_false_sense_of_safety(
    path: Path,
) -> None:
    KeyFile.open_or_create(path)
    assert refused(path, PASSPHRASE) == "keyfile_not_protected"


def test_a_file_with_any_changed_byte_is_damaged(path: Path) -> None:
    KeyFile.open_or_create(path)
    content = path.read_bytes()
    for at in range(len(content) - 1):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert refused(path) == "keyfile_damaged", at


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b'"keys"', b"\xff", b"{"])
def test_what_is_no_key_file_is_damaged(path: Path, content: bytes) -> None:
    KeyFile.open_or_create(path)
    path.write_bytes(content)
    assert refused(path) == "keyfile_damaged"


@pytest.mark.parametrize(
    "keys", [{}, {"care": "00" * 32}, dict.fromkeys(PURPOSES, "00" * 16)], ids=str
)
def test_a_file_without_a_key_for_every_purpose_is_damaged(
    path: Path, keys: dict[str, str]
) -> None:
    KeyFile.open_or_create(path)
    fields: dict[str, object] = {"format": "tongxin-keyfile/1", "keys": keys}
    checksum = sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()
    path.write_text(json.dumps({**fields, "checksum": checksum}))
    assert refused(path) == "keyfile_damaged"


def test_a_wrapped_key_opens_for_its_purpose_and_context_only() -> None:
    wrapped = KEY_FILE.wrap("care", DATA_KEY, CONTEXT)
    assert KEY_FILE.unwrap("care", wrapped, CONTEXT) == DATA_KEY
    assert unwrap_refused("care", wrapped, b"another subject") == "wrapped_key_damaged"
    assert unwrap_refused("health", wrapped, CONTEXT) == "other_kek"


def test_a_key_wrapped_by_another_key_file_is_known_as_such() -> None:
    wrapped = OTHER_KEY_FILE.wrap("care", DATA_KEY, CONTEXT)
    assert unwrap_refused("care", wrapped, CONTEXT) == "other_kek"


def test_no_wrapped_key_with_a_changed_byte_opens() -> None:
    wrapped = KEY_FILE.wrap("care", DATA_KEY, CONTEXT)
    assert len(wrapped) == 69
    for at in range(len(wrapped)):
        changed = wrapped[:at] + bytes([wrapped[at] ^ 1]) + wrapped[at + 1 :]
        expected = "other_kek" if 1 <= at <= 8 else "wrapped_key_damaged"
        assert unwrap_refused("care", changed, CONTEXT) == expected, at
    for cut in (b"", wrapped[:1], wrapped[:21], wrapped[:-1]):
        assert unwrap_refused("care", cut, CONTEXT) == "wrapped_key_damaged"


def test_the_same_key_is_never_wrapped_to_the_same_bytes() -> None:
    assert len({KEY_FILE.wrap("care", DATA_KEY, CONTEXT) for _ in range(100)}) == 100


def test_every_refusal_says_what_the_operator_can_do_about_it() -> None:
    assert {code: str(KeysRefused(code)) for code in REFUSALS} == REFUSALS


def refused(path: Path, passphrase: str | None = None) -> str:
    with pytest.raises(KeysRefused) as refusal:
        KeyFile.open(path, passphrase)
    return refusal.value.code


def unwrap_refused(purpose: str, wrapped: bytes, context: bytes) -> str:
    with pytest.raises(UnwrapRefused) as refusal:
        KEY_FILE.unwrap(purpose, wrapped, context)
    return refusal.value.code
