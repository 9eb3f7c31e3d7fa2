"""Keeps the tokens of machines in the ledger's database: digests only."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from secrets import token_hex, token_urlsafe
from uuid import UUID

from sqlalchemy import Engine, Row, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from application.authentication.api_tokens import ApiTokenRow, DrawnToken
from domain.accounts.outside_facts import TokenScope
from domain.shared import ApiTokenId, PersonId
from infrastructure.database import for_single_reads, writing
from infrastructure.log.tables import API_TOKENS

LABEL_BYTES = 4
SECRET_BYTES = 32

# Asked at every request of a machine, so it is made once.
_BY_DIGEST = select(API_TOKENS).where(API_TOKENS.c.digest == bindparam("digest"))


class ApiTokens:
    """The rows of tokens."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = for_single_reads(engine)

    def draw(self) -> DrawnToken:
        """Return what a new token is made of."""
        return DrawnToken(label=token_hex(LABEL_BYTES), secret=token_urlsafe(SECRET_BYTES))

    def keep(self, row: ApiTokenRow, digest: bytes) -> bool:
        """Keep a token, and return whether it was not there before."""
        try:
            with writing(self._engine) as connection:
                connection.execute(
                    insert(API_TOKENS).values(
                        token=row.token_id,
                        person_id=row.person_id,
                        digest=digest,
                        prefix=row.prefix,
                        scopes=json.dumps(sorted(row.scopes)),
                        issued_at=row.issued_at,
                        expires_on=row.expires_on,
                    )
                )
        except IntegrityError:
            return False
        return True

    def find(self, digest: bytes) -> ApiTokenRow | None:
        """Return the token of a digest, also one that opens nothing any more."""
        with self._reading.connect() as connection:
            row = connection.execute(_BY_DIGEST, {"digest": digest}).one_or_none()
        return None if row is None else _row(row)

    def used(self, token_id: ApiTokenId, on: date) -> None:
        """Keep the last day on which it let somebody in."""
        with writing(self._engine) as connection:
            connection.execute(
                update(API_TOKENS).where(API_TOKENS.c.token == token_id).values(last_used_on=on)
            )

    def revoke(self, token_id: ApiTokenId, person_id: PersonId, at: datetime) -> None:
        """Let a token of that machine open nothing any more; the first time stays."""
        with writing(self._engine) as connection:
            connection.execute(
                update(API_TOKENS)
                .where(API_TOKENS.c.token == token_id, API_TOKENS.c.person_id == person_id)
                .where(API_TOKENS.c.revoked_at.is_(None))
                .values(revoked_at=at)
            )

    def listed(self) -> Sequence[ApiTokenRow]:
        """Return all of them, the latest issued first."""
        wanted = select(API_TOKENS).order_by(API_TOKENS.c.issued_at.desc(), API_TOKENS.c.token)
        with self._reading.connect() as connection:
            return [_row(each) for each in connection.execute(wanted)]


def _row(row: Row[tuple[object, ...]]) -> ApiTokenRow:
    token_id: UUID = row.token
    return ApiTokenRow(
        token_id=ApiTokenId(token_id),
        person_id=PersonId(row.person_id),
        prefix=row.prefix,
        scopes=frozenset(TokenScope(each) for each in json.loads(row.scopes)),
        issued_at=row.issued_at,
        expires_on=row.expires_on,
        last_used_on=row.last_used_on,
        revoked_at=row.revoked_at,
    )
