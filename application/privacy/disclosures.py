"""Requests about data of a child that was handed to others, and the register of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid5

from application.authorisation.permission import permit_for_child
from application.care_files.heads import Head, head_of
from application.ports import Actor, History, Ledger, Receipt
from application.reads.discretion import may_be_involved
from application.reads.looking import Asked, Names, look, names_of
from application.recording import Request, record
from application.states import (
    consent_state,
    consent_stream,
    disclosures_state,
    disclosures_stream,
)
from domain.access.table import Request as Asking
from domain.codelists import LegalBasis, Processing
from domain.consent.state import stood_on
from domain.days import local_day
from domain.disclosures import rules
from domain.disclosures.facts import DataDisclosed, DataKind, DisclosureTold
from domain.disclosures.state import RecordDisclosure, TellDisclosure
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.shared import ChildId, Erased, PersonId
from domain.staff.facts import OrganisationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """One line of the register; `awaits_telling` after an emergency until the family was told."""

    disclosed: DataDisclosed
    told: DisclosureTold | None
    awaits_telling: bool
    recorded_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosures:
    """What was handed to others of one child's data, the latest first."""

    head: Head
    lines: tuple[Disclosure, ...]
    names: Names


def record_disclosure(
    ledger: Ledger, actor: Actor, request: RecordDisclosure, now: datetime
) -> Receipt:
    """Record what was handed to whom; on consent only where it stood on the day it was handed out.

    At any moment of that day is enough, also where the family took it back later on the day. Days
    are all that is asked, so one that was given after the handing out counts on its day as well.

    Raises: NotFound for a recipient that is not registered; Invalid for a use that hands nothing to
    such a recipient.
    """
    context = permit_for_child(ledger, actor, Asking.RECORD_DISCLOSURE, request.child_id, now)
    fitting, on = _fitting(ledger, request), request.disclosed_on

    def decide(history: History) -> rules.Answer:
        consent = consent_state(history, request.child_id)
        return rules.record_disclosure(
            disclosures_state(history, request.child_id),
            request,
            agreed={each: stood_on(consent, each, on) for each in fitting},
            today=local_day(now),
            rules=ledger.rules,
            calendar=ledger.clocks.calendar,
        )

    return record(
        ledger,
        Request(request_id=request.disclosure_id, actor=actor, now=now, context=context),
        [disclosures_stream(request.child_id), consent_stream(request.child_id)],
        decide,
    )


def tell_disclosure(
    ledger: Ledger, actor: Actor, request: TellDisclosure, now: datetime
) -> Receipt:
    """Record that the family was told afterwards of what was handed out."""
    context = permit_for_child(ledger, actor, Asking.RECORD_DISCLOSURE, request.child_id, now)
    return record(
        ledger,
        Request(
            request_id=uuid5(request.disclosure_id, "told"), actor=actor, now=now, context=context
        ),
        [disclosures_stream(request.child_id)],
        lambda history: rules.tell_disclosure(
            disclosures_state(history, request.child_id), request, today=local_day(now)
        ),
    )


def disclosures_of(ledger: Ledger, asked: Asked) -> Disclosures:
    """Return the register of one child; the reading is recorded first.

    What tells that the child was in need or ill is left out for whoever may be involved in a case.

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings, history = look(ledger, asked, Asking.READ_DISCLOSURES, Reading.DISCLOSURES)
    loaded = ledger.log.load([disclosures_stream(asked.child_id)])
    if isinstance(loaded, Erased):
        raise NotFound("erased")
    lines = _shown(ledger, asked, disclosures_in(loaded, asked.child_id))
    return Disclosures(
        head=head_of(ledger, asked.child_id, standings, history),
        lines=tuple(reversed(lines)),
        names=names_of(ledger, {each.recorded_by for each in lines}, ()),
    )


def disclosures_in(history: History, child_id: ChildId) -> tuple[Disclosure, ...]:
    """Return all that a history tells of what was handed out, in the order it was learned."""
    state = disclosures_state(history, child_id)
    by = {
        each.fact.disclosure_id: each.actor_id
        for each in history.recorded
        if isinstance(each.fact, DataDisclosed)
    }
    return tuple(
        Disclosure(
            disclosed=disclosed,
            told=state.told.get(each),
            awaits_telling=state.awaits_telling(each),
            recorded_by=by[each],
        )
        for each, disclosed in state.disclosed.items()
    )


def tells_of_case(disclosed: DataDisclosed) -> bool:
    """Return whether what was handed out may tell that the child was in need or ill.

    A reference to the law does: a mandatory report rests on one. What the family agreed to give a
    charity does not, unless it is of the child's health.
    """
    for_charity = disclosed.processing is Processing.SHARING_WITH_CHARITY
    agreed = disclosed.basis is LegalBasis.CONSENT and for_charity
    return DataKind.HEALTH in disclosed.kinds or not agreed


def _shown(ledger: Ledger, asked: Asked, lines: tuple[Disclosure, ...]) -> tuple[Disclosure, ...]:
    silent = tuple(each for each in lines if not tells_of_case(each.disclosed))
    is_telling = len(silent) < len(lines)
    if is_telling and may_be_involved(ledger, asked.actor, asked.child_id, asked.now):
        return silent
    return lines


def _fitting(ledger: Ledger, request: RecordDisclosure) -> frozenset[Processing]:
    """Return the uses in which anything is handed to such a recipient. Raises: NotFound."""
    if request.recipient_id is None:
        return rules.SHARING
    found = ledger.directory.organisation(request.recipient_id)
    if found is None:
        raise NotFound("recipient_not_found")
    if found.kind is OrganisationKind.HOSPITAL:
        return frozenset({Processing.SHARING_WITH_HOSPITAL})
    return frozenset({Processing.SHARING_WITH_CHARITY})
