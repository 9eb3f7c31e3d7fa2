"""The pages that pair mentors with a child, pass the lead on, and end a pairing."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from api import paths
from api.deps import Call
from api.pages.choices import on_duty
from api.pages.frame import FieldsDep, Visitor, VisitorDep, see_other
from api.pages.people_names import head, person
from api.pages.taking import take
from api.pages.typed_fields import Fields
from api.view_models.care_files.pairing import EndPairingPage, LoadWarning, PairingLine, PairingPage
from api.view_models.forms import ChoiceGroup, Form, typed
from application.authorisation.opening_forms import open_pairing
from application.care_files.heads import Head, child_head
from application.care_files.pairing import (
    MENTOR_ROLES,
    MentorLoad,
    arrangers,
    end_pairing,
    mentor_load,
    pair_mentor,
    reassign_lead,
)
from application.ports import Receipt
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.pairing.facts import MentorKind, MentorPaired, PairingEnded, PairingEndReason
from domain.pairing.state import EndPairing, PairMentor, ReassignLead, ends_on
from domain.shared import ChildId, PairingId, PersonId
from domain.staff.facts import Role

router = APIRouter(include_in_schema=False)

MENTORS = frozenset[Role]().union(*MENTOR_ROLES.values())


@router.get(paths.PAIRINGS)
def pairings(child_id: UUID, visitor: VisitorDep) -> Response:
    """Show the mentors and the form to add one."""
    call = visitor.call
    first = typed(from_on=local_day(call.now).isoformat(), until_on=_longest(call).isoformat())
    return visitor.page(pairing_page(visitor, child_id, uuid4(), Form(first)))


@router.post(paths.PAIRINGS)
def pair(child_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Pair a mentor; one with many children already only after the warning was seen."""
    call = visitor.call
    pairing_id = PairingId(fields.maybe_id("pairing_id") or uuid4())
    mentor_id = fields.maybe_id("mentor_id")
    if mentor_id is not None and not fields.yes("load_seen"):
        load = mentor_load(call.ledger, call.actor, PersonId(mentor_id), call.now)
        if load.is_full:
            page = pairing_page(visitor, child_id, pairing_id, fields.form)
            warning = _warning(call, PersonId(mentor_id), load)
            return visitor.page(replace(page, warning=warning))

    def save() -> Receipt:
        request = _request(fields, ChildId(child_id), pairing_id, local_day(call.now))
        receipt = pair_mentor(call.ledger, call.actor, request, call.now)
        if fields.yes("is_lead"):
            lead = ReassignLead(
                child_id=request.child_id,
                pairing_id=pairing_id,
                changed_on=max(request.from_on, local_day(call.now)),
            )
            reassign_lead(call.ledger, call.actor, lead, call.now)
        return receipt

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(paths.PAIRINGS, child_id=child_id),
        again=lambda form: pairing_page(visitor, child_id, pairing_id, form),
    )


@router.post(paths.HAND_OVER_LEAD)
def hand_over_lead(child_id: UUID, pairing_id: UUID, visitor: VisitorDep) -> Response:
    """Pass the lead to another mentor."""
    call = visitor.call
    request = ReassignLead(
        child_id=ChildId(child_id),
        pairing_id=PairingId(pairing_id),
        changed_on=local_day(call.now),
    )
    reassign_lead(call.ledger, call.actor, request, call.now)
    return see_other(paths.filled(paths.PAIRINGS, child_id=child_id))


@router.get(paths.END_PAIRING)
def confirm_end(child_id: UUID, pairing_id: UUID, visitor: VisitorDep) -> Response:
    """Ask for the last day and why before a pairing ends."""
    form = Form({"ended_on": (local_day(visitor.call.now).isoformat(),)})
    return visitor.page(_end_page(visitor, child_id, pairing_id, form))


