"""How whoever has a link and its code comes in: each try is on record before it is answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from application.authentication.typed_codes import plain_code
from application.outsiders.links import (
    DEVICES,
    Digest,
    Door,
    Link,
    browser_digest,
    code_digest,
    kept_by,
    link_of,
)
from application.ports import Actor, Context, History, Ledger
from application.recording import Decision, Request, record
from domain.access.table import Standing
from domain.errors import NotFound
from domain.ruleset import RuleSet
from domain.shared import ANONYMOUS, Erased, Stream

CODE_LENGTH = 8
SECRET_LENGTH = 52


class LinkOver(Exception):
    """A link is forged, ended, past its day, used elsewhere, or of a matter that went on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What links and codes are made with."""

    digest: Digest
    code: Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The link, and the code that is told this once; a repeat of the request is told none."""

    token: str = field(repr=False)
    code: str | None = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CameIn:
    """To what somebody came, and what their browser keeps; None for a wrong code."""

    door: Door
    matter_id: UUID
    kept: str | None = field(repr=False)


class Sent(NamedTuple):
    """What a browser sends of a link: its token, the code as typed, and the browser's secret."""

    token: str
    typed: str
    secret: str


class Tried(NamedTuple):
    """A code as typed, in which browser, when, and by which rules."""

    code_digest: str
    browser_digest: str
    now: datetime
    rules: RuleSet


class Opening(NamedTuple):
    """What stands behind a door: where it is recorded, and what comes of a try there.

    A link `is_barred` while whoever gave it is kept out of the matter.
    """

    stream: Callable[[UUID], Stream]
    standing: Standing
    is_right: Callable[[History, Link, str], bool]
    enter: Callable[[History, Link, Tried], Decision]
    is_barred: Callable[[Ledger, Link, datetime], bool]


Openings = Mapping[Door, Opening]


def secret_for(keys: Keys, kept: str | None) -> str:
    """Return what a browser keeps while it asks for the code, a new one where that is not ours."""
    is_ours = kept is not None and len(kept) == SECRET_LENGTH and kept.isascii()
    return kept if kept is not None and is_ours else keys.code(SECRET_LENGTH)


def come_in(ledger: Ledger, keys: Keys, openings: Openings, sent: Sent, now: datetime) -> CameIn:
    """Let in whoever has link and code, in the browser of this secret alone from now on.

    Each wrong code is on record before it is answered; of many at once no more are looked at than
    the rules let.

    Raises: LinkOver; Unavailable, Unreadable.
    """
    link = link_of(keys.digest, sent.token)
    if link is None:
        raise LinkOver
    opening, (door, matter_id, person_id) = openings[link.door], link
    code = code_digest(keys.digest, door, person_id, plain_code(sent.typed))
    stream, device = opening.stream(matter_id), DEVICES[door]
    is_right = _is_right(ledger, opening, link, code)
    if opening.is_barred(ledger, link, now):
        raise LinkOver
    browser = browser_digest(keys.digest, door, person_id, sent.secret)
    tried = Tried(code, browser, now, ledger.rules)
    asked = Request(
        # Each try is one of its own: a browser may send many.
        request_id=uuid5(person_id, keys.code(SECRET_LENGTH)),
        # Who typed a wrong code nobody knows: it is not held against whom the link was given to.
        actor=Actor(person_id=person_id if is_right else ANONYMOUS, device=device),
        now=now,
        context=Context(duty=opening.standing.value if is_right else None, device=device),
    )
    try:
        record(ledger, asked, [stream], lambda history: opening.enter(history, link, tried))
    except NotFound:
        raise LinkOver from None
    kept = kept_by(person_id, sent.secret) if is_right else None
    return CameIn(door=door, matter_id=matter_id, kept=kept)


def _is_right(ledger: Ledger, opening: Opening, link: Link, code: str) -> bool:
    """Return whether a code is the one told for a link. Raises: LinkOver; Unreadable."""
    history = ledger.log.load([opening.stream(link.matter_id)])
    if isinstance(history, Erased):
        raise LinkOver
    return opening.is_right(history, link, code)
