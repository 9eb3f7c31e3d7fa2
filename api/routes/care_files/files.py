"""A child's care file, as it is or as it was known on a day."""

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import PREFIX
from api.routes.answers import READING, refused_with
from api.routes.asking import ReadingDep
from api.routes.named import NamesBody, names_body
from application.care_files.contacts import Contacts
from application.care_files.files import CareFile, care_file
from domain.access.table import Request as Asking
from domain.care.facts import (
    CareFileOpened,
    CareLevelAssessed,
    CategoryStated,
    ResidenceRecorded,
    SchoolingRecorded,
)
from domain.children.facts import CarerRecorded, ChildRegistered
from domain.pairing.facts import MentorPaired
from domain.shared import CarerId, ChildId, CorrectionId, PairingId
from domain.visits.due import Due

router = APIRouter(prefix=PREFIX, tags=["care"])


class CareFileShown(BaseModel):
    """One care file; what the asker may not see is empty. `may` is what they could do.

    `identity_version` is what If-Match asks for when it is put right who the child is,
    `particulars_version` what else it is registered with, the other versions when a carer,
    residence or schooling is stated anew. `waiting_correction` is the id under which a proposed
    number waits for a second person; `holds_another_number` tells that the student number still
    holds an ID number that is not the child's.
    """

    child_id: ChildId
    as_known_on: date | None
    registered: ChildRegistered
    identity_version: int
    particulars_version: int
    correction_waits: bool
    waiting_correction: CorrectionId | None
    holds_another_number: bool
    carers: tuple[CarerRecorded, ...]
    carer_versions: dict[CarerId, int]
    residence_version: int
    schooling_version: int
    opened: CareFileOpened | None
    residence: ResidenceRecorded | None
    schooling: SchoolingRecorded | None
    categories: tuple[CategoryStated, ...]
    level: CareLevelAssessed | None
    mentors: tuple[MentorPaired, ...]
    lead_pairing_id: PairingId | None
    contacts: Contacts
    next_visit: Due | None
    next_talk: Due | None
    names: NamesBody
    may: list[Asking]


@router.get("/children/{child_id}", responses=refused_with(*READING, 404, 422))
def read_care_file(reading: ReadingDep) -> CareFileShown:
    """Return the care file of a child; the reading is recorded first."""
    return _shown(care_file(reading.ledger, reading.asked))


def _shown(file: CareFile) -> CareFileShown:
    return CareFileShown(
        child_id=file.child_id,
        as_known_on=file.as_known_on,
        registered=file.registered,
        identity_version=file.identity_version,
        particulars_version=file.particulars_version,
        correction_waits=file.correction_waits,
        waiting_correction=file.waiting_correction,
        holds_another_number=file.holds_another_number,
        carers=file.carers,
        carer_versions=dict(file.carer_versions),
        residence_version=file.versions.residence or 0,
        schooling_version=file.versions.schooling or 0,
        opened=file.opened,
        residence=file.residence,
        schooling=file.schooling,
        categories=file.categories,
        level=file.level,
        mentors=file.mentors,
        lead_pairing_id=file.lead_pairing_id,
        contacts=file.contacts,
        next_visit=file.next_visit,
        next_talk=file.next_talk,
        names=names_body(file.names),
        may=sorted(file.may),
    )
