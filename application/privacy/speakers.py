"""Who speaks for a child by name, for those alone who may see the names of carers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from application.authorisation.permission import Standings
from application.ports import History
from application.states import child_state
from domain.access.table import Request as Asking
from domain.children.facts import CarerRecorded
from domain.consent.facts import SpeakerNamed
from domain.shared import ChildId, ConsentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """The carers on file by name, and who gave each answer."""

    carers: tuple[str, ...] = ()
    of_answers: Mapping[ConsentId, str] = field(default_factory=dict)


def speakers_in(history: History, child_id: ChildId, standings: Standings) -> Speakers:
    """Return the names that a child's loaded history tells; none to whoever may not see carers."""
    carers = carers_on_file(history, child_id, standings)
    if carers is None:
        return Speakers()
    said = (each.fact for each in history.recorded)
    return Speakers(
        carers=tuple(dict.fromkeys(each.name for each in carers)),
        of_answers={each.consent_id: each.name for each in said if isinstance(each, SpeakerNamed)},
    )


def carers_on_file(
    history: History, child_id: ChildId, standings: Standings
) -> tuple[CarerRecorded, ...] | None:
    """Return the carers that a child's loaded history tells; None to whoever may not see them."""
    if not standings.allow(Asking.READ_CARERS):
        return None
    return tuple(child_state(history, child_id).carers.values())
