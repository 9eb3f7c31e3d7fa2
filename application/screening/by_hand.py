"""A result of a screening that is entered by hand, of a pupil who is told by name and class."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from application.authorisation.permission import permit_reading
from application.ports import Actor, Ledger, Receipt
from application.reads.reading import Look, note_reading
from application.screening.counts import may_bring
from application.screening.leads import record_screening_lead
from application.screening.pupils import NotMatched, ToldPupil, called_so, pupil_of
from domain.access.table import Request as Asking
from domain.errors import Invalid, RuleBroken
from domain.reads.facts import Reading
from domain.screening.facts import ScreeningScale
from domain.screening.state import RecordScreeningLead
from domain.shared import OrganisationId, ScreeningId

_ANSWERS = {
    # The same for all three: whoever tries names learns of nobody that there is a care file.
    NotMatched.NOBODY_CALLED_SO: ("pupil_not_on_file", "name"),
    NotMatched.NUMBER_DIFFERS: ("pupil_not_on_file", "name"),
    NotMatched.CLASS_DIFFERS: ("pupil_not_on_file", "name"),
    NotMatched.TOO_LITTLE_TOLD: ("pupil_too_little_told", "class_id"),
    NotMatched.SEVERAL: ("pupil_several", "id_number"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLead:
    """A result as it was entered; without a school it is the one school of the duty."""

    screening_id: ScreeningId
    pupil: ToldPupil
    scale: ScreeningScale
    screened_on: date
    school_id: OrganisationId | None = None


def record_told_lead(
    ledger: Ledger, actor: Actor, told: ToldLead, now: datetime, *, read_id: UUID
) -> Receipt:
    """Record a result that asks for a talk.

    The answer tells whether there is a care file, so that those called so count as read first, and
    whether the family agreed is told of a pupil alone who was told exactly.

    Raises: Invalid for the field by which nobody can tell which pupil of the school is meant;
    RuleBroken without consent; NotPermitted, Unavailable.
    """
    school_id = _school(ledger, actor, told, now)
    named = called_so(ledger, school_id, (told.pupil.name,))[told.pupil.name]
    access = permit_reading(ledger, actor, Asking.RECORD_SCREENING, now)
    what = Reading.INTERVIEWS
    note_reading(
        ledger, Look(read_id=read_id, actor=actor, now=now, what=what, access=access), named
    )
    found = pupil_of(ledger, told.pupil, named)
    if isinstance(found, NotMatched):
        raise Invalid(*_ANSWERS[found])
    request = RecordScreeningLead(
        child_id=found,
        screening_id=told.screening_id,
        scale=told.scale,
        screened_on=told.screened_on,
    )
    return record_screening_lead(ledger, actor, request, now)


def _school(ledger: Ledger, actor: Actor, told: ToldLead, now: datetime) -> OrganisationId:
    """Return the school meant: chosen, that of the class, or the only one of the duty."""
    schools = may_bring(ledger, actor, now)
    chosen = told.school_id
    if chosen is None and told.pupil.class_id is not None:
        found = ledger.directory.organisation(told.pupil.class_id)
        chosen = found.parent_id if found else None
    if chosen is None and len(schools) == 1:
        (chosen,) = schools
    if chosen is None:
        raise Invalid("required", "class_id")
    if chosen not in schools:
        raise RuleBroken("screening_other_school")
    return chosen
