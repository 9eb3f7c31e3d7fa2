"""The permanent names of what is stored of screenings and their talks: only ever added to."""

from domain.screening import facts
from domain.shared import Compartment
from infrastructure.log.event_names import EventName


def _of_child(name: str, fact: type[object]) -> EventName:
    return EventName(name, fact, Compartment.HEALTH, "child_id", "child_id")


SCREENING_NAMES = (
    _of_child("screening.screening_lead_recorded.2", facts.ScreeningLeadRecorded),
    _of_child("screening.interview_missed.1", facts.InterviewMissed),
    _of_child("screening.interview_held.1", facts.InterviewHeld),
    _of_child("screening.worry_raised_instead.1", facts.WorryRaisedInstead),
    _of_child("screening.screening_lead_dropped.1", facts.ScreeningLeadDropped),
)
