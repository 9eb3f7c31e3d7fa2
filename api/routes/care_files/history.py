"""A child's history with both times, happened and learned, as known now or on a day."""

import re
from datetime import date

from fastapi import APIRouter
from fastapi.encoders import jsonable_encoder
from pydantic import AwareDatetime, BaseModel

from api.deps import PREFIX
from api.routes.answers import READING, refused_with
from api.routes.asking import ReadingDep
from api.routes.named import NamesBody, names_body
from application.care_files.history import TimelineEntry, history
from domain.access.table import Request as Asking
from domain.shared import ChildId, OrganisationId, PersonId

router = APIRouter(prefix=PREFIX, tags=["history"])

WORD_STARTS = re.compile(r"(?<!^)(?=[A-Z])")


class EntryBody(BaseModel):
    """One fact: when it happened, as a moment or a day, and when it was learned, by whom.

    `version` is what If-Match of a correction compares with; `fact` is empty where `withheld`.
    """

    position: int
    version: int
    leaf_hash: str
    kind: str
    happened_at: AwareDatetime | None
    happened_on: date | None
    learned_at: AwareDatetime
    by: PersonId
    duty: str | None
    organisation: OrganisationId | None
    device: str | None
    entered_at: AwareDatetime | None
    late: bool
    withheld: bool
    was_corrected: bool
    may_correct: bool
    fact: dict[str, object] | None


class HistoryBody(BaseModel):
    """A child's history, the latest learned first."""

    child_id: ChildId
    child_name: str | None
    as_known_on: date | None
    entries: list[EntryBody]
    names: NamesBody
    may: list[Asking]


def kind_of(fact: object) -> str:
    """Return the name of a fact's class as codes are written."""
    return code_of(type(fact))


def code_of(kind: type[object]) -> str:
    """Return the name of a class of facts as codes are written."""
    return WORD_STARTS.sub("_", kind.__name__).lower()


@router.get("/children/{child_id}/history", responses=refused_with(*READING, 404, 422))
def read_history(reading: ReadingDep) -> HistoryBody:
    """Return what was recorded of a child up to 24:00 of a day; the reading is recorded first."""
    found = history(reading.ledger, reading.asked)
    return HistoryBody(
        child_id=found.child_id,
        child_name=found.head.name if found.head else None,
        as_known_on=found.as_known_on,
        entries=[_entry_body(each) for each in found.entries],
        names=names_body(found.names),
        may=sorted(found.may),
    )


def _entry_body(entry: TimelineEntry) -> EntryBody:
    recorded = entry.recorded
    context = recorded.context
    return EntryBody(
        position=recorded.position,
        version=recorded.version,
        leaf_hash=recorded.leaf_hash.hex(),
        kind=kind_of(recorded.fact),
        happened_at=entry.happened_at,
        happened_on=entry.happened_on,
        learned_at=recorded.recorded_at,
        by=recorded.actor_id,
        duty=context.duty,
        organisation=context.organisation,
        device=context.device,
        entered_at=context.entered_at,
        late=bool(context.late),
        withheld=entry.withheld,
        was_corrected=entry.was_corrected,
        may_correct=entry.may_correct,
        fact=None if entry.withheld else jsonable_encoder(recorded.fact),
    )
