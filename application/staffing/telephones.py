"""The telephone of a person: one proposes another number, a second one lets it hold."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import uuid5

from application.authorisation.answering_for import may_for_person, permit_for_person
from application.authorisation.roles import roles_with
from application.ports import Actor, Ledger, Receipt, Unreadable
from application.proposed_numbers import NumberStage
from application.recording import Request, record
from application.states import staff_state, staff_stream
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.shared import Erased, PersonId
from domain.staff import telephones as rules
from domain.staff.state import ConfirmTelephone, DeclineTelephone, ProposeTelephone, StaffState
from domain.staff.telephone_facts import (
    PersonTelephoneChanged,
    PersonTelephoneProposed,
    TelephoneDeclineReason,
)

CONFIRMERS = roles_with(Asking.CONFIRM_TELEPHONE)
"""The posts that may confirm a number, where they answer for all places of the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephoneSeen:
    """The telephone of a person as whoever may change it sees it; `waits` for a second person.

    `last` is the latest that whoever asks proposed themselves and that waits no more.
    """

    phone: str | None = field(repr=False)
    waits: PersonTelephoneProposed | None = field(repr=False)
    may_propose: bool
    may_confirm: bool
    last: "OwnProposal | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnProposal:
    """A number that somebody proposed, and what became of it: by whom and why where that is so."""

    proposed: PersonTelephoneProposed = field(repr=False)
    stage: NumberStage
    settled_by: PersonId | None = None
    reason: TelephoneDeclineReason | None = None


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
            staff_state(history, whose),
            request,
            by=actor.person_id,
            today=local_day(now),
            rules=ledger.rules,
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


def decline_telephone(
    ledger: Ledger, actor: Actor, request: DeclineTelephone, now: datetime
) -> Receipt:
    """Leave the telephone as it is: whoever proposed it takes it back, anybody else declines."""
    takes_back = request.reason is TelephoneDeclineReason.WITHDRAWN
    asking = Asking.PROPOSE_TELEPHONE if takes_back else Asking.CONFIRM_TELEPHONE
    context = permit_for_person(ledger, actor, asking, request.person_id, now)
    return record(
        ledger,
        Request(
            request_id=uuid5(request.telephone_id, "decline"),
            actor=actor,
            now=now,
            context=context,
        ),
        [staff_stream(request.person_id)],
        lambda history: rules.decline_telephone(
            staff_state(history, request.person_id), request, by=actor.person_id
        ),
    )


def may_see_telephone(ledger: Ledger, actor: Actor, person_id: PersonId, now: datetime) -> bool:
    """Return whether somebody may propose or confirm the telephone of another person.

    Raises: Unavailable.
    """
    return person_id != actor.person_id and any(_may(ledger, actor, person_id, now))


def telephone_waits(ledger: Ledger, person_id: PersonId, now: datetime) -> bool:
    """Return whether a proposed telephone waits, for whoever may see it; not if unreadable."""
    try:
        history = ledger.log.load([staff_stream(person_id)])
    except Unreadable:
        return False
    proposed = (
        None if isinstance(history, Erased) else staff_state(history, person_id).phone_proposed
    )
    return proposed is not None and rules.is_open(proposed, local_day(now), ledger.rules)


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
        last=_last_of(state, me, waits),
    )


def own_telephone(ledger: Ledger, actor: Actor) -> str | None:
    """Return the telephone under which somebody is called back, to themselves."""
    history = ledger.log.load([staff_stream(actor.person_id)])
    return None if isinstance(history, Erased) else staff_state(history, actor.person_id).phone


def telephone_changed_lately(
    ledger: Ledger, person_id: PersonId, now: datetime
) -> TelephoneChange | None:
    """Return the last change of one's own telephone, as long as it is told; or None.

    Not only at the next sign-in: that may be of whoever let night calls go to another number.
    Nobody is kept out because their record cannot be read.
    """
    try:
        history = ledger.log.load([staff_stream(person_id)])
    except Unreadable:
        return None
    since = now - timedelta(days=ledger.rules.telephone_notice_days)
    recorded = () if isinstance(history, Erased) else history.recorded
    found = [
        TelephoneChange(changed=each.fact, changed_on=local_day(each.recorded_at))
        for each in recorded
        if isinstance(each.fact, PersonTelephoneChanged) and each.recorded_at > since
    ]
    return found[-1] if found else None


def _last_of(
    state: StaffState, me: PersonId, waits: PersonTelephoneProposed | None
) -> OwnProposal | None:
    mine = [each for each in state.telephones.values() if each.proposed_by == me]
    if not mine or mine[-1] == waits:
        return None
    last = mine[-1]
    done, refused = state.changed.get(last.telephone_id), state.refused.get(last.telephone_id)
    if done is not None:
        return OwnProposal(proposed=last, stage=NumberStage.CONFIRMED, settled_by=done.confirmed_by)
    if refused is not None:
        taken_back = refused.reason is TelephoneDeclineReason.WITHDRAWN
        return OwnProposal(
            proposed=last,
            stage=NumberStage.WITHDRAWN if taken_back else NumberStage.DECLINED,
            settled_by=refused.declined_by,
            reason=refused.reason,
        )
    is_latest = last == state.phone_proposed
    return OwnProposal(
        proposed=last, stage=NumberStage.LAPSED if is_latest else NumberStage.REPLACED
    )


def _may(ledger: Ledger, actor: Actor, person_id: PersonId, now: datetime) -> tuple[bool, bool]:
    proposing, confirming = Asking.PROPOSE_TELEPHONE, Asking.CONFIRM_TELEPHONE
    return (
        may_for_person(ledger, actor, proposing, person_id, now),
        may_for_person(ledger, actor, confirming, person_id, now),
    )
