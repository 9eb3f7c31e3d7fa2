"""What is recorded of who is told because of a fact of a case."""

from typing import Protocol

from application.ports import Recorded
from domain.alerts.facts import ConcernAlerted
from domain.alerts.rules import Addressing
from domain.shared import CaseId, ChildId, OrganisationId


class OfCase(Protocol):
    """A fact of a case."""

    @property
    def case_id(self) -> CaseId:
        """The case."""
        ...

    @property
    def child_id(self) -> ChildId:
        """The child that it is about."""
        ...


def alerted(
    cause: Recorded[object],
    of: OfCase,
    addressing: Addressing,
    place_id: OrganisationId | None,
) -> ConcernAlerted:
    """Return what is recorded of who is told because of `cause`, a fact of this case."""
    return ConcernAlerted(
        case_id=of.case_id,
        child_id=of.child_id,
        cause_id=cause.event_id,
        place_id=place_id,
        addressees=addressing.addressees,
        gaps=addressing.gaps,
        unreachable=addressing.unreachable,
        kept_out_ids=addressing.kept_out_ids,
    )
