"""The telephone of a person: one proposes another number, a second one lets it hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import uuid5

from application.authorisation.answering_for import allowed_for_person, permit_for_person
from application.authorisation.permission import Standings, standings_of
from application.authorisation.roles import roles_with
from application.ports import Actor, Ledger, Receipt, Unreadable
from application.proposed_numbers import NumberStage, stage_after
from application.recording import Request, record
from application.states import staff_now, staff_state, staff_stream
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotFound
from domain.shared import Erased, PersonId, TelephoneId
from domain.staff import telephones as rules
from domain.staff.rules import Answer
from domain.staff.state import ConfirmTelephone, DeclineTelephone, ProposeTelephone, StaffState
from domain.staff.telephone_facts import (
    PersonTelephoneChanged,
    PersonTelephoneProposed,
    TelephoneDeclineReason,
)

_SEEING = frozenset({Asking.PROPOSE_TELEPHONE, Asking.CONFIRM_TELEPHONE})
CONFIRMERS = roles_with(Asking.CONFIRM_TELEPHONE)
"""The posts that may confirm a number, where they answer for all places of the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephoneSeen:
    """The telephone of a person as whoever may change it sees it; `waits` for a second person.

    `last` is the latest that whoever asks proposed themselves and that waits no more; `proposers`
    tells who proposed each number there ever was.
    """

    phone: str | None = field(repr=False)
    waits: PersonTelephoneProposed | None = field(repr=False)
    may_propose: bool
    may_confirm: bool
    last: "OwnProposal | None" = None
    proposers: Mapping[TelephoneId, PersonId] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTelephone:
    """One's own telephone; `changed` as long as a change of it is told."""

    phone: str | None = field(default=None, repr=False)
    changed: TelephoneChange | None = None


def propose_telephone(
    ledger: Ledger, actor: Actor, request: ProposeTelephone, now: datetime
) -> Receipt:
    """Record which telephone is proposed for a person; another person has to confirm it."""
    asking, whose = Asking.PROPOSE_TELEPHONE, request.person_id
    context = permit_for_person(ledger, actor, asking, whose, now)
    asked = Request(request_id=request.telephone_id, actor=actor, now=now, context=context)
    return _record(
        ledger,
        asked,
        whose,
        lambda state: rules.propose_telephone(
            state, request, by=actor.person_id, today=local_day(now), rules=ledger.rules
        ),
    )


def confirm_telephone(
    ledger: Ledger, actor: Actor, request: ConfirmTelephone, now: datetime
) -> Receipt:
    """Let the telephone hold that another person proposed."""
    asking, whose = Asking.CONFIRM_TELEPHONE, request.person_id
    context = permit_for_person(ledger, actor, asking, whose, now)
    request_id = uuid5(request.telephone_id, "confirm")
    asked = Request(request_id=request_id, actor=actor, now=now, context=context)
    return _record(
        ledger,
        asked,
        whose,
        lambda state: rules.confirm_telephone(
            state, request, by=actor.person_id, today=local_day(now), rules=ledger.rules
        ),
    )


def decline_telephone(
    ledger: Ledger, actor: Actor, request: DeclineTelephone, now: datetime
) -> Receipt:
    """Leave the telephone as it is: whoever proposed it takes it back, anybody else declines."""
    takes_back = request.reason is TelephoneDeclineReason.WITHDRAWN
    asking = Asking.PROPOSE_TELEPHONE if takes_back else Asking.CONFIRM_TELEPHONE
    context = permit_for_person(ledger, actor, asking, request.person_id, now)
    request_id, by = uuid5(request.telephone_id, "decline"), actor.person_id
    asked = Request(request_id=request_id, actor=actor, now=now, context=context)
    return _record(
        ledger,
        asked,
        request.person_id,
        lambda state: rules.decline_telephone(state, request, by=by),
    )


def may_see_telephone(
    ledger: Ledger, standings: Standings, person_id: PersonId, now: datetime
) -> bool:
    """Return whether somebody may propose or confirm the telephone of another person.

    Raises: Unavailable.
    """
    is_own = person_id == standings.actor.person_id
    return not is_own and bool(allowed_for_person(ledger, standings, _SEEING, person_id, now))


