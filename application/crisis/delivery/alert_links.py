"""The link of a message by which its addressee says "I have it", once and without signing in.

Whoever has a message can press its button, and learns nothing by it. So it is held to what the
person themselves could say in the application now, of that one alert.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from application.crisis.cases.cases import OpenCase, all_kept_out, standings_for_case
from application.crisis.delivery.linked import AlertLinks, Linked
from application.crisis.hospital.referring import acknowledge_referral
from application.crisis.telling.family_numbers import may_hear
from application.crisis.telling.outside_rows import alert_of, delivery_of
from application.crisis.telling.same_address import Address, is_theirs_alone
from application.crisis.worries.referrals import joined_since, take_concern
from application.ports import Actor, Context, History, Ledger, Receipt, Recorded
from application.reporting.outside import standing_of_report
from application.reporting.permitted import Reporting
from application.reporting.recorded import reporting_stream
from application.reporting.recording import acknowledge_report
from application.reporting.reports import standings_for_report
from domain.access.table import Request as Asking
from domain.alerts.facts import Addressee, ConcernAlerted, ReportAlerted
from domain.alerts.outside import Channel
from domain.alerts.rules import MAY_ANSWER
from domain.errors import NotFound, NotPermitted, RuleBroken
from domain.referrals.facts import ConcernTaken, ReferralAcknowledged
from domain.referrals.hospital.sending import AcknowledgeReferral
from domain.referrals.involvement import every_report, kinds_in
from domain.referrals.situations import Involved
from domain.referrals.state import TakeConcern
from domain.reporting.facts import ReportAcknowledged
from domain.shared import CaseId, ChildId, PersonId, ReportId, TakingId
from domain.staff.facts import Role

_LETS = frozenset(
    {
        *(Asking.READ_CASE, Asking.TAKE_CONCERN, Asking.ACKNOWLEDGE_REFERRAL),
        *(Asking.LIST_REPORTS, Asking.READ_REPORT, Asking.ANSWER_REPORT),
    }
)
"""What is asked on the way to each of the three acknowledgements; nothing of it is shown."""


_DEVICE = "link/"
"""Stands before the channel where a fact was said by a link: permanent (docs/formats/event.md)."""


class LinkRefused(Exception):
    """A link is forged, too old, or no more this person's to press: which of these is not told."""


class LinkOutrun(LinkRefused):
    """The person may, but something came of which they are told by a message of its own."""


class Leads(NamedTuple):
    """Where messages lead: the desk, what acknowledges one of them, and how channels fare."""

    desk: str
    acknowledging: Callable[[UUID], str] | None = None
    channels: str = ""

    def of(self, delivery_id: UUID, acknowledges: bool) -> str:
        """Return the link of a message."""
        if self.acknowledging is None or not acknowledges:
            return self.desk
        return self.acknowledging(delivery_id)


@dataclass(frozen=True, slots=True)
class Told:
    """That somebody was told, in which post, and when."""

    because_of: UUID
    addressee: Addressee
    position: int
    recorded_at: datetime


def told_by(
    history: History, delivery_id: UUID, channel: Channel, person_id: PersonId
) -> Told | None:
    """Return by which alert of a case or report a message told a person."""
    for each in history.recorded:
        fact = each.fact
        if not isinstance(fact, ConcernAlerted | ReportAlerted):
            continue
        if delivery_of(fact.cause_id, person_id, channel) != delivery_id:
            continue
        for addressee in fact.addressees:
            if addressee.person_id == person_id:
                return Told(fact.cause_id, addressee, each.position, each.recorded_at)
    return None


def _seen(history: History, person_id: PersonId) -> int:
    """Return up to where somebody was told of a case, by whichever message."""
    return max(
        (
            each.position
            for each in history.recorded
            if isinstance(each.fact, ConcernAlerted)
            and person_id in {addressee.person_id for addressee in each.fact.addressees}
        ),
        default=0,
    )


def may_be_acknowledged(case: OpenCase, told: Told | None) -> bool:
    """Return whether an alert asks whoever it told, of every report by now, to say they have it."""
    state = case.state
    if told is None or state.is_over:
        return False
    if told.addressee.role is Role.HOSPITAL_LIAISON:
        return state.issued is not None and state.acknowledged is None
    unanswered = state.further.unanswered
    unseen = joined_since(case, _seen(case.history, told.addressee.person_id))
    waits = state.owner_id is None or bool(unanswered)
    return told.addressee.role in MAY_ANSWER and waits and unanswered.isdisjoint(unseen)


