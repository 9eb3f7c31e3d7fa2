"""What health vice principals do at their schools, and which schools have none."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from api.deps import PREFIX, CallDep, IfMatchDep
from api.routes.answers import READING, receipt_answer, recorded_with, refused_with
from api.routes.fields import Body, Day, Number
from api.routes.named import NamesBody, names_body
from application.rows import OrganisationRow
from application.school_health import duty_log, school_logs
from application.school_health.school_logs import LoggedDuty
from domain.advising.facts import (
    Audience,
    HealthDuty,
    HealthDutyKind,
    HealthDutyVoidReason,
    Present,
)
from domain.advising.state import CorrectHealthDuty, LogHealthDuty, VoidHealthDuty
from domain.shared import CorrectionId, HealthDutyId, OrganisationId, PersonId

router = APIRouter(prefix=PREFIX, tags=["school health"])

ENTRY = "/schools/{school_id}/health-duties/{health_duty_id}"


class Duty(Body):
    """`what` is one line in which no pupil is named; each number is of those who were there."""

    kind: HealthDutyKind
    held_on: Day
    what: str
    minutes: Number | None = None
    pupils: Number | None = None
    teachers: Number | None = None
    parents: Number | None = None

    def said(self) -> HealthDuty:
        """Return it as the domain has it."""
        numbers = {
            Audience.PUPILS: self.pupils,
            Audience.TEACHERS: self.teachers,
            Audience.PARENTS: self.parents,
        }
        present = tuple(Present(each, number) for each, number in numbers.items() if number)
        return HealthDuty(
            kind=self.kind,
            held_on=self.held_on,
            what=self.what,
            minutes=self.minutes,
            present=present,
        )


class Correction(Duty):
    """The whole entry as it should have been, and why."""

    why: str


class Voiding(Body):
    reason: HealthDutyVoidReason


class EntryBody(BaseModel):
    """One entry as it holds now; what it says is not told of one that was taken back."""

    health_duty_id: HealthDutyId
    done_by: PersonId
    duty: HealthDuty | None
    voided: HealthDutyVoidReason | None
    learned_on: date
    is_late: bool
    corrected_on: tuple[date, ...]


class LogBody(BaseModel):
    """The log of one school in one semester and the holidays after it, the latest first."""

    school: OrganisationRow
    first_on: date
    last_on: date
    items: tuple[EntryBody, ...]
    names: NamesBody
    earlier_on: date | None
    later_on: date | None


@router.put(ENTRY, status_code=201, responses=recorded_with())
def log_health_duty(school_id: UUID, health_duty_id: UUID, body: Duty, call: CallDep) -> Response:
    """Record what one did for a school as its health vice principal."""
    request = LogHealthDuty(
        school_id=OrganisationId(school_id),
        health_duty_id=HealthDutyId(health_duty_id),
        duty=body.said(),
    )
    receipt = duty_log.log_health_duty(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.put(
    f"{ENTRY}/corrections/{{correction_id}}", status_code=201, responses=recorded_with(404, 412)
)
def correct_health_duty(
    school_id: UUID,
    health_duty_id: UUID,
    correction_id: UUID,
    body: Correction,
    call: CallDep,
    if_match: IfMatchDep,
) -> Response:
    """Record what an entry of one's own should have said, whole, and why; If-Match as for visits.

    Its version is that of the receipt by which it was last written.
    """
    request = CorrectHealthDuty(
        school_id=OrganisationId(school_id),
        health_duty_id=HealthDutyId(health_duty_id),
        correction_id=CorrectionId(correction_id),
        duty=body.said(),
        why=body.why,
    )
    receipt = duty_log.correct_health_duty(
        call.ledger, call.actor, request, call.now, expected_version=if_match
    )
    return receipt_answer(receipt, call.path)


@router.put(f"{ENTRY}/voiding", status_code=201, responses=recorded_with(404))
def void_health_duty(
    school_id: UUID, health_duty_id: UUID, body: Voiding, call: CallDep
) -> Response:
    """Record that an entry of one's own was made in error, or that any names a pupil."""
    request = VoidHealthDuty(
        school_id=OrganisationId(school_id),
        health_duty_id=HealthDutyId(health_duty_id),
        reason=body.reason,
    )
    receipt = duty_log.void_health_duty(call.ledger, call.actor, request, call.now)
    return receipt_answer(receipt, call.path)


@router.get("/schools/{school_id}/health-duties", responses=refused_with(*READING, 404, 422))
def health_duties(
    school_id: UUID, call: CallDep, on: Annotated[Day | None, Query()] = None
) -> LogBody:
    """Return the duty log of a school in the semester of a day."""
    found = school_logs.school_log(call.ledger, call.actor, OrganisationId(school_id), call.now, on)
    return LogBody(
        school=found.school,
        first_on=found.semester.first_on,
        last_on=found.semester.last_on,
        items=tuple(map(entry_body, found.lines)),
        names=names_body(found.names),
        earlier_on=found.earlier_on,
        later_on=found.later_on,
    )


def entry_body(line: LoggedDuty) -> EntryBody:
    record = line.record
    voided = record.voided.reason if record.voided else None
    return EntryBody(
        health_duty_id=record.logged.health_duty_id,
        done_by=record.done_by,
        # Among what is taken back is what names a pupil; it stays in the log alone.
        duty=None if voided else record.duty,
        voided=voided,
        learned_on=line.learned_on,
        is_late=line.is_late,
        corrected_on=line.corrected_on,
    )
