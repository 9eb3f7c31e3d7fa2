"""What the rules keep in mind of the rows that were received for one child."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.survey.facts import RowOrigin, SurveyEvent


@dataclass(frozen=True, slots=True)
class SurveyState:
    """The rows of lists that speak of one child."""

    received: Mapping[RowOrigin, SurveyEvent] = field(default_factory=dict)


def fold(facts: Iterable[SurveyEvent]) -> SurveyState:
    """Return what the rules know after these facts of one child."""
    return SurveyState({fact.origin: fact for fact in facts})
