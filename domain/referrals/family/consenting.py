"""Whose yes or no counts: nobody's whom a report may mean, until somebody made sure of it."""

from dataclasses import replace
from typing import TypeVar

from domain.referrals.facts import ConsentRecorded
from domain.referrals.family.guardian_facts import ConsentRefused
from domain.referrals.family.guardians import family_may_be_meant
from domain.referrals.hospital.feedback_facts import CaseRestored, FunctionalFeedbackGiven
from domain.referrals.state import CaseState

Said = TypeVar("Said", bound=ConsentRecorded | FunctionalFeedbackGiven | CaseRestored)


def counts(state: CaseState, said: ConsentRecorded | ConsentRefused) -> bool:
    """Return whether a yes or no counts today.

    One that was said before a report came which may mean guardian or carer counts no more from
    then on; what was done on it until then stands.
    """
    return bool(said.not_suspected) or not family_may_be_meant(state)


def last_refusal(state: CaseState) -> ConsentRefused | None:
    """Return the refusal that was said last, of those that count."""
    tellings = state.at_school.family.tellings.values()
    refused = [t for t in tellings if isinstance(t, ConsentRefused) and counts(state, t)]
    # Of two of one moment the one that was written down later.
    return max(reversed(refused), key=lambda each: each.refused_at, default=None)


def standing_refusal(state: CaseState) -> ConsentRefused | None:
    """Return the refusal that stands; whoever agreed after it, not before, lifts it."""
    refused = last_refusal(state)
    agreed = (each.given_at for each in state.consents.values() if counts(state, each))
    agreed_at = max(agreed, default=None)
    lifted = refused and agreed_at is not None and agreed_at >= refused.refused_at
    return None if lifted else refused


def refusal_without_weight(state: CaseState) -> ConsentRefused | None:
    """Return the last refusal where a report may mean whoever said it, None where it counts."""
    refused = state.at_school.family.refused
    return None if refused is None or counts(state, refused) else refused


def as_before(said: Said) -> Said:
    """Return a fact as it was recorded by a program that did not ask whether anybody made sure."""
    asked_less = replace(said, not_suspected=None)
    return replace(asked_less, wish=None) if isinstance(asked_less, ConsentRecorded) else asked_less