def acknowledge_by_link(
    ledger: Ledger, links: AlertLinks, address: Address, token: str, now: datetime
) -> bool:
    """Record that somebody has what they were told of, as if they had pressed it signed in.

    Returns false where they had said so before. A lock-out from signing in stops nobody here, and
    neither does it that someone on the way looked at the link: only this records anything.

    Raises: LinkRefused, LinkOutrun; Unavailable, Unreadable.
    """
    linked = links.linked(token)
    if linked is None or not ledger.reachable([linked.person_id]):
        raise LinkRefused
    pressed = _Pressed(ledger, linked, address, now)
    try:
        return pressed.on_report() if pressed.is_of_report() else pressed.on_case()
    except RuleBroken as broken:
        is_outrun = broken.code == "concern_came_meanwhile"
        raise (LinkOutrun if is_outrun else LinkRefused) from None
    except (NotFound, NotPermitted):
        raise LinkRefused from None


@dataclass(frozen=True, slots=True)
class _Pressed:
    """One press of a link that we sent."""

    ledger: Ledger
    linked: Linked
    address: Address
    now: datetime

    @property
    def _actor(self) -> Actor:
        # Which message it came with stays with what is recorded: nobody had signed in.
        device = f"{_DEVICE}{self.linked.channel.value}"
        return Actor(person_id=self.linked.person_id, device=device, scopes=_LETS)

    def is_of_report(self) -> bool:
        """Return whether the message was of a report of harm."""
        found = self.ledger.log.load([reporting_stream(ReportId(self.linked.matter_id))])
        return isinstance(found, History) and bool(found.recorded)

    def on_case(self) -> bool:
        """Take the worry, or acknowledge the referral for the hospital."""
        case_id = CaseId(self.linked.matter_id)
        standings, case = standings_for_case(self.ledger, self._actor, case_id, self.now)
        told = self._told(case.history)
        is_liaison = told.addressee.role is Role.HOSPITAL_LIAISON
        asks = Asking.ACKNOWLEDGE_REFERRAL if is_liaison else Asking.TAKE_CONCERN
        standings.require(asks)
        self._require_theirs(all_kept_out(self.ledger, case, self.now) | case.aware)
        self._require_unheard(case.concern.child_id, kinds_in(every_report(case.state)))
        if self._is_answered(case.history.recorded, told):
            return False
        return (self._received(case_id) if is_liaison else self._taken(case, told)).fresh

    def on_report(self) -> bool:
        """Receive the report."""
        report_id = ReportId(self.linked.matter_id)
        standings, report = standings_for_report(self.ledger, self._actor, report_id, self.now)
        standings.require(Asking.ANSWER_REPORT)
        now_known = standing_of_report(self.ledger, report_id, self.now)
        self._require_theirs(now_known.out | now_known.aware)
        self._require_unheard(now_known.child_id, now_known.kinds)
        if self._is_answered(report.history.recorded, self._told(report.history)):
            return False
        asked = Reporting(actor=self._actor, now=self.now)
        return acknowledge_report(self.ledger, asked, report_id).fresh

    def _taken(self, case: OpenCase, told: Told) -> Receipt:
        person_id = self.linked.person_id
        request = TakeConcern(
            case_id=case.concern.case_id,
            # By e-mail and by short message it is one press.
            taking_id=TakingId(alert_of(told.because_of, person_id)),
            seen=_seen(case.history, person_id),
        )
        return take_concern(self.ledger, self._actor, request, self.now)

    def _received(self, case_id: CaseId) -> Receipt:
        request = AcknowledgeReferral(case_id=case_id)
        return acknowledge_referral(self.ledger, self._actor, request, self.now)

    def _require_theirs(self, aware: Collection[PersonId]) -> None:
        """Ask again what was asked at sending: who is kept out may be known since. LinkRefused."""
        by, person_id = self.linked.channel, self.linked.person_id
        if not is_theirs_alone(self.address, by, person_id, aware):
            raise LinkRefused

    def _require_unheard(self, child_id: ChildId, kinds: frozenset[Involved]) -> None:
        to = self.linked.channel, self.linked.person_id
        if may_hear(self.ledger, self.address, to, child_id, kinds):
            raise LinkRefused

    def _told(self, history: History) -> Told:
        told = told_by(history, self.linked.delivery_id, self.linked.channel, self.linked.person_id)
        hours = timedelta(hours=self.ledger.rules.doors.alert_link_hours)
        if told is None or self.now >= told.recorded_at + hours:
            raise LinkRefused
        return told

    def _is_answered(self, recorded: Sequence[Recorded[object]], told: Told) -> bool:
        """Return whether the person answered that alert: what came of it later is not undone."""
        return any(
            each.position > told.position and self.linked.person_id == answered_by(each.fact)
            for each in recorded
        )


def is_by_link(context: Context) -> bool:
    """Return whether something was said by the link of a message, without signing in."""
    return context.device is not None and context.device.startswith(_DEVICE)


def answered_by(fact: object) -> PersonId | None:
    """Return who says by a fact that they have what they were told of."""
    match fact:
        case ConcernTaken():
            return fact.taken_by
        case ReferralAcknowledged() | ReportAcknowledged():
            return fact.acknowledged_by
        case _:
            return None
