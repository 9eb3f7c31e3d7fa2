"""Who may do what: one table of request and standing, denying by default."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from types import MappingProxyType

from domain.access.of_cases import OF_CASES
from domain.access.of_children import OF_CHILDREN
from domain.access.of_grants import OF_GRANTS
from domain.access.of_offices import OF_OFFICES
from domain.access.of_reports import OF_REPORTS
from domain.access.of_rights import OF_RIGHTS
from domain.access.of_screenings import OF_SCREENINGS
from domain.access.requests import Act, Request, Standing
from domain.access.rows import BY_GRANT, CLOSED_BY_RECUSAL, PURPOSES, Row
from domain.errors import NotPermitted, StepUpNeeded
from domain.shared import Compartment, GrantId, Purpose

__all__ = [
    "CLOSED_BY_RECUSAL",
    "OPEN_TO_ALL",
    "TABLE",
    "Act",
    "Grant",
    "Permission",
    "Request",
    "Row",
    "Standing",
    "permit",
    "purposes_with",
    "require",
]

TABLE: Mapping[Request, Row] = MappingProxyType(
    {
        **OF_CHILDREN,
        **OF_CASES,
        **OF_SCREENINGS,
        **OF_REPORTS,
        **OF_OFFICES,
        **OF_RIGHTS,
        **OF_GRANTS,
    }
)
"""Whoever is not named in a request's row is refused."""

OPEN_TO_ALL = frozenset(request for request, row in TABLE.items() if row.is_open_to_all)
"""What whoever is signed in may do, without any standing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Access to one child's record in force now: approved, or by broken glass."""

    grant_id: GrantId
    by: Standing
    compartments: frozenset[Compartment]
    purpose: Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """The answer and why; by which standing it is granted, for what, and on which grant it rests.

    Reasons: permitted, open_to_all; no_standing, standing_not_enough, purpose_not_theirs, recused,
    factor_not_fresh.
    """

    allowed: bool
    reason_code: str
    by: Standing | None = None
    purpose: Purpose | None = None
    grant_id: GrantId | None = None


def permit(
    request: Request,
    standings: Set[Standing],
    *,
    purpose: Purpose | None = None,
    recused: bool = False,
    grants: Iterable[Grant] = (),
    factor_is_fresh: bool = False,
) -> Permission:
    """Answer whether somebody may have the request; deny by default, raise nothing.

    Without a `purpose` it is the first that row and standing share. `recused` tells that they may
    be involved in a case of the child, which beats every standing and grant; `grants` are those in
    force for the child. A grant is asked only where no standing allows it.
    """
    row = TABLE.get(request)
    if row is None:
        return _refused("standing_not_enough")
    if recused and row.closes_on_recusal:
        return _refused("recused")
    found = _open_to_all(row, purpose) or _by_standing(row, standings, purpose)
    # Broken glass is closed to the recused whole, also where it would show no case.
    usable = [each for each in grants if not (recused and each.by is Standing.BROKE_GLASS)]
    found = found or _by_grant(row, usable, purpose)
    if found is None:
        return _refused(_why_not(row, standings))
    if row.needs_fresh_factor and not factor_is_fresh:
        return _refused("factor_not_fresh")
    return found


def require(
    request: Request,
    standings: Set[Standing],
    *,
    purpose: Purpose | None = None,
    recused: bool = False,
    grants: Iterable[Grant] = (),
    factor_is_fresh: bool = False,
) -> Permission:
    """Return the permission by which the request is granted.

    Raises: NotPermitted with the reason and the request; StepUpNeeded where a second factor is all
    that is missing. Whoever is recused is told what everybody without the standing is told, since
    the reason itself would betray that there is a case.
    """
    permission = permit(
        request,
        standings,
        purpose=purpose,
        recused=recused,
        grants=grants,
        factor_is_fresh=factor_is_fresh,
    )
    if permission.allowed:
        return permission
    if permission.reason_code == "factor_not_fresh":
        raise StepUpNeeded("step_up_needed", request=request)
    code = "standing_not_enough" if permission.reason_code == "recused" else permission.reason_code
    raise NotPermitted(code, request=request)


def purposes_with(request: Request, standings: Set[Standing]) -> tuple[Purpose, ...]:
    """Return for what somebody can ask who has the request: what the standings behind it serve."""
    by = TABLE[request].by & standings
    return tuple(each for each in Purpose if any(each in PURPOSES[one] for one in by))


def _open_to_all(row: Row, purpose: Purpose | None) -> Permission | None:
    shared = _shared(row.purposes, row.purposes, purpose)
    if not row.is_open_to_all or (purpose is not None and shared is None):
        return None
    return Permission(allowed=True, reason_code="open_to_all", purpose=shared)


def _by_standing(row: Row, standings: Set[Standing], purpose: Purpose | None) -> Permission | None:
    theirs = row.by & standings - BY_GRANT
    for each in Standing if theirs else ():
        if each not in theirs:
            continue
        shared = _shared(row.purposes, PURPOSES[each], purpose)
        # Without purposes a row opens nothing of a child, and can be asked for none.
        if shared is not None or (not row.purposes and purpose is None):
            return Permission(allowed=True, reason_code="permitted", by=each, purpose=shared)
    return None


def _by_grant(row: Row, grants: Iterable[Grant], purpose: Purpose | None) -> Permission | None:
    """Return what a grant allows: a reading, of what it opens and for its purpose alone."""
    if row.act is not Act.READ or not row.opens:
        return None
    for each in grants:
        serves = each.purpose in (row.purposes & PURPOSES[each.by])
        is_asked = purpose in (None, each.purpose)
        if each.by in row.by & BY_GRANT and row.opens <= each.compartments and serves and is_asked:
            return Permission(
                allowed=True,
                reason_code="permitted",
                by=each.by,
                purpose=each.purpose,
                grant_id=each.grant_id,
            )
    return None


def _shared(
    of_row: Set[Purpose], of_standing: Set[Purpose], asked: Purpose | None
) -> Purpose | None:
    """Return the purpose asked for, or the first, as far as row and standing share it."""
    both = of_row & of_standing
    if asked is not None:
        return asked if asked in both else None
    return next((each for each in Purpose if each in both), None)


def _why_not(row: Row, standings: Set[Standing]) -> str:
    if not standings:
        return "no_standing"
    return "purpose_not_theirs" if (standings & row.by) - BY_GRANT else "standing_not_enough"


def _refused(reason_code: str) -> Permission:
    return Permission(allowed=False, reason_code=reason_code)
