"""Since when a family refuses so that it matters, and after what its refusal does no more."""

from collections.abc import Iterable
from typing import TypeVar

from domain.referrals.facts import ReferralIssued, ReferralsEvent
from domain.referrals.family.consenting import standing_refusal
from domain.referrals.family.guardian_facts import ConsentRefused, EmergencyEscortStarted
from domain.referrals.hospital.feedback_facts import CaseRestored
from domain.referrals.hospital.hospital_facts import ReferralRerouted
from domain.referrals.levels.acute import is_acute
from domain.referrals.returning.aftercare_facts import FollowUpDone, FollowUpOutcome
from domain.referrals.returning.return_facts import ReturnPlanned
from domain.referrals.school.panel_facts import PanelDecided, PanelDecision
from domain.referrals.state import NO_CASE, evolve

K = TypeVar("K")

Settling = (
    ReferralIssued
    | ReferralRerouted
    | EmergencyEscortStarted
    | ReturnPlanned
    | CaseRestored
    | PanelDecided
    | FollowUpDone
)
"""After which a refusal may matter no more."""


def settles_refusal(fact: Settling) -> bool:
    """Return whether nobody talks with the family any more because it refused before.

    The child is at a hospital or on the way there, was found to need none, a panel decided on what
    no family has to agree to, or all begins anew. The clock of the talks stops at the same.
    """
    match fact:
        case PanelDecided():
            return fact.decision is PanelDecision.IN_SCHOOL_SUPPORT
        case FollowUpDone():
            return fact.outcome is FollowUpOutcome.NEEDS_ASSESSMENT
        case _:
            return True


def refused_in_danger(facts: Iterable[tuple[K, ReferralsEvent]]) -> K | None:
    """Return what stands beside the refusal by which a child in acute danger goes without help.

    Of several that are not settled it is the first. None where somebody agreed since, a report may
    mean whoever refused, it is settled, or there is no acute danger; `facts` are all of the case in
    the order in which they were learned.
    """
    state, since = NO_CASE, None
    for key, fact in facts:
        state = evolve(state, fact)
        if standing_refusal(state) is None or (
            isinstance(fact, Settling) and settles_refusal(fact)
        ):
            since = None
        elif isinstance(fact, ConsentRefused) and since is None:
            since = key
    return since if is_acute(state) else None
