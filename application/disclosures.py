"""Requests about data of a child that was handed to others, and the register of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid5

from application.heads import Head, head_of
from application.looking import Asked, look
from application.permission import permit_for_child
from application.ports import Actor, History, Ledger, Receipt
from application.recording import Request, record
from application.states import (
    consent_state,
    consent_stream,
    disclosures_state,
    disclosures_stream,
)
from domain.access.table import Request as Asking
from domain.consent.facts import Processing
from domain.consent.state import Agreement
from domain.days import local_day
from domain.disclosures import rules
from domain.disclosures.facts import DataDisclosed, DisclosureTold
from domain.disclosures.state import RecordDisclosure, TellDisclosure
from domain.errors import NotFound
from domain.reads.facts import Reading
from domain.shared import Erased, OrganisationId
from domain.staff.facts import OrganisationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """One line of the register; `awaits_telling` after an emergency until the family was told."""

    disclosed: DataDisclosed
    told: DisclosureTold | None
    awaits_telling: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosures:
    """What was handed to others of one child's data, the latest first."""

    head: Head
    lines: tuple[Disclosure, ...]


def record_disclosure(
    ledger: Ledger, actor: Actor, request: RecordDisclosure, now: datetime
) -> Receipt:
    """Record what was handed to whom; on consent only while the family's consent stands."""
    context = permit_for_child(ledger, actor, Asking.RECORD_DISCLOSURE, request.child_id, now)
    needed = _consent_for(ledger, request.recipient_id)

    def decide(history: History) -> rules.Answer:
        consent = consent_state(history, request.child_id)
        return rules.record_disclosure(
            disclosures_state(history, request.child_id),
            request,
            has_consent=consent.agreement(needed) is Agreement.GRANTED,
            today=local_day(now),
            rules=ledger.rules,
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

    Raises: NotFound, NotPermitted, Unavailable, Unreadable.
    """
    standings, history = look(ledger, asked, Asking.READ_DISCLOSURES, Reading.DISCLOSURES)
    loaded = ledger.log.load([disclosures_stream(asked.child_id)])
    if isinstance(loaded, Erased):
        raise NotFound("erased")
    state = disclosures_state(loaded, asked.child_id)
    return Disclosures(
        head=head_of(ledger, asked.child_id, standings, history),
        lines=tuple(
            Disclosure(
                disclosed=state.disclosed[each],
                told=state.told.get(each),
                awaits_telling=state.awaits_telling(each),
            )
            for each in reversed(tuple(state.disclosed))
        ),
    )


def _consent_for(ledger: Ledger, recipient_id: OrganisationId | None) -> Processing:
    found = ledger.directory.organisation(recipient_id) if recipient_id else None
    if found is not None and found.kind is OrganisationKind.HOSPITAL:
        return Processing.SHARING_WITH_HOSPITAL
    return Processing.SHARING_WITH_CHARITY
