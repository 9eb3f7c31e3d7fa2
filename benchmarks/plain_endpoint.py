"""A plain FastAPI and SQLAlchemy endpoint that logs a visit in clear: what ours is measured by.

Session check, permission query, visit row, read-audit row and desk row, in one commit.

    python -m benchmarks.plain_endpoint DATABASE PORT THREADS
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated
from uuid import UUID

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Header, HTTPException
from pydantic import AwareDatetime, BaseModel
from sqlalchemy import Engine, create_engine, or_, select
from sqlalchemy.orm import Session, sessionmaker

from api.routes.care_files.contacts import HomeVisitLog
from api.serving import serve_app
from benchmarks.plain_tables import Account, DeskChild, Pairing, ReadAudit, SignedIn, Visit
from domain.days import local_day
from domain.ruleset import RULES_1
from domain.visits.due import next_visit_due

HOST = "127.0.0.1"
BEARER = "Bearer "


class Logged(BaseModel):
    visit_id: UUID
    recorded_at: AwareDatetime


def plain_engine(url: str, threads: int) -> Engine:
    """Return an engine with a connection for each request thread."""
    driver = url.replace("postgresql://", "postgresql+psycopg://", 1)
    return create_engine(driver, pool_size=threads, max_overflow=0)


def token_digest(token: str) -> bytes:
    """Return what is kept of a token."""
    return sha256(token.encode()).digest()


def plain_app(engine: Engine, threads: int) -> FastAPI:
    """Return the application."""
    opened = sessionmaker(engine)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = threads
        yield

    app = FastAPI(lifespan=lifespan)

    @app.put("/children/{child_id}/home-visits/{visit_id}", status_code=201)
    def log_home_visit(
        child_id: UUID, visit_id: UUID, body: HomeVisitLog, authorization: Annotated[str, Header()]
    ) -> Logged:
        now = datetime.now(UTC)
        with opened() as database:
            person_id = _signed_in(database, authorization, now)
            _require_mentor(database, person_id, child_id, now)
            database.add(_visit_row(child_id, visit_id, body, person_id, now))
            database.add(
                ReadAudit(person_id=person_id, child_id=child_id, what="visit", read_at=now)
            )
            _move_desk(database, child_id, body, now)
            database.commit()
        return Logged(visit_id=visit_id, recorded_at=now)

    return app


def _signed_in(database: Session, authorization: str, now: datetime) -> UUID:
    digest = token_digest(authorization.removeprefix(BEARER))
    session = (
        select(SignedIn.person_id)
        .join(Account, Account.person_id == SignedIn.person_id)
        .where(SignedIn.token_digest == digest, SignedIn.expires_at > now)
        .where(Account.disabled_at.is_(None))
    )
    person_id = database.scalars(session).one_or_none()
    if person_id is None:
        raise HTTPException(401)
    return person_id


def _require_mentor(database: Session, person_id: UUID, child_id: UUID, now: datetime) -> None:
    today = local_day(now)
    pairing = select(Pairing.pairing_id).where(
        Pairing.child_id == child_id,
        Pairing.mentor_id == person_id,
        Pairing.from_on <= today,
        or_(Pairing.ended_on.is_(None), Pairing.ended_on >= today),
    )
    if database.scalars(pairing).first() is None:
        raise HTTPException(403)


def _visit_row(
    child_id: UUID, visit_id: UUID, body: HomeVisitLog, person_id: UUID, now: datetime
) -> Visit:
    return Visit(
        visit_id=visit_id,
        child_id=child_id,
        visited_by=body.visited_by,
        started_at=body.started_at,
        means=body.means,
        outcome=body.outcome,
        child_seen=body.child_seen,
        spoke_alone=body.spoke_alone,
        carer_seen=body.carer_seen,
        minutes=body.minutes,
        companions=list(body.companions),
        observations=[f"{each.area}:{each.grade}" for each in body.observations],
        needs=list(body.needs),
        note=body.note,
        next_visit_on=body.next_visit_on,
        recorded_at=now,
        recorded_by=person_id,
    )


def _move_desk(database: Session, child_id: UUID, body: HomeVisitLog, now: datetime) -> None:
    child = database.get_one(DeskChild, child_id)
    visited_on = local_day(body.started_at)
    child.last_visit_on = max(child.last_visit_on or visited_on, visited_on)
    due = next_visit_due(
        child.level, opened_on=child.opened_on, last_done_on=child.last_visit_on, rules=RULES_1
    )
    child.next_visit_due_on = due.due_on
    child.visit_overdue_after_on = due.overdue_after_on
    child.moved_at = now


def main(url: str, port: str, threads: str) -> None:
    """Serve until told to stop."""
    app = plain_app(plain_engine(url, int(threads)), int(threads))
    serve_app(app, HOST, int(port), behind_proxy=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