def telephone_waits(ledger: Ledger, person_id: PersonId, now: datetime) -> bool:
    """Return whether a proposed telephone waits, for whoever may see it; not if unreadable."""
    try:
        proposed = staff_now(ledger, person_id).phone_proposed
    except Unreadable:
        return False
    return proposed is not None and rules.is_open(proposed, local_day(now), ledger.rules)


def telephone_seen(
    ledger: Ledger, actor: Actor, person_id: PersonId, now: datetime
) -> TelephoneSeen:
    """Return the telephone of a person to whoever may change it with another's help.

    Raises: NotPermitted; NotFound; Unavailable; Unreadable.
    """
    allowed = allowed_for_person(ledger, standings_of(ledger, actor, now), _SEEING, person_id, now)
    if not allowed:
        permit_for_person(ledger, actor, Asking.PROPOSE_TELEPHONE, person_id, now)
    state = staff_now(ledger, person_id)
    if state.person is None:
        raise NotFound("person_not_found")
    waits, me = state.phone_proposed, actor.person_id
    if waits is not None and not rules.is_open(waits, local_day(now), ledger.rules):
        waits = None
    return TelephoneSeen(
        phone=state.phone,
        waits=waits,
        may_propose=Asking.PROPOSE_TELEPHONE in allowed and me != person_id,
        may_confirm=Asking.CONFIRM_TELEPHONE in allowed
        and waits is not None
        and me not in (person_id, waits.proposed_by),
        last=_last_of(state, me, waits),
        proposers={key: each.proposed_by for key, each in state.telephones.items()},
    )


def own_telephone(ledger: Ledger, person_id: PersonId, now: datetime) -> OwnTelephone:
    """Return at which number one is called back, and its last change for as long as it is told.

    Not only at the next sign-in: that may be of whoever let night calls go to another number.

    Raises: Unreadable.
    """
    history = ledger.log.load([staff_stream(person_id)])
    if isinstance(history, Erased):
        return OwnTelephone()
    since = now - timedelta(days=ledger.rules.telephone_notice_days)
    found = [
        TelephoneChange(changed=each.fact, changed_on=local_day(each.recorded_at))
        for each in history.recorded
        if isinstance(each.fact, PersonTelephoneChanged) and each.recorded_at > since
    ]
    phone = staff_state(history, person_id).phone
    return OwnTelephone(phone=phone, changed=found[-1] if found else None)


def telephone_changed_lately(
    ledger: Ledger, person_id: PersonId, now: datetime
) -> TelephoneChange | None:
    """Return the last change of one's own telephone for as long as it is told, None without one.

    Nobody is kept out because their record cannot be read.
    """
    try:
        return own_telephone(ledger, person_id, now).changed
    except Unreadable:
        return None


def _record(
    ledger: Ledger, asked: Request, whose: PersonId, decide: Callable[[StaffState], Answer]
) -> Receipt:
    return record(
        ledger, asked, [staff_stream(whose)], lambda history: decide(staff_state(history, whose))
    )


def _last_of(
    state: StaffState, me: PersonId, waits: PersonTelephoneProposed | None
) -> OwnProposal | None:
    mine = [each for each in state.telephones.values() if each.proposed_by == me]
    if not mine or mine[-1] == waits:
        return None
    last = mine[-1]
    done, refused = state.changed.get(last.telephone_id), state.refused.get(last.telephone_id)
    if done is not None:
        return OwnProposal(proposed=last, stage=stage_after(done), settled_by=done.confirmed_by)
    if refused is not None:
        by, why = refused.declined_by, refused.reason
        return OwnProposal(proposed=last, stage=stage_after(refused), settled_by=by, reason=why)
    is_latest = last == state.phone_proposed
    return OwnProposal(
        proposed=last, stage=NumberStage.LAPSED if is_latest else NumberStage.REPLACED
    )
