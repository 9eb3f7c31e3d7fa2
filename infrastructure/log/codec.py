"""Writes facts and their context as JSON and reads them back, refusing what is not theirs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import lru_cache, partial
from operator import attrgetter
from types import GenericAlias
from typing import Any
from uuid import UUID

import msgspec

from application.ports import Context
from infrastructure.log.envelope import associated_data_of
from infrastructure.log.event_names import EventName, EventNames, version_of
from infrastructure.log.names import NAMES
from infrastructure.log.twins import moment_paths, twin_of
from infrastructure.log.upcasting import UPCASTERS, Json, Upcasters, missing_steps, upcast

# Contents of nearly equal length become contents of equal length.
BLOCK_BYTES = 128
REMEMBERED_CONTEXTS = 4_096

_encode = msgspec.json.Encoder().encode
_context_twin = twin_of(Context)
_decode_context = msgspec.json.Decoder(_context_twin).decode


def _learn(read: type[object]) -> None:
    """Let the library learn a class now: it crashes when two threads are the first to read it."""
    msgspec.json.Decoder(read)


_learn(Context)
_context_fields = [field.name for field in fields(Context)]
_values_of = attrgetter(*_context_fields)
# Writes the values that are not None.
_known: Any = msgspec.defstruct(
    "Known", [(name, object, None) for name in _context_fields], omit_defaults=True, gc=False
)


class Undecodable(Exception):
    """The bytes are not the JSON of this fact; it never says what they are."""


class Unwritable(Exception):
    """The fact could not be read back as it is; it never says what it holds."""


class Contexts:
    """Reads contexts and remembers them: most events of one person's day share theirs."""

    def __init__(self) -> None:
        self._read: dict[bytes, Context] = {}

    def read(self, json: bytes) -> Context:
        context = self._read.get(json)
        return self._decoded(json) if context is None else context

    def _decoded(self, json: bytes) -> Context:
        context = msgspec.convert(_decode_context(json), Context, from_attributes=True)
        if len(self._read) >= REMEMBERED_CONTEXTS:
            self._read.clear()
        self._read[json] = context
        return context


class Form:
    """How today's version of one stored name is written and read."""

    def __init__(self, name: str, row: EventName, contexts: Contexts) -> None:
        self.row = row
        self.associated_data = associated_data_of(name)
        self.compartment = row.compartment
        self.context = row.context
        self.key_is_of_subject = row.key_field == row.stream_field
        self.key_of: Callable[[object], UUID] = attrgetter(row.key_field)
        self.subject_of: Callable[[object], UUID] = attrgetter(row.stream_field)
        self._read_context = contexts.read
        _learn(row.fact)
        self._build = partial(
            msgspec.convert, type=GenericAlias(list, row.fact), from_attributes=True
        )
        # JSON holds whole minutes of a zone's offset, old local times have seconds too.
        paths = moment_paths(row.fact)
        self._moments_of = attrgetter(*paths) if paths else _no_moments
        # The context stays raw here, so that an equal one is decoded once.
        parts = [("fact", twin_of(row.fact)), ("context", msgspec.Raw)]
        payload: Any = msgspec.defstruct("Payload", parts, forbid_unknown_fields=True, gc=False)
        self._payload = msgspec.json.Decoder(payload).decode

    def encode(self, fact: object, context: Context) -> bytes:
        """Return the padded JSON of a fact, which is known to be readable again.

        Raises: Unwritable for a naive time or a value of another type than its field's.
        """
        try:
            written = _encode({"fact": fact, "context": _known(*_values_of(context))})
            payload = self._payload(written)
            read = self._read_context(bytes(payload.context))
            same = self._moments_of(fact) == self._moments_of(payload.fact)
            if same and read.entered_at == context.entered_at:
                return written + b" " * (-len(written) % BLOCK_BYTES)
        except (msgspec.MsgspecError, ValueError, TypeError, OverflowError):
            pass
        raise Unwritable(self.row.name)

    def decode(self, plaintext: bytes) -> tuple[object, Context]:
        """Return the fact and its context.

        Raises: Undecodable.
        """
        (read,) = self.decode_all([plaintext])
        return read

    def decode_all(self, plaintexts: Iterable[bytes]) -> list[tuple[object, Context]]:
        """Return many facts, each with its context.

        Raises: Undecodable when one of them cannot be read.
        """
        try:
            payloads = [self._payload(each) for each in plaintexts]
            # One call for all facts: to begin one costs as much as to build a small fact.
            facts = self._build([payload.fact for payload in payloads])
            contexts = [self._read_context(bytes(payload.context)) for payload in payloads]
            return list(zip(facts, contexts, strict=True))
        except msgspec.MsgspecError:
            pass
        raise Undecodable(self.row.name)


class PastForm(Form):
    """How an older version of a stored name is read: its JSON is brought to today's shape first."""

    def __init__(self, name: str, row: EventName, contexts: Contexts, upcasters: Upcasters) -> None:
        super().__init__(name, row, contexts)
        self._version = version_of(name)
        self._upcasters = upcasters
        self._twin = twin_of(row.fact)
        _learn(self._twin)

    def decode_all(self, plaintexts: Iterable[bytes]) -> list[tuple[object, Context]]:
        """Return the facts as of today, each with its context.

        Raises: Undecodable when one of them cannot be read.
        """
        try:
            payloads = [_decode_past(each) for each in plaintexts]
            facts = self._build([self._of_today(payload.fact) for payload in payloads])
            contexts = [self._read_context(bytes(payload.context)) for payload in payloads]
            return list(zip(facts, contexts, strict=True))
        except (msgspec.MsgspecError, LookupError, TypeError, ValueError):
            pass
        raise Undecodable(self.row.name)

    def _of_today(self, fact: Json) -> msgspec.Struct:
        return msgspec.convert(upcast(self.row, self._version, fact, self._upcasters), self._twin)


class PastPayload(msgspec.Struct, forbid_unknown_fields=True):
    """A payload whose fact has the shape of an older version."""

    fact: dict[str, Any]
    context: msgspec.Raw


_decode_past = msgspec.json.Decoder(PastPayload).decode


def _no_moments(_fact: object) -> None:
    """What there is to compare of a fact that holds no moment."""


def forms_of(names: EventNames = NAMES, upcasters: Upcasters = UPCASTERS) -> Mapping[str, Form]:
    """Return how each stored name of every version is read; of the program's own, always the same.

    Raises: ValueError when a version has no upcaster to the next.
    """
    if names is NAMES and upcasters is UPCASTERS:
        return _own_forms()
    return _made(names, upcasters)


@lru_cache(maxsize=1)
def _own_forms() -> Mapping[str, Form]:
    # Each log of a process reads by them, and they take longer to make than a ledger to open.
    return _made(NAMES, UPCASTERS)


def _made(names: EventNames, upcasters: Upcasters) -> Mapping[str, Form]:
    contexts = Contexts()
    forms: dict[str, Form] = {}
    for row in names.rows:
        if missing_steps(row, upcasters):
            raise ValueError(f"{row.stem} has versions that cannot be upcast")
        *past, today = row.stored_names
        forms[today] = Form(today, row, contexts)
        for name in past:
            forms[name] = PastForm(name, row, contexts, upcasters)
    return forms
