"""The hospitals of a form, each with its telephone, its hours and whether anybody hears there."""

from dataclasses import dataclass

from api.pages.frame import Visitor
from api.view_models.crisis.hospitals import HospitalLine
from api.view_models.forms import Choice
from application.crisis.hospital.choosing import HospitalToChoose, hospitals_to_choose
from domain.shared import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalChoices:
    """The entries to choose from, and what is told of each."""

    choices: tuple[Choice, ...]
    lines: tuple[HospitalLine, ...]


def hospital_choices(visitor: Visitor, case_id: CaseId) -> HospitalChoices:
    """Return the hospitals to which the child of a case may go. Raises: as the use case."""
    call = visitor.call
    found = hospitals_to_choose(call.ledger, call.actor, case_id, call.now)
    lines = tuple(map(_line, found))
    return HospitalChoices(
        choices=tuple(
            Choice(value=str(each.hospital.organisation_id), label=line.name, note=line.note)
            for each, line in zip(found, lines, strict=True)
        ),
        lines=lines,
    )


def _line(found: HospitalToChoose) -> HospitalLine:
    return HospitalLine(
        name=found.hospital.name,
        telephone=found.hospital.duty_telephone,
        hears=found.hears,
        opening=found.opening,
        goes_past=found.goes_past,
    )
