"""The permanent names of what is stored of outages that were told: only ever added to."""

from domain.outages.facts import OutageOverTold, OutageTold
from domain.shared import Compartment
from infrastructure.log.event_names import EventName


def _outage(name: str, fact: type[object]) -> EventName:
    return EventName(name, fact, Compartment.ORGANISATION, "recorder_id", "recorder_id")


OUTAGE_NAMES = (
    _outage("outages.outage_told.1", OutageTold),
    _outage("outages.outage_over_told.1", OutageOverTold),
)
