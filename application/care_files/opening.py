"""Opens a care file in one go: child, carer and file are recorded together or not at all."""

from dataclasses import dataclass
from datetime import datetime

from application.authorisation.permission import permit, permit_at
from application.care_files.care import places_of, require_places
from application.care_files.children import id_number_claims, note_known_number
from application.care_files.registering import require_not_of_another, tell_whom_to_ask
from application.ports import Actor, ClaimTaken, History, Ledger, Receipt
from application.recording import Decision, Request, record
from application.rows import OrganisationRow
from application.states import (
    care_state,
    care_stream,
    child_state,
    children_stream,
    staff_stream,
)
from domain.access.table import Request as Asking
from domain.care import rules as care_rules
from domain.care.state import OpenCareFile
from domain.children import rules as children_rules
from domain.children.facts import ChildRegistered, ChildrenEvent
from domain.children.state import ChildState, RecordCarer, RegisterChild, evolve
from domain.days import local_day
from domain.errors import Invalid, RuleBroken
from domain.shared import ChildId, Known

OF_THE_CARER = frozenset({"name", "phone", "as_of_on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFile:
    """Everything that a form says when a file is opened; all three parts are of the same child."""

    child: RegisterChild
    carer: RecordCarer
    file: OpenCareFile


def places_to_open_at(ledger: Ledger, actor: Actor, now: datetime) -> tuple[OrganisationRow, ...]:
    """Return all places that a new file may name, to whoever may open one somewhere.

    Raises: NotPermitted, Unavailable.
    """
    permit(ledger, actor, Asking.OPEN_CARE_FILE, now)
    return ledger.directory.organisations()


def open_file(ledger: Ledger, actor: Actor, request: OpenFile, now: datetime) -> Receipt:
    """Record the child, the carer and the file's sections in one commit, once.

    Raises: Invalid, where the carer's name, phone and day are told with `carer_` before them;
    RuleBroken when the child is registered with other content or by another office, has a file,
    shares an ID number with another child, or a place named is not one.
    """
    places = places_of(request.file)
    context = permit_at(ledger, actor, Asking.OPEN_CARE_FILE, places, now)
    child_id = request.child.child_id
    hidden = "child_registered_otherwise"
    require_not_of_another(ledger, actor, child_id, now, hidden=hidden)
    asked = Request(
        request_id=child_id, actor=actor, now=now, context=context, claims=id_number_claims
    )
    streams = [children_stream(child_id), care_stream(child_id), *map(staff_stream, places)]

    def decide(history: History) -> Decision:
        require_places(history, places)
        return _decided(ledger, actor, request, now, history)

    try:
        return record(ledger, asked, streams, decide)
    except ClaimTaken as taken:
        note_known_number(ledger, asked, taken)
        tell_whom_to_ask(ledger, actor, ChildId(taken.owner_id), now)
        raise RuleBroken("id_number_already_registered", field="id_number") from None


def _decided(
    ledger: Ledger, actor: Actor, request: OpenFile, now: datetime, history: History
) -> Decision:
    today = local_day(now)
    before = child_state(history, request.child.child_id)
    care = care_state(history, request.child.child_id)
    child = _child(before, request.child, ledger, now)
    known = before
    for fact in child:
        known = evolve(known, fact)
    carer = _carer(known, request.carer, now)
    file = care_rules.open_care_file(
        care,
        request.file,
        by=actor.person_id,
        born_on=known.registered.born_on if known.registered else None,
        today=today,
        rules=ledger.rules,
    )
    return file if isinstance(file, Known) else (*child, *carer, *file)


def _child(
    state: ChildState, request: RegisterChild, ledger: Ledger, now: datetime
) -> tuple[ChildrenEvent, ...]:
    answer = children_rules.register_child(state, request, today=local_day(now), rules=ledger.rules)
    if isinstance(answer, Known) and not answer.conflicts:
        return ()
    if isinstance(answer, Known) or not isinstance(answer[0], ChildRegistered):
        # The form comes back with everything typed, so nothing has to be kept beside.
        raise RuleBroken("child_registered_otherwise")
    return answer


def _carer(state: ChildState, request: RecordCarer, now: datetime) -> tuple[ChildrenEvent, ...]:
    try:
        answer = children_rules.record_carer(state, request, today=local_day(now))
    except Invalid as refusal:
        field = f"carer_{refusal.field}" if refusal.field in OF_THE_CARER else refusal.field
        raise Invalid(refusal.code, field, **refusal.parameters) from None
    return () if isinstance(answer, Known) else answer
