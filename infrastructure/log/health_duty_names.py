"""The permanent names of what is stored of what health vice principals do: only ever added to."""

from domain.advising import facts as duties
from domain.shared import Compartment
from infrastructure.log.event_names import EventName


def _school(name: str, fact: type[object]) -> EventName:
    return EventName(name, fact, Compartment.ORGANISATION, "school_id", "school_id")


HEALTH_DUTY_NAMES = (
    _school("advising.health_duty_logged.1", duties.HealthDutyLogged),
    _school("advising.health_duty_corrected.1", duties.HealthDutyCorrected),
    _school("advising.health_duty_voided.1", duties.HealthDutyVoided),
)
