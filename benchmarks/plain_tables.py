"""The tables of a plain application in clear, as SQLAlchemy's own guide would have them."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import JSON, DateTime, Identity, LargeBinary
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Plain(DeclarativeBase):
    type_annotation_map: ClassVar = {
        datetime: DateTime(timezone=True),
        list[str]: JSON,
        bytes: LargeBinary,
    }


class Account(Plain):
    __tablename__ = "accounts"

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    disabled_at: Mapped[datetime | None]


class SignedIn(Plain):
    __tablename__ = "sessions"

    token_digest: Mapped[bytes] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(index=True)
    expires_at: Mapped[datetime]


class Pairing(Plain):
    __tablename__ = "pairings"

    pairing_id: Mapped[UUID] = mapped_column(primary_key=True)
    child_id: Mapped[UUID] = mapped_column(index=True)
    mentor_id: Mapped[UUID] = mapped_column(index=True)
    from_on: Mapped[date]
    ended_on: Mapped[date | None]


class Visit(Plain):
    __tablename__ = "visits"

    visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    child_id: Mapped[UUID] = mapped_column(index=True)
    visited_by: Mapped[UUID]
    started_at: Mapped[datetime]
    means: Mapped[str]
    outcome: Mapped[str]
    child_seen: Mapped[bool]
    spoke_alone: Mapped[bool]
    carer_seen: Mapped[bool]
    minutes: Mapped[int | None]
    companions: Mapped[list[str]]
    observations: Mapped[list[str]]
    needs: Mapped[list[str]]
    note: Mapped[str | None]
    next_visit_on: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID]


class ReadAudit(Plain):
    __tablename__ = "read_audit"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(index=True)
    child_id: Mapped[UUID] = mapped_column(index=True)
    what: Mapped[str]
    read_at: Mapped[datetime]


class DeskChild(Plain):
    __tablename__ = "desk"

    child_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    level: Mapped[int | None]
    opened_on: Mapped[date]
    last_visit_on: Mapped[date | None]
    next_visit_due_on: Mapped[date | None] = mapped_column(index=True)
    visit_overdue_after_on: Mapped[date | None]
    moved_at: Mapped[datetime | None]
