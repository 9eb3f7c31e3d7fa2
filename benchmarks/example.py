"""The event that is measured: a home visit whose content is 600 bytes, as each log writes it."""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import msgspec

from application.ports import Context
from domain.shared import ChildId, PersonId, VisitId
from domain.staff.facts import Role
from domain.visits.facts import HomeVisit, HomeVisitLogged
from tests import examples

CONTENT_BYTES = 600
ACTOR = PersonId(examples.TEACHER)
CONTEXT = Context(duty=Role.CLASS_TEACHER.value, organisation=examples.SCHOOL_CLASS, device="phone")

_KNOWN_CONTEXT = {name: value for name, value in asdict(CONTEXT).items() if value is not None}
_SENTENCE = "奶奶身体还好,孩子作业写得认真,想妈妈。"


def visit_logged(child_id: UUID, visit: HomeVisit) -> HomeVisitLogged:
    """Return a new visit to a child."""
    return HomeVisitLogged(child_id=ChildId(child_id), visit_id=VisitId(uuid4()), visit=visit)


def content_bytes(visit: HomeVisit) -> int:
    """Return how long the JSON of such a visit and its context is, before it is padded."""
    content = {"fact": visit_logged(uuid4(), visit), "context": _KNOWN_CONTEXT}
    return len(msgspec.json.encode(content))


def _visit_of(size: int) -> HomeVisit:
    visit = replace(examples.HOME_VISIT, note="")
    characters, dots = divmod(size - content_bytes(visit), len("家".encode()))
    note = (_SENTENCE * characters)[:characters] + "." * dots
    return replace(visit, note=note)


VISIT = _visit_of(CONTENT_BYTES)

# The same for the library, in the plain types that its transcoder takes.
PLAIN_VISIT: dict[str, object] = asdict(VISIT) | {
    "companions": list(VISIT.companions),
    "observations": [asdict(each) for each in VISIT.observations],
    "needs": list(VISIT.needs),
    "next_visit_on": VISIT.next_visit_on and VISIT.next_visit_on.isoformat(),
}
PLAIN_CONTEXT: dict[str, object] = dict(_KNOWN_CONTEXT)


def now() -> datetime:
    """Return the time at which something is recorded."""
    return datetime.now(UTC)
