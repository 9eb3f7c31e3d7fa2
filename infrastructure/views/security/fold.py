"""Folds refusals, and what is recorded of accounts and duties, into the view `security`."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypeVar, get_args
from uuid import UUID

from sqlalchemy import Connection, Table

from application.authentication.security_rows import SecurityTopic
from application.ports import Recorded
from domain.accounts.addresses import AddressEvent
from domain.accounts.facts import AccountsEvent
from domain.accounts.outside_facts import OutsideEvent
from domain.days import local_day
from domain.outages.facts import OutageEvent, OutageOverTold, OutageTold
from domain.security.facts import RefusalsCounted, RefusalsNoticed, SecurityEvent
from domain.staff.facts import (
    DutyApproved,
    DutyAssigned,
    DutyDeclined,
    DutyEnded,
    DutyProposed,
    HealthVicePrincipalAppointed,
)
from domain.staff.telephone_facts import (
    PersonTelephoneChanged,
    PersonTelephoneDeclined,
    PersonTelephoneProposed,
)
from infrastructure.log.names import NAMES
from infrastructure.views.bulk import delete_among, rows_among, upsert
from infrastructure.views.security.tables import NOTED, SECURITY, security_tables
from infrastructure.views.view import LIVE, ViewTables

GIVEN = (DutyAssigned, HealthVicePrincipalAppointed)
OF_TELEPHONES = (PersonTelephoneProposed, PersonTelephoneChanged, PersonTelephoneDeclined)
OF_DUTIES = (DutyProposed, DutyApproved, DutyDeclined, DutyEnded, *GIVEN)
TOPICS: dict[type[object], SecurityTopic] = {
    **dict.fromkeys(get_args(SecurityEvent), SecurityTopic.REFUSALS),
    **dict.fromkeys(get_args(AccountsEvent), SecurityTopic.ACCOUNTS),
    **dict.fromkeys(get_args(OutsideEvent), SecurityTopic.DOORS),
    **dict.fromkeys(get_args(AddressEvent), SecurityTopic.ACCOUNTS),
    **dict.fromkeys(get_args(OutageEvent), SecurityTopic.OUTAGES),
    **dict.fromkeys(OF_DUTIES, SecurityTopic.DUTIES),
    **dict.fromkeys(OF_TELEPHONES, SecurityTopic.DOORS),
}
CODES = ("reason", "finding", "identified_by")
COUNTS = ("count", "left")
UNTIL = ("until_at", "ends_at", "expires_at", "due_at")

Row = dict[str, object]
T = TypeVar("T")


class SecurityFold:
    """One row for each event of accounts, duties and outages, and one for the refusals of an hour.

    What is about a person goes with the person. A duty that was given upon approval is told once.
    """

    name = SECURITY
    names = frozenset(NAMES.stored_names(list(TOPICS)))

    def tables(self, suffix: str = LIVE) -> ViewTables:
        """Return the tables of the view."""
        return security_tables(suffix)

    def apply(
        self,
        connection: Connection,
        tables: ViewTables,
        facts: Sequence[Recorded[object]],
        erased: Collection[UUID],
    ) -> None:
        """Fold a batch; of an erased person nothing is left."""
        table = tables[NOTED]
        told = [each for each in facts if type(each.fact) in TOPICS]
        before = _Before(connection, table, told)
        rows: dict[object, Row] = {}
        for each in told:
            row = before.row_of(each)
            if row is not None:
                rows[row["position"]] = row
        names = [column.name for column in table.columns]
        upsert(connection, table, [[row[name] for name in names] for row in rows.values()])
        delete_among(connection, table.c.person, erased)


class _Before:
    """The rows that facts of a batch go back to, from earlier batches and from this one."""

    def __init__(
        self, connection: Connection, table: Table, told: Iterable[Recorded[object]]
    ) -> None:
        facts = [each.fact for each in told]
        duties = {duty for each in facts if (duty := _of(each, ("duty_id",), UUID)) is not None}
        refusals = {each.refusals_id for each in facts if isinstance(each, RefusalsCounted)}
        self._empty: Row = dict.fromkeys(column.name for column in table.columns)
        # By the person, too: of an id that another used before, the log may hold two.
        self._of_duties: dict[tuple[object, object], Row] = {}
        for found in rows_among(connection, table.c.duty, duties):
            self._keep(dict(found._mapping))
        self._of_refusals: dict[object, Row] = {
            found.refusals: dict(found._mapping)
            for found in rows_among(connection, table.c.refusals, refusals)
        }

    def row_of(self, recorded: Recorded[object]) -> Row | None:
        """Return the row that an event makes or changes; None when it is told already."""
        fact, topic = recorded.fact, TOPICS[type(recorded.fact)]
        row: Row = {
            **self._empty,
            "position": recorded.position,
            "topic": topic.value,
            "what": type(fact).__name__,
            "noted_at": recorded.recorded_at,
            "noted_on": local_day(recorded.recorded_at),
            "actor": recorded.actor_id,
        }
        match fact:
            case RefusalsNoticed() | RefusalsCounted():
                return self._refused(row, fact)
            case OutageTold() | OutageOverTold():
                return {**row, "code": fact.part.value, "count": len(fact.told_ids)}
            case _ if topic is SecurityTopic.DUTIES:
                return self._of_duty(_with_person(row, fact), fact)
            case _:
                return _with_person(row, fact)

    def _refused(self, row: Row, fact: RefusalsNoticed | RefusalsCounted) -> Row:
        row = self._of_refusals.setdefault(fact.refusals_id, row)
        row["what"] = type(fact).__name__
        row["refusals"], row["code"] = fact.refusals_id, fact.kind.value
        row["hour_at"] = fact.hour_at
        if isinstance(fact, RefusalsCounted):
            row["count"], row["addresses"] = fact.count, fact.address_count
            row["persons"] = fact.person_count
            row["accounts"] = " ".join(each.hex for each in fact.person_ids)
        return row

    def _of_duty(self, row: Row, fact: object) -> Row | None:
        earlier = self._of_duties.get((row["duty"], row["person"]))
        if earlier is not None:
            if isinstance(fact, GIVEN) and earlier["what"] == DutyApproved.__name__:
                return None
            row["role"] = row["role"] or earlier["role"]
            row["organisation"] = row["organisation"] or earlier["organisation"]
        self._keep(row)
        return row

    def _keep(self, row: Row) -> None:
        """Keep the last row of a person's duty, whichever order rows are found in."""
        held = row["duty"], row["person"]
        kept = self._of_duties.get(held)
        if kept is None or int(str(kept["position"])) < int(str(row["position"])):
            self._of_duties[held] = row


def _with_person(row: Row, fact: object) -> Row:
    code, role = _of(fact, CODES, StrEnum), _of(fact, ("role",), StrEnum)
    return {
        **row,
        "person": _of(fact, ("person_id",), UUID),
        "duty": _of(fact, ("duty_id",), UUID),
        "role": role and role.value,
        "organisation": _of(fact, ("organisation_id",), UUID),
        "code": code and code.value,
        "count": _of(fact, COUNTS, int),
        "until_at": _of(fact, UNTIL, datetime),
    }


def _of(fact: object, names: Iterable[str], kind: type[T]) -> T | None:
    for name in names:
        value: object = getattr(fact, name, None)
        if isinstance(value, kind):
            return value
    return None
