"""The link by which somebody without an account comes in: made and known by a digest.

It names the matter and who may come, and a tag that only the key store can make; it opens nothing
without the code, and without the browser in which link and code were used first.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from enum import StrEnum
from hmac import compare_digest
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from application.ports import Actor
from domain.outsiders import Letting, Outsider
from domain.shared import PersonId

Digest = Callable[[str, str], bytes]
"""A keyed digest, apart for each kind."""

LINK_OVER = "outside_link_over"
"""The refusal of whoever came in by a link that opens nothing any more."""

ID_BYTES, TAG_BYTES = 16, 16
TOKEN_LENGTH = 64


class Door(StrEnum):
    """To what a link leads. With these begin the kinds of its digests: permanent."""

    REFERRAL = "outside_liaison"
    REPORT = "outside_officer"


DEVICES: Mapping[Door, str] = MappingProxyType({Door.REFERRAL: "liaison", Door.REPORT: "officer"})
"""How what they read and did is marked in the log: permanent (docs/formats/event.md)."""
_DOORS = {device: door for door, device in DEVICES.items()}


class Link(NamedTuple):
    """What a link is to, and for whom."""

    door: Door
    matter_id: UUID
    person_id: PersonId


def door_of(actor: Actor) -> Door | None:
    """Return by which door somebody acts without an account, None for whoever has one.

    An id alone proves nothing: an account may be given any.
    """
    if actor.scopes is None or actor.device is None:
        return None
    return _DOORS.get(actor.device)


def token_of(digest: Digest, link: Link) -> str:
    """Return what stands in the link, the same each time."""
    ids = link.matter_id.bytes + link.person_id.bytes
    return urlsafe_b64encode(ids + _tag(digest, link.door, ids)).decode()


def link_of(digest: Digest, token: str) -> Link | None:
    """Return what a link is to, None for what we never made."""
    if len(token) != TOKEN_LENGTH or not token.isascii():
        return None
    try:
        known = urlsafe_b64decode(token)
    except ValueError:
        return None
    ids, tag = known[: 2 * ID_BYTES], known[2 * ID_BYTES :]
    made = [each for each in Door if compare_digest(tag, _tag(digest, each, ids))]
    if len(tag) != TAG_BYTES or not made:
        return None
    first, second = UUID(bytes=ids[:ID_BYTES]), UUID(bytes=ids[ID_BYTES:])
    return Link(made[0], first, PersonId(second))


def code_digest(digest: Digest, door: Door, person_id: PersonId, code: str) -> str:
    """Return what is recorded of a code."""
    return digest(f"{door}_code", f"{person_id}/{code}").hex()


def browser_digest(digest: Digest, door: Door, person_id: PersonId, secret: str) -> str:
    """Return what is recorded of the browser that somebody came in with."""
    return digest(f"{door}_browser", f"{person_id}/{secret}").hex()


def kept_by(person_id: PersonId, secret: str) -> str:
    """Return what the browser keeps of somebody who came in."""
    return f"{person_id}.{secret}"


def read_kept(kept: str) -> tuple[PersonId, str] | None:
    """Return who came in with a browser, as it says, and its secret; None for nothing of ours."""
    whose, _, secret = kept.partition(".")
    try:
        return PersonId(UUID(whose)), secret
    except ValueError:
        return None


def is_their_browser(
    digest: Digest, door: Door, person_id: PersonId, who: Outsider[Letting], secret: str
) -> bool:
    """Return whether it is the browser with which somebody came in."""
    if who.browser_digest is None:
        return False
    return compare_digest(who.browser_digest, browser_digest(digest, door, person_id, secret))


def _tag(digest: Digest, door: Door, ids: bytes) -> bytes:
    return digest(f"{door}_link", ids.hex())[:TAG_BYTES]
