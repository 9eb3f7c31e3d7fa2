"""Requests to log home visits and talks: once, however often they are sent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from application.authorisation.permission import permit_for_child
from application.care_files.contacts import maker_of
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Request, record
from application.states import (
    care_state,
    care_stream,
    child_state,
    children_stream,
    staff_state,
    staff_stream,
    visits_state,
    visits_stream,
)
from domain.access.table import Request as Asking
from domain.errors import NotFound
from domain.shared import ChildId, Known
from domain.staff.rules import require_human
from domain.visits import rules
from domain.visits.facts import (
    ChildWordsRecorded,
    HomeVisit,
    HomeVisitConflictKept,
    HomeVisitCorrected,
    HomeVisitLogged,
    Talk,
    TalkConflictKept,
    TalkCorrected,
    TalkLogged,
    TalkNotesRecorded,
)
from domain.visits.state import (
    ChildOnFile,
    LogHomeVisit,
    LogTalk,
    VisitsState,
)

Decide = Callable[[VisitsState, ChildOnFile], rules.Answer]

ABOUT_A_VISIT = HomeVisitLogged | HomeVisitCorrected | HomeVisitConflictKept | ChildWordsRecorded
ABOUT_A_TALK = TalkLogged | TalkCorrected | TalkConflictKept | TalkNotesRecorded


def log_home_visit(
    ledger: Ledger,
    actor: Actor,
    request: LogHomeVisit,
    now: datetime,
    entered_at: datetime | None = None,
) -> Receipt:
    """Record a home visit made or tried, with the child's words as a fact of their own.

    `entered_at` is when the form was filled in, where the device tells. Sent twice it is logged
    once; sent again with other content it is kept beside the first and refused with that receipt.
    """
    context = permit_for_child(ledger, actor, Asking.LOG_CONTACT, request.child_id, now)
    late = rules.is_late(request.visit.started_at, now, ledger.rules)
    context = replace(context, entered_at=entered_at, late=late or None)
    asked = Request(request_id=request.visit_id, actor=actor, now=now, context=context)
    return record_contact(
        ledger,
        asked,
        request.child_id,
        request.visit,
        lambda state, child: rules.log_home_visit(
            state, request, child=child, now=now, rules=ledger.rules
        ),
    )


def log_talk(
    ledger: Ledger,
    actor: Actor,
    request: LogTalk,
    now: datetime,
    entered_at: datetime | None = None,
) -> Receipt:
    """Record a talk held or tried, with its notes as a fact of their own; repeats as for visits."""
    context = permit_for_child(ledger, actor, Asking.LOG_CONTACT, request.child_id, now)
    late = rules.is_late(request.talk.started_at, now, ledger.rules)
    context = replace(context, entered_at=entered_at, late=late or None)
    asked = Request(request_id=request.talk_id, actor=actor, now=now, context=context)
    return record_contact(
        ledger,
        asked,
        request.child_id,
        request.talk,
        lambda state, child: rules.log_talk(
            state, request, child=child, now=now, rules=ledger.rules
        ),
    )


def contact_id_of(fact: object) -> UUID | None:
    """Return which visit or talk a fact is about."""
    if isinstance(fact, ABOUT_A_VISIT):
        return fact.visit_id
    return fact.talk_id if isinstance(fact, ABOUT_A_TALK) else None


def record_contact(
    ledger: Ledger,
    asked: Request,
    child_id: ChildId,
    contact: HomeVisit | Talk,
    decide: Decide,
    also: Callable[[History], None] = lambda _history: None,
) -> Receipt:
    """Decide on a child's contacts; `also` may refuse whatever was not recorded before.

    Raises: NotFound when the child is not registered, RuleBroken when whoever made the contact is
    no registered human being, and what `decide` and `also` refuse.
    """
    made_by = maker_of(contact)
    field = "visited_by" if isinstance(contact, HomeVisit) else "talked_by"

    def decide_on(history: History) -> rules.Answer:
        registered = child_state(history, child_id).registered
        if registered is None:
            raise NotFound("child_not_found")
        child = ChildOnFile(
            born_on=registered.born_on,
            file_is_open=care_state(history, child_id).opened is not None,
        )
        answer = decide(visits_state(history, child_id), child)
        if not isinstance(answer, Known):
            # Also of the actor: a program that is registered may hold a duty and an account too.
            require_human(staff_state(history, made_by), field=field)
            also(history)
        return answer

    of_the_child = children_stream(child_id), care_stream(child_id), visits_stream(child_id)
    streams = [*of_the_child, staff_stream(made_by)]
    return record(ledger, asked, streams, decide_on)
