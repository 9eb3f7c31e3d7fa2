"""The link by which a hospital's liaison without an account comes in: made and known by a digest.

It names the case and who may come, and a tag that only the key store can make; it opens nothing
without the code, and without the browser in which link and code were used first.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import datetime
from hmac import compare_digest
from typing import NamedTuple
from uuid import UUID

from application.ports import Actor
from domain.referrals.liaisons import acting
from domain.referrals.state import CaseState
from domain.shared import CaseId, OrganisationId, PersonId

Digest = Callable[[str, str], bytes]
"""A keyed digest, apart for each kind."""

DEVICE = "liaison"
"""How what they read and did is marked in the log: permanent (docs/formats/event.md)."""

LINK_OVER = "liaison_link_over"
"""The refusal of whoever came in by a link that opens nothing any more."""

ID_BYTES, TAG_BYTES = 16, 16
TOKEN_LENGTH = 64


class Link(NamedTuple):
    """What a link is to."""

    case_id: CaseId
    liaison_id: PersonId


def came_by_link(actor: Actor) -> bool:
    """Return whether somebody acts by link and code; whoever signs in or sends a token does not.

    An id alone proves nothing: an account may be given any.
    """
    return actor.device == DEVICE and actor.scopes is not None


def hospital_by_link(actor: Actor, state: CaseState, now: datetime) -> OrganisationId | None:
    """Return for which hospital somebody acts by link and code, None for none."""
    found = acting(state, actor.person_id, now) if came_by_link(actor) else None
    return found.named.hospital_id if found else None


def token_of(digest: Digest, link: Link) -> str:
    """Return what stands in the link, the same each time."""
    ids = link.case_id.bytes + link.liaison_id.bytes
    return urlsafe_b64encode(ids + _tag(digest, ids)).decode()


def link_of(digest: Digest, token: str) -> Link | None:
    """Return what a link is to, None for what we never made."""
    if len(token) != TOKEN_LENGTH or not token.isascii():
        return None
    try:
        known = urlsafe_b64decode(token)
    except ValueError:
        return None
    ids, tag = known[: 2 * ID_BYTES], known[2 * ID_BYTES :]
    if len(tag) != TAG_BYTES or not compare_digest(tag, _tag(digest, ids)):
        return None
    first, second = UUID(bytes=ids[:ID_BYTES]), UUID(bytes=ids[ID_BYTES:])
    return Link(CaseId(first), PersonId(second))


def code_digest(digest: Digest, liaison_id: PersonId, code: str) -> str:
    """Return what is recorded of a code."""
    return digest("outside_liaison_code", f"{liaison_id}/{code}").hex()


def browser_digest(digest: Digest, liaison_id: PersonId, secret: str) -> str:
    """Return what is recorded of the browser that somebody came in with."""
    return digest("outside_liaison_browser", f"{liaison_id}/{secret}").hex()


def _tag(digest: Digest, ids: bytes) -> bytes:
    return digest("outside_liaison_link", ids.hex())[:TAG_BYTES]
