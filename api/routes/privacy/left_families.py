"""Families that a breach leaves to somebody to tell: listed, told, or left untold."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import AwareDatetime, BaseModel

from api.deps import PREFIX, CallDep, ReadIdDep
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.fields import Flag
from api.routes.privacy.breaches import BREACH, GuardianBody, UntoldBody
from application.privacy import left_families as families
from application.privacy.left_steps import leave_left_family_untold, tell_left_family
from domain.breaches.facts import BreachKind, ToldBy
from domain.breaches.state import LeaveUntold, NotifyGuardian
from domain.children.facts import CarerRecorded
from domain.shared import BreachId, ChildId, OrganisationId

router = APIRouter(prefix=PREFIX, tags=["breaches"])
FAMILY = f"{BREACH}/left-families/{{child_id}}"


class TellingBody(GuardianBody):
    """`not_suspected`: whoever told made sure that no report of a case means them."""

    not_suspected: Flag = False


class LeftFamilyBody(BaseModel):
    """One family and its breach; the name is there for whoever may know of a case."""

    breach_id: BreachId
    organisation_id: OrganisationId
    child_id: ChildId
    told_by: ToldBy
    kind: BreachKind
    detected_at: AwareDatetime
    name: str | None


class LeftFamiliesBody(BaseModel):
    """One page; `next_skip` continues after it. `unreadable` offices have damaged records."""

    items: tuple[LeftFamilyBody, ...]
    next_skip: int | None
    unreadable: tuple[OrganisationId, ...]


class FamilyNowBody(LeftFamilyBody):
    """As it stands: `carers` None for whoever may not see them."""

    told_on: date | None
    is_left_untold: bool
    carers: tuple[CarerRecorded, ...] | None
    may_mean_family: bool
    may_leave_untold: bool


@router.get("/left-families", responses=refused_with(*READING))
def list_left_families(
    call: CallDep, read_id: ReadIdDep, skip: Annotated[int, Query(ge=0, le=100_000)] = 0
) -> LeftFamiliesBody:
    """Return the families left to oneself to tell, those of the first breach first."""
    asked = families.AskedLeft(actor=call.actor, now=call.now, read_id=read_id)
    found = families.left_families(call.ledger, asked, skip=skip)
    return LeftFamiliesBody(
        items=tuple(_body(each) for each in found.families),
        next_skip=found.next_skip,
        unreadable=found.unreadable,
    )


@router.get(FAMILY, responses=refused_with(*READING, 404))
def left_family(
    office_id: UUID, breach_id: UUID, child_id: UUID, call: CallDep, read_id: ReadIdDep
) -> FamilyNowBody:
    """Return one family left to oneself, and whom to reach as far as one may see them."""
    asked = families.AskedLeft(actor=call.actor, now=call.now, read_id=read_id)
    office, breach, child = OrganisationId(office_id), BreachId(breach_id), ChildId(child_id)
    found = families.left_family(call.ledger, asked, office, breach, child)
    told = found.state.told.get(child)
    return FamilyNowBody(
        **dict(_body(found.left)),
        told_on=told.told_on if told else None,
        is_left_untold=child in found.state.left_untold,
        carers=found.carers,
        may_mean_family=found.may_mean_family,
        may_leave_untold=found.may_leave_untold,
    )


@router.put(f"{FAMILY}/guardian", status_code=201, responses=recorded_with(404))
def tell_family(
    office_id: UUID, breach_id: UUID, child_id: UUID, body: TellingBody, call: CallDep
) -> Response:
    """Record that somebody who speaks for a child left to oneself was told."""
    request = NotifyGuardian(
        breach_id=BreachId(breach_id),
        child_id=ChildId(child_id),
        spoken_by=body.spoken_by,
        means=body.means,
        told_on=body.told_on,
        not_suspected=body.not_suspected,
    )
    office = OrganisationId(office_id)
    receipt = tell_left_family(call.ledger, call.actor, office, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(f"{FAMILY}/untold", status_code=201, responses=recorded_with(404))
def leave_family_untold(
    office_id: UUID, breach_id: UUID, child_id: UUID, body: UntoldBody, call: CallDep
) -> Response:
    """Record why the family of a child left to oneself is not told."""
    request = LeaveUntold(
        breach_id=BreachId(breach_id), child_id=ChildId(child_id), reason=body.reason
    )
    office = OrganisationId(office_id)
    receipt = leave_left_family_untold(call.ledger, call.actor, office, request, call.now)
    return receipt_answer(receipt, call.path)


def _body(left: families.LeftFamily) -> LeftFamilyBody:
    return LeftFamilyBody(
        breach_id=left.family.breach_id,
        organisation_id=left.family.office,
        child_id=left.family.child_id,
        told_by=left.family.told_by,
        kind=left.reported.kind,
        detected_at=left.reported.detected_at,
        name=left.name,
    )
