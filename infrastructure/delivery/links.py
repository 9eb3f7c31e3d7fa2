"""The links that messages carry: by what one is known to be ours, and which message it came with.

A link is the id of its message, which is drawn from random ids and says nothing, and a tag that
only the key store can make. Nothing is kept for it: which message that was stands in the outbox,
and whether it was pressed in the log.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Callable
from hmac import compare_digest
from uuid import UUID

from sqlalchemy import Engine, select

from application.crisis.delivery.linked import Linked
from domain.alerts.outside import Channel
from domain.shared import PersonId
from infrastructure.database import for_single_reads
from infrastructure.log.tables import DELIVERIES

ID_BYTES, TAG_BYTES = 16, 16
TOKEN_LENGTH = 43
_KIND = "alert_link"


class SentLinks:
    """The links of one installation; `digest` is a keyed one, apart for each kind."""

    def __init__(self, engine: Engine, digest: Callable[[str, str], bytes]) -> None:
        self._reading = for_single_reads(engine)
        self._digest = digest

    def token_of(self, delivery_id: UUID) -> str:
        """Return what stands in the link of a message, the same however often it is sent."""
        token = urlsafe_b64encode(delivery_id.bytes + self._tag(delivery_id))
        return token.rstrip(b"=").decode()

    def linked(self, token: str) -> Linked | None:
        """Return the message of a link, None for what we never sent or what is of no matter."""
        delivery_id = self._delivery_of(token)
        if delivery_id is None:
            return None
        table = DELIVERIES.c
        wanted = select(table.channel, table.person_id, table.case_id).where(
            table.delivery == delivery_id
        )
        with self._reading.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        if row is None or row.case_id is None:
            return None
        return Linked(delivery_id, Channel(row.channel), PersonId(row.person_id), row.case_id)

    def _delivery_of(self, token: str) -> UUID | None:
        if len(token) != TOKEN_LENGTH or not token.isascii():
            return None
        try:
            known = urlsafe_b64decode(f"{token}=")
        except (Error, ValueError):
            return None
        if len(known) != ID_BYTES + TAG_BYTES:
            return None
        delivery_id = UUID(bytes=known[:ID_BYTES])
        is_ours = compare_digest(known[ID_BYTES:], self._tag(delivery_id))
        return delivery_id if is_ours else None

    def _tag(self, delivery_id: UUID) -> bytes:
        return self._digest(_KIND, delivery_id.hex)[:TAG_BYTES]
