"""What is typed of a family that a breach concerns, whoever tells it: told, or why it is not."""

from uuid import UUID

from api.pages.typed_fields import Fields
from domain.breaches.facts import UntoldReason
from domain.breaches.state import LeaveUntold, NotifyGuardian
from domain.codelists import ConsentMeans, SpokenBy
from domain.shared import BreachId, ChildId


def told_in(fields: Fields, breach_id: UUID, child_id: UUID) -> NotifyGuardian:
    """Return who was told, how and when; what cannot be read is an error of the fields."""
    return NotifyGuardian(
        breach_id=BreachId(breach_id),
        child_id=ChildId(child_id),
        spoken_by=fields.one_of("spoken_by", SpokenBy),
        means=fields.one_of("consent_means", ConsentMeans),
        told_on=fields.day("told_on"),
        not_suspected=fields.yes("not_suspected"),
    )


def untold_in(fields: Fields, breach_id: UUID, child_id: UUID) -> LeaveUntold:
    """Return why nobody is told; asked for once more, since a family stays in the dark."""
    reason = fields.one_of("untold_reason", UntoldReason)
    if not fields.yes("sure"):
        fields.refuse("sure", "required")
    return LeaveUntold(breach_id=BreachId(breach_id), child_id=ChildId(child_id), reason=reason)
