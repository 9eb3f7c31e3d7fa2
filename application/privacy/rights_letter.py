"""The written answer to one request as a letter to whoever asked, and that it was handed over."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid5

from application.authorisation.permission import Standings, standings_for_child
from application.care_files.heads import Head, head_of
from application.ports import Actor, History, Ledger, Receipt
from application.privacy.rights import RightsRequest, request_in
from application.reads.looking import Asked, look, names_of
from application.recording import Request, record
from application.rows import OrganisationRow
from application.states import rights_state, rights_stream
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound, NotPermitted
from domain.reads.facts import Reading
from domain.rights import rules
from domain.rights.facts import RightsAnswerWritten
from domain.rights.state import HandOverAnswer
from domain.shared import Erased, OrganisationId, PersonId, RightsId


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsLetter:
    """One answered request, with the office that answered and the one above it, where known."""

    head: Head
    request: RightsRequest
    office: OrganisationRow | None
    above: OrganisationRow | None


def rights_letter(ledger: Ledger, asked: Asked, rights_id: RightsId) -> RightsLetter:
    """Return the answer to one request alone; the reading is recorded first.

    Raises: NotFound, also before it is answered; NotPermitted for whoever neither received it nor
    answers such requests; Unavailable, Unreadable.
    """
    standings, history = look(ledger, asked, Asking.READ_RIGHTS, Reading.RIGHTS)
    told = ledger.log.load([rights_stream(asked.child_id)])
    if isinstance(told, Erased):
        raise NotFound("erased")
    request = request_in(told, asked, rights_id, may=standings.allow(Asking.ANSWER_RIGHTS))
    if request.answered is None:
        raise NotFound("rights_not_found")
    _require_theirs(standings, request.requested.received_by)
    office = _place(ledger, _office(told, rights_id))
    return RightsLetter(
        head=head_of(ledger, asked.child_id, standings, history),
        request=request,
        office=office,
        above=_place(ledger, office.parent_id) if office else None,
    )


def hand_over_answer(
    ledger: Ledger, actor: Actor, request: HandOverAnswer, now: datetime
) -> Receipt:
    """Record how and when the written answer reached whoever asked.

    Raises: NotPermitted for whoever neither received the request nor answers such requests.
    """
    standings = standings_for_child(ledger, actor, request.child_id, now)
    context = standings.require(Asking.RECEIVE_RIGHTS)

    def decide(history: History) -> rules.Answer:
        state = rights_state(history, request.child_id)
        asked = state.requests.get(request.rights_id)
        if asked is not None:
            _require_theirs(standings, asked.received_by)
        return rules.hand_over_answer(state, request, by=actor.person_id, today=local_day(now))

    request_id = uuid5(request.rights_id, "handed over")
    return record(
        ledger,
        Request(request_id=request_id, actor=actor, now=now, context=context),
        [rights_stream(request.child_id)],
        decide,
    )


def _require_theirs(standings: Standings, received_by: PersonId) -> None:
    may_answer = standings.allow(Asking.ANSWER_RIGHTS)
    if not may_answer and received_by != standings.actor.person_id:
        raise NotPermitted("standing_not_enough", request=Asking.ANSWER_RIGHTS)


def _office(told: History, rights_id: RightsId) -> OrganisationId | None:
    """Return where whoever wrote the answer held the duty by which they did."""
    return next(
        (
            each.context.organisation
            for each in told.recorded
            if isinstance(each.fact, RightsAnswerWritten) and each.fact.rights_id == rights_id
        ),
        None,
    )


def _place(ledger: Ledger, organisation_id: OrganisationId | None) -> OrganisationRow | None:
    if organisation_id is None:
        return None
    return names_of(ledger, (), {organisation_id}).organisations.get(organisation_id)
