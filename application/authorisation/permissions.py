"""The table of who may do what, shown to whoever has to check it; nobody's data is in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from application.authorisation.permission import permit
from application.ports import Actor, Ledger
from domain.access.rows import CLOSED_BY_RECUSAL, PURPOSES
from domain.access.table import TABLE, Act, Request, Standing
from domain.shared import Compartment, Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionLine:
    """One request and who may have it; all in the order in which their codes are declared.

    `closes_on_recusal` tells that whoever may be involved in a case of the child is refused.
    """

    request: Request
    act: Act
    by: tuple[Standing, ...]
    opens: tuple[Compartment, ...]
    purposes: tuple[Purpose, ...]
    is_open_to_all: bool
    closes_on_recusal: bool
    needs_fresh_factor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingLine:
    """For what somebody may ask in one capacity."""

    standing: Standing
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionTable:
    """The whole table, in three parts by what of a child's record a request opens."""

    of_cases: tuple[PermissionLine, ...]
    of_files: tuple[PermissionLine, ...]
    of_no_child: tuple[PermissionLine, ...]
    standings: tuple[StandingLine, ...]

    def of(self, standing: Standing) -> "PermissionTable":
        """Return what somebody may in one capacity, what is open to all besides."""

        def theirs(lines: Iterable[PermissionLine]) -> tuple[PermissionLine, ...]:
            return tuple(each for each in lines if each.is_open_to_all or standing in each.by)

        return PermissionTable(
            of_cases=theirs(self.of_cases),
            of_files=theirs(self.of_files),
            of_no_child=theirs(self.of_no_child),
            standings=tuple(each for each in self.standings if each.standing is standing),
        )


def permission_table(ledger: Ledger, actor: Actor, now: datetime) -> PermissionTable:
    """Return the whole table. Raises: NotPermitted, Unavailable."""
    permit(ledger, actor, Request.READ_PERMISSIONS, now)
    return whole_table()


def whole_table() -> PermissionTable:
    """Return the table as the decisions of this program read it."""
    lines = [_line(each) for each in TABLE]
    return PermissionTable(
        of_cases=tuple(each for each in lines if CLOSED_BY_RECUSAL & {*each.opens}),
        of_files=tuple(
            each for each in lines if each.opens and not CLOSED_BY_RECUSAL & {*each.opens}
        ),
        of_no_child=tuple(each for each in lines if not each.opens),
        standings=tuple(
            StandingLine(standing=each, purposes=_purposes(PURPOSES[each])) for each in Standing
        ),
    )


def _line(request: Request) -> PermissionLine:
    row = TABLE[request]
    return PermissionLine(
        request=request,
        act=row.act,
        by=tuple(each for each in Standing if each in row.by),
        opens=tuple(each for each in Compartment if each in row.opens),
        purposes=_purposes(row.purposes),
        is_open_to_all=row.is_open_to_all,
        closes_on_recusal=row.closes_on_recusal,
        needs_fresh_factor=row.needs_fresh_factor,
    )


def _purposes(found: Iterable[Purpose]) -> tuple[Purpose, ...]:
    among = frozenset(found)
    return tuple(each for each in Purpose if each in among)
