"""Why no other guardian is told, where one is kept from, refuses or cannot be reached."""

from domain.errors import RuleBroken
from domain.referrals.family.guardian_facts import OtherGuardianNotTold
from domain.referrals.family.guardian_state import OmitOtherGuardian
from domain.referrals.rules import Answer, require_open, require_raised
from domain.referrals.state import CaseState
from domain.shared import Known, PersonId
from domain.text import REASON_AT_MOST, some_lines


def omit_other_guardian(state: CaseState, request: OmitOtherGuardian, *, by: PersonId) -> Answer:
    """Record that no other guardian is told, and why; who may be involved is never a way to them.

    Raises: NotFound for no such case; RuleBroken when it is over, the id stands for something else,
    or no other guardian is owed; Invalid without the reason in words.
    """
    raised = require_raised(state)
    said = OtherGuardianNotTold(
        case_id=request.case_id,
        child_id=raised.child_id,
        telling_id=request.telling_id,
        said_by=by,
        reason=request.reason,
        why=some_lines(request.why, field="why", at_most=REASON_AT_MOST),
    )
    family = state.at_school.family
    before = family.omissions.get(request.telling_id) or family.tellings.get(request.telling_id)
    if before is not None:
        if before == said:
            return Known((said,))
        raise RuleBroken("telling_already_recorded")
    require_open(state)
    if not is_other_owed(state):
        raise RuleBroken("no_other_guardian_owed")
    return (said,)


def is_other_owed(state: CaseState) -> bool:
    """Return whether one guardian is kept from, refused or was not reached, so another matters."""
    family = state.at_school.family
    return any((family.withheld, family.refused, family.not_reached))
