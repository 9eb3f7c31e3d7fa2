"""The permanent names of stored facts that put right who a child is: only ever added to."""

from domain.children.facts import (
    CorrectionExplained,
    IdentityCorrected,
    IdentityCorrectionDeclined,
    IdentityCorrectionProposed,
    IdentityCorrectionWithdrawn,
)
from domain.shared import Compartment
from infrastructure.log.event_names import EventName


def identity_name(name: str, fact: type[object]) -> EventName:
    """Return the name of a fact that is sealed under the identity key of its child."""
    return EventName(name, fact, Compartment.IDENTITY, "child_id", "child_id")


IDENTITY_NAMES = (
    identity_name("children.identity_corrected.1", IdentityCorrected),
    identity_name("children.identity_correction_proposed.1", IdentityCorrectionProposed),
    identity_name("children.identity_correction_declined.1", IdentityCorrectionDeclined),
    identity_name("children.identity_correction_withdrawn.1", IdentityCorrectionWithdrawn),
    identity_name("children.correction_explained.1", CorrectionExplained),
)
