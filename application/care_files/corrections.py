"""Requests to correct a visit or talk: by whoever made it or the lead mentor, whole, with why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.authorisation.permission import standings_for_child
from application.care_files.contacts import maker_of, talk_now, visit_now
from application.care_files.heads import Head, head_of
from application.care_files.visits import contact_id_of, record_contact
from application.ports import Actor, Context, History, Ledger, Receipt, Recorded
from application.reads.looking import Asked, Names, look, names_of
from application.recording import Request
from application.states import visits_state, visits_stream
from domain.access.table import Request as Asking
from domain.errors import NotFound, RuleBroken
from domain.reads.facts import Reading
from domain.shared import ChildId, Erased, TalkId, VisitId
from domain.visits import rules
from domain.visits.facts import HomeVisit, Talk
from domain.visits.state import CorrectHomeVisit, CorrectTalk


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNow:
    """A visit or talk as it reads now, for the form that corrects it.

    `version` is that of its last event; `first` its first record; `names` whoever entered that.
    """

    head: Head
    content: HomeVisit | Talk
    version: int
    first: Recorded[object]
    names: Names


def correct_home_visit(
    ledger: Ledger,
    actor: Actor,
    request: CorrectHomeVisit,
    now: datetime,
    expected_version: int | None = None,
) -> Receipt:
    """Record what a visit should have said, whole, and why.

    `expected_version` is the version of the visit's last event as the corrector saw it.

    Raises: RuleBroken `changed_meanwhile` when somebody corrected it since.
    """
    context = _permit(ledger, actor, request.child_id, request.visit_id, now)
    return record_contact(
        ledger,
        Request(request_id=request.correction_id, actor=actor, now=now, context=context),
        request.child_id,
        request.visit,
        lambda state, child: rules.correct_home_visit(
            state, request, child=child, now=now, rules=ledger.rules
        ),
        also=_require_version(request.visit_id, expected_version),
    )


def correct_talk(
    ledger: Ledger,
    actor: Actor,
    request: CorrectTalk,
    now: datetime,
    expected_version: int | None = None,
) -> Receipt:
    """Record what a talk's record should have said, whole, and why; versions as for visits."""
    context = _permit(ledger, actor, request.child_id, request.talk_id, now)
    return record_contact(
        ledger,
        Request(request_id=request.correction_id, actor=actor, now=now, context=context),
        request.child_id,
        request.talk,
        lambda state, child: rules.correct_talk(
            state, request, child=child, now=now, rules=ledger.rules
        ),
        also=_require_version(request.talk_id, expected_version),
    )


def contact_to_correct(ledger: Ledger, asked: Asked, contact_id: UUID) -> ContactNow:
    """Return a visit or talk as it reads now, to whoever may correct it; the reading is recorded.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings, history = look(ledger, asked, Asking.LIST_CHILDREN, Reading.CONTACT)
    content = _content_now(history, asked.child_id, contact_id)
    if content is None:
        raise NotFound("contact_not_found")
    standings.having_made(maker_of(content)).require(Asking.CORRECT_CONTACT)
    about = [each for each in history.recorded if contact_id_of(each.fact) == contact_id]
    return ContactNow(
        head=head_of(ledger, asked.child_id, standings, history),
        content=content,
        version=about[-1].version,
        first=about[0],
        names=names_of(ledger, [about[0].actor_id], []),
    )


def _permit(
    ledger: Ledger, actor: Actor, child_id: ChildId, contact_id: UUID, now: datetime
) -> Context:
    """Let a correction pass: whoever made the contact has that standing besides the others."""
    standings = standings_for_child(ledger, actor, child_id, now)
    history = ledger.log.load([visits_stream(child_id)])
    content = None if isinstance(history, Erased) else _content_now(history, child_id, contact_id)
    if content is not None:
        standings = standings.having_made(maker_of(content))
    return standings.require(Asking.CORRECT_CONTACT)


def _require_version(contact_id: UUID, expected: int | None) -> Callable[[History], None]:
    def require(history: History) -> None:
        versions = [
            each.version for each in history.recorded if contact_id_of(each.fact) == contact_id
        ]
        if expected is not None and versions[-1:] != [expected]:
            raise RuleBroken("changed_meanwhile")

    return require


def _content_now(history: History, child_id: ChildId, contact_id: UUID) -> HomeVisit | Talk | None:
    state = visits_state(history, child_id)
    visit, talk = state.visits.get(VisitId(contact_id)), state.talks.get(TalkId(contact_id))
    if visit is not None:
        return visit_now(visit)
    return talk_now(talk) if talk is not None else None
