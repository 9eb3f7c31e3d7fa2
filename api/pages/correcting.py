"""What a form that corrects a visit or talk says of the record it corrects."""

from api.pages.people_names import person
from api.view_models.visits import Correcting
from application.corrections import ContactNow
from domain.shared import CorrectionId


def correcting(found: ContactNow, correction_id: CorrectionId) -> Correcting:
    """Return the record's version as it is now, and who first entered it when."""
    return Correcting(
        correction_id=correction_id,
        version=found.version,
        first_learned_at=found.first.recorded_at,
        first_entered_by=person(found.names, found.first.actor_id),
    )
