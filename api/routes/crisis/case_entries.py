"""The facts of a case as the API tells them, and what those kept out of it did to the file."""

from fastapi.encoders import jsonable_encoder
from pydantic import AwareDatetime, BaseModel

from api.routes.care_files.history import code_of, kind_of
from application.crisis.cases.since_raised import Act
from application.crisis.hospital.shown_to_hospital import KEPT_FROM_IT
from application.ports import Recorded
from domain.shared import OrganisationId, PersonId


class CaseEntryBody(BaseModel):
    """One fact of the case as it was learned, by whom and in which capacity."""

    position: int
    version: int
    leaf_hash: str
    kind: str
    learned_at: AwareDatetime
    by: PersonId
    duty: str | None
    organisation: OrganisationId | None
    entered_at: AwareDatetime | None
    fact: dict[str, object]


class ActBody(BaseModel):
    """One fact of the child's file, its kind alone, by somebody who is kept out of the case."""

    kind: str
    done_at: AwareDatetime
    done_by: PersonId


def act_body(act: Act) -> ActBody:
    """Return one fact of the file as it is told."""
    return ActBody(kind=code_of(act.kind), done_at=act.done_at, done_by=act.done_by)


def entry_body(recorded: Recorded[object], *, for_hospital: bool) -> CaseEntryBody:
    """Return one fact of the case as it is told, to a hospital without the one before it."""
    kept_back = set(KEPT_FROM_IT.get(type(recorded.fact), ()) if for_hospital else ())
    context = recorded.context
    return CaseEntryBody(
        position=recorded.position,
        version=recorded.version,
        leaf_hash=recorded.leaf_hash.hex(),
        kind=kind_of(recorded.fact),
        learned_at=recorded.recorded_at,
        by=recorded.actor_id,
        duty=context.duty,
        organisation=context.organisation,
        entered_at=context.entered_at,
        fact=jsonable_encoder(recorded.fact, exclude=kept_back),
    )