@router.post(paths.END_PAIRING)
def end(child_id: UUID, pairing_id: UUID, visitor: VisitorDep, fields: FieldsDep) -> Response:
    """End a pairing; when it leads and others remain, the lead passes on with it."""
    call = visitor.call

    def save() -> Receipt:
        request = EndPairing(
            child_id=ChildId(child_id),
            pairing_id=PairingId(pairing_id),
            ended_on=fields.day("ended_on"),
            reason=fields.one_of("reason", PairingEndReason),
        )
        fields.require_no_errors()
        next_lead = fields.maybe_id("next_lead")
        lead = None
        if next_lead is not None:
            lead = ReassignLead(
                child_id=request.child_id,
                pairing_id=PairingId(next_lead),
                changed_on=local_day(call.now),
            )
        return end_pairing(call.ledger, call.actor, request, call.now, next_lead=lead)

    return take(
        visitor,
        fields,
        save,
        done=lambda _receipt: paths.filled(paths.PAIRINGS, child_id=child_id),
        again=lambda form: _end_page(visitor, child_id, pairing_id, form),
    )


def _request(fields: Fields, child_id: ChildId, pairing_id: PairingId, today: date) -> PairMentor:
    request = PairMentor(
        child_id=child_id,
        pairing_id=pairing_id,
        mentor_id=PersonId(fields.id("mentor_id")),
        mentor_kind=fields.one_of("mentor_kind", MentorKind),
        from_on=fields.maybe_day("from_on") or today,
        until_on=fields.day("until_on"),
        vetted_on=fields.maybe_day("vetted_on"),
    )
    fields.require_no_errors()
    return request


def pairing_page(visitor: Visitor, child_id: UUID, pairing_id: UUID, form: Form) -> PairingPage:
    """Return the page of a child's mentors; the reading is recorded first."""
    call = visitor.call
    child = child_head(call.ledger, visitor.asked(child_id))
    chain = call.ledger.access.chain_of_child(child.child_id) or frozenset()
    today = local_day(call.now)
    found = on_duty(call, call.ledger.directory.people_at(chain), MENTORS, chain)
    return PairingPage(
        child=head(child, today, call.ledger.rules),
        pairing_id=pairing_id,
        form=form,
        mentors=(ChoiceGroup(label="", choices=found),),
        pairings=_lines(child, call),
        may_pair=Asking.PAIR_MENTOR in child.may,
    )


def _end_page(visitor: Visitor, child_id: UUID, pairing_id: UUID, form: Form) -> EndPairingPage:
    call = visitor.call
    open_pairing(call.ledger, call.actor, Asking.END_PAIRING, ChildId(child_id), call.now)
    child = child_head(call.ledger, visitor.asked(child_id))
    current = [line for line in _lines(child, call) if line.ended_on is None]
    ending = next((line for line in current if line.pairing_id == pairing_id), None)
    if ending is None:
        raise NotFound("pairing_not_found")
    return EndPairingPage(
        child=head(child, local_day(call.now), call.ledger.rules),
        pairing=ending,
        form=form,
        others=tuple(line for line in current if line is not ending) if ending.is_lead else (),
    )


def _lines(child: Head, call: Call) -> tuple[PairingLine, ...]:
    current = [(each, None) for each in child.mentors]
    arranged = arrangers(call.ledger, child.child_id)
    names = call.ledger.directory.names(set(arranged.values()))
    lines = (_line(child, call, *each) for each in (*current, *child.ended))
    return tuple(
        replace(line, arranged_by=names.get(arranged[line.pairing_id]))
        if line.pairing_id in arranged
        else line
        for line in lines
    )


def _line(child: Head, call: Call, paired: MentorPaired, ended: PairingEnded | None) -> PairingLine:
    until = ends_on(paired, call.ledger.rules)
    left = (until - local_day(call.now)).days
    soon = ended is None and left <= call.ledger.rules.ending_soon_days
    return PairingLine(
        pairing_id=paired.pairing_id,
        mentor=person(child.names, paired.mentor_id),
        kind=paired.mentor_kind,
        is_lead=paired.pairing_id == child.lead_pairing_id,
        from_on=paired.from_on,
        ended_on=ended.ended_on if ended else None,
        until_on=until,
        days_left=left if soon else None,
    )


def _longest(call: Call) -> date:
    return local_day(call.now) + timedelta(days=call.ledger.rules.pairing_days_at_most)


def _warning(call: Call, mentor_id: PersonId, load: MentorLoad) -> LoadWarning:
    return LoadWarning(
        mentor=call.ledger.directory.names((mentor_id,)).get(mentor_id, ""),
        children=load.children,
        advised=load.advised,
    )
