"""The telephone of a person: one proposes another number, a second one lets it hold."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import uuid5

from application.authorisation.answering_for import may_for_person, permit_for_person
from application.ports import Actor, Ledger, Receipt, Unreadable
from application.recording import Request, record
from application.states import staff_state, staff_stream
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.shared import Erased, PersonId
from domain.staff import telephones as rules
from domain.staff.state import ConfirmTelephone, ProposeTelephone
from domain.staff.telephone_facts import PersonTelephoneChanged, PersonTelephoneProposed


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephoneSeen:
    """The telephone of a person as whoever may change it sees it; `waits` for a second person."""

    phone: str | None = field(repr=False)
    waits: PersonTelephoneProposed | None = field(repr=False)
    may_propose: bool
    may_confirm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephoneChange:
    """That one's own telephone was changed, on which day and by whom."""

    changed: PersonTelephoneChanged = field(repr=False)
    changed_on: date


def propose_telephone(
    ledger: Ledger, actor: Actor, request: ProposeTelephone, now: datetime
) -> Receipt:
    """Record which telephone is proposed for a person; another person has to confirm it."""
    whose, asking = request.person_id, Asking.PROPOSE_TELEPHONE
    context = permit_for_person(ledger, actor, asking, whose, now)
    return record(
        ledger,
        Request(request_id=request.telephone_id, actor=actor, now=now, context=context),
        [staff_stream(whose)],
        lambda history: rules.propose_telephone(
            staff_state(history, whose), request, by=actor.person_id, today=local_day(now)
        ),
    )


def confirm_telephone(
    ledger: Ledger, actor: Actor, request: ConfirmTelephone, now: datetime
) -> Receipt:
    """Let the telephone hold that another person proposed."""
    whose, asking = request.person_id, Asking.CONFIRM_TELEPHONE
    context = permit_for_person(ledger, actor, asking, whose, now)
    return record(
        ledger,
        Request(
            request_id=uuid5(request.telephone_id, "confirm"),
            actor=actor,
            now=now,
            context=context,
        ),
        [staff_stream(whose)],
        lambda history: rules.confirm_telephone(
            staff_state(history, whose),
            request,
            by=actor.person_id,
            today=local_day(now),
            rules=ledger.rules,
        ),
    )


def may_see_telephone(ledger: Ledger, actor: Actor, person_id: PersonId, now: datetime) -> bool:
    """Return whether somebody may propose or confirm the telephone of another person.

    Raises: Unavailable.
    """
    return person_id != actor.person_id and any(_may(ledger, actor, person_id, now))


def telephone_seen(
    ledger: Ledger, actor: Actor, person_id: PersonId, now: datetime
) -> TelephoneSeen:
    """Return the telephone of a person to whoever may change it with another's help.

    Raises: NotPermitted; NotFound; Unavailable; Unreadable.
    """
    may_propose, may_confirm = _may(ledger, actor, person_id, now)
    if not may_confirm:
        permit_for_person(ledger, actor, Asking.PROPOSE_TELEPHONE, person_id, now)
    history = ledger.log.load([staff_stream(person_id)])
    state = None if isinstance(history, Erased) else staff_state(history, person_id)
    if state is None or state.person is None:
        raise NotFound("person_not_found")
    waits, me = state.phone_proposed, actor.person_id
    if waits is not None and not rules.is_open(waits, local_day(now), ledger.rules):
        waits = None
    return TelephoneSeen(
        phone=state.phone,
        waits=waits,
        may_propose=may_propose and me != person_id,
        may_confirm=may_confirm and waits is not None and me not in (person_id, waits.proposed_by),
    )


def own_telephone(ledger: Ledger, actor: Actor) -> str | None:
    """Return the telephone under which somebody is called back, to themselves."""
    history = ledger.log.load([staff_stream(actor.person_id)])
    return None if isinstance(history, Erased) else staff_state(history, actor.person_id).phone


def telephone_changed_lately(
    ledger: Ledger, person_id: PersonId, now: datetime
) -> TelephoneChange | None:
    """Return the last change of one's own telephone, as many days as a proposal holds; or None.

    Not only at the next sign-in: that may be of whoever let night calls go to another number.
    Nobody is kept out because their record cannot be read.
    """
    try:
        history = ledger.log.load([staff_stream(person_id)])
    except Unreadable:
        return None
    since = now - timedelta(days=ledger.rules.proposal_valid_days)
    recorded = () if isinstance(history, Erased) else history.recorded
    found = [
        TelephoneChange(changed=each.fact, changed_on=local_day(each.recorded_at))
        for each in recorded
        if isinstance(each.fact, PersonTelephoneChanged) and each.recorded_at > since
    ]
    return found[-1] if found else None


def _may(ledger: Ledger, actor: Actor, person_id: PersonId, now: datetime) -> tuple[bool, bool]:
    proposing, confirming = Asking.PROPOSE_TELEPHONE, Asking.CONFIRM_TELEPHONE
    return (
        may_for_person(ledger, actor, proposing, person_id, now),
        may_for_person(ledger, actor, confirming, person_id, now),
    )
