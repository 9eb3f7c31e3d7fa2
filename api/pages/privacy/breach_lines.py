"""How a data breach is shown in one line: what happened, where, and its clock."""

from datetime import datetime
from uuid import UUID

from api.pages.frame import Visitor
from api.pages.people_names import person, place
from api.view_models.privacy.breaches import BreachLine, Clock
from application.privacy.breach_families import AskedFamilies
from application.privacy.breaches import Breach, Breaches, breach
from application.reads.looking import Names
from domain.breaches.facts import REPORTED_GRADES
from domain.shared import BreachId, OrganisationId


def shown(visitor: Visitor, office_id: UUID, breach_id: UUID) -> Breaches:
    """Return one breach as the pages of its steps show it. Raises: NotFound, NotPermitted."""
    call = visitor.call
    return breach(call.ledger, call.actor, OrganisationId(office_id), BreachId(breach_id), call.now)


def asked_families(visitor: Visitor, office_id: UUID, breach_id: UUID) -> AskedFamilies:
    """Return the look at the families of a breach by which a page shows them."""
    return AskedFamilies(
        actor=visitor.call.actor,
        now=visitor.call.now,
        read_id=visitor.read_id,
        office=OrganisationId(office_id),
        breach_id=BreachId(breach_id),
    )


def line_of(found: Breaches, now: datetime) -> BreachLine:
    """Return the line of the one breach that was found."""
    return lines_of(found, now)[0]


def lines_of(found: Breaches, now: datetime) -> tuple[BreachLine, ...]:
    """Return the lines of breaches, in their order."""
    return tuple(_line(each, found.names, now) for each in found.breaches)


def unreadable_of(found: Breaches) -> tuple[str, ...]:
    """Return the names of the offices whose records of breaches cannot be read."""
    return tuple(place(found.names, each) or "" for each in found.unreadable)


def _line(each: Breach, names: Names, now: datetime) -> BreachLine:
    return BreachLine(
        breach=each,
        office=place(names, each.reported.organisation_id) or "",
        reporter=person(names, each.reported.reported_by),
        clock=_clock(each, now),
    )


def _clock(each: Breach, now: datetime) -> Clock | None:
    graded, authority = each.state.graded, each.state.authority
    if graded is not None and graded.grade not in REPORTED_GRADES:
        return None
    return Clock(
        due_at=each.reported.authority_due_at,
        now=now,
        told_at=authority.notified_at if authority else None,
        if_large=graded is None,
    )
