"""What a form that corrects a visit or talk says of the record it corrects."""

from uuid import uuid4

from api.pages.people_names import person
from api.pages.typed_fields import Fields
from api.view_models.care_files.visits import Correcting
from application.care_files.corrections import ContactNow
from domain.shared import CorrectionId


def correcting(found: ContactNow, fields: Fields | None) -> Correcting:
    """Return the record's version as it is now, and who first entered it when.

    A form that was sent with `fields` and comes back keeps the id of its correction.
    """
    sent_id = fields.maybe_id("correction_id") if fields else None
    return Correcting(
        correction_id=CorrectionId(sent_id or uuid4()),
        version=found.version,
        first_learned_at=found.first.recorded_at,
        first_entered_by=person(found.names, found.first.actor_id),
    )
