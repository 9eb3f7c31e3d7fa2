"""Requests about the care file: opening it, and what is stated in it later."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from application.authorisation.permission import permit_at, permit_for_child
from application.care_files.registering import require_not_of_another
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Request, record
from application.states import (
    care_state,
    care_stream,
    child_state,
    children_stream,
    staff_state,
    staff_stream,
)
from domain.access.table import Request as Asking
from domain.care import rules as rules
from domain.care.state import AssessCareLevel, OpenCareFile
from domain.days import local_day
from domain.errors import Invalid
from domain.shared import OrganisationId, Stream
from domain.staff.facts import OrganisationKind
from domain.staff.rules import require_organisation


def open_care_file(ledger: Ledger, actor: Actor, request: OpenCareFile, now: datetime) -> Receipt:
    """Record the opening of the one file of a child with every section an opening needs.

    Raises: RuleBroken when the child is not registered, has a file, or a place named is not one.
    """
    places = places_of(request)
    context = permit_at(ledger, actor, Asking.OPEN_CARE_FILE, places, now)
    require_not_of_another(ledger, actor, request.child_id, now, hidden="child_not_registered")

    def decide(history: History) -> rules.Answer:
        require_places(history, places)
        registered = child_state(history, request.child_id).registered
        return rules.open_care_file(
            care_state(history, request.child_id),
            request,
            by=actor.person_id,
            born_on=registered.born_on if registered else None,
            today=local_day(now),
            rules=ledger.rules,
        )

    streams: list[Stream] = [
        children_stream(request.child_id),
        care_stream(request.child_id),
        *(staff_stream(organisation_id) for organisation_id in places),
    ]
    asked = Request(request_id=request.child_id, actor=actor, now=now, context=context)
    return record(ledger, asked, streams, decide)


def assess_care_level(
    ledger: Ledger, actor: Actor, request: AssessCareLevel, assessment_id: UUID, now: datetime
) -> Receipt:
    """Record how closely to look at a child from now on."""
    context = permit_for_child(ledger, actor, Asking.ASSESS_CARE_LEVEL, request.child_id, now)
    return record(
        ledger,
        Request(request_id=assessment_id, actor=actor, now=now, context=context),
        [care_stream(request.child_id)],
        lambda history: rules.assess_care_level(
            care_state(history, request.child_id),
            request,
            by=actor.person_id,
            today=local_day(now),
            rules=ledger.rules,
        ),
    )


def places_of(request: OpenCareFile) -> dict[OrganisationId, OrganisationKind]:
    """Return the organisations that the file names, with the kind each must be of."""
    places = {request.residence.village_id: OrganisationKind.VILLAGE}
    if request.schooling.school_id is not None:
        places[request.schooling.school_id] = OrganisationKind.SCHOOL
    if request.schooling.class_id is not None:
        places[request.schooling.class_id] = OrganisationKind.CLASS
    return places


def require_places(history: History, places: Mapping[OrganisationId, OrganisationKind]) -> None:
    """Raises: RuleBroken, with the field, when a place is unknown or of another kind.

    Raises: Invalid for a class that stands in no school among them.
    """
    for organisation_id, kind in places.items():
        place = staff_state(history, organisation_id)
        found = require_organisation(place, {kind}, field=f"{kind.value}_id")
        if kind is OrganisationKind.CLASS and found.parent_id not in places:
            raise Invalid("class_of_another_school", "class_id")
