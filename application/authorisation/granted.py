"""What somebody's grants open of one child now, and whether they may be involved in a case."""

from dataclasses import dataclass
from datetime import datetime

from application.authorisation.recusal import recused_among
from application.ports import Actor, Ledger
from application.rows import Relations
from domain.access.standings import grants_in_force, may_have_grants
from domain.access.table import CLOSED_BY_RECUSAL, Grant, Standing
from domain.days import local_day
from domain.errors import RecordDamaged
from domain.shared import CaseId, ChildId, Compartment, GrantId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """The grants in force; `is_recused` is asked for only where one would open what it closes."""

    grants: tuple[Grant, ...] = ()
    is_recused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedByGrant:
    """The access on which a file rests, and the child's cases where it opens these."""

    grant_id: GrantId
    is_glass: bool
    until_at: datetime
    cases: tuple[CaseId, ...] = ()


def granted_to(
    ledger: Ledger,
    person_id: PersonId,
    child_id: ChildId,
    found: Relations,
    now: datetime,
    *,
    needed: bool,
) -> Granted:
    """Return a person's grants in force for a child; they end with the last duty by which they ask.

    Broken glass opens nothing to whoever may be involved in a case of the child, a grant nothing of
    health or legal matters. `needed` tells that nothing else could let the person in.

    Raises: Unavailable while it cannot be told who may be involved; RecordDamaged where grants that
    cannot be read are needed: they open nothing.
    """
    on = local_day(now)
    in_force = grants_in_force(found.grants, at=now)
    if not in_force or not may_have_grants(person_id, found.duties, on=on):
        return Granted()
    if found.grants_damaged:
        if needed:
            raise RecordDamaged("access_view_damaged")
        return Granted()
    recused = False
    if any(_is_closed_by_recusal(each) for each in in_force):
        recused = bool(recused_among(ledger, child_id, [person_id], now))
    # Whoever holds nothing but broken glass that recusal closes is told as all without any.
    usable = (each for each in in_force if not (recused and each.by is Standing.BROKE_GLASS))
    return Granted(grants=tuple(usable), is_recused=recused)


def opened_by_grant(
    ledger: Ledger, actor: Actor, child_id: ChildId, now: datetime, *, cases: bool
) -> OpenedByGrant | None:
    """Return on which access a file rests that no duty opens, broken glass before a grant.

    `cases` asks for the child's cases, too, for whom they are open. Raises: Unavailable.
    """
    found = ledger.access.relations(actor.person_id, child_id)
    held = [
        each
        for each in found.grants
        if now < each.until_at and Compartment.CARE in each.compartments
    ]
    if not held:
        return None
    first = max(held, key=lambda each: (each.is_glass, each.until_at))
    return OpenedByGrant(
        grant_id=first.grant_id,
        is_glass=first.is_glass,
        until_at=first.until_at,
        cases=ledger.grants.cases_of(child_id) if cases else (),
    )


def _is_closed_by_recusal(grant: Grant) -> bool:
    return grant.by is Standing.BROKE_GLASS or bool(grant.compartments & CLOSED_BY_RECUSAL)
