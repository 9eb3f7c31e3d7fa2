"""A no to sharing that comes right before something is recorded is heard: no more is handed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

import pytest

from application.crisis.delivery.channel_rows import ChannelHealth, NoMessages
from application.crisis.delivery.sending_links import InVain, Sending, give_up, send_link
from application.crisis.hospital.outside_liaisons import Naming, name_liaison
from application.outsiders.entering import Keys
from application.ports import Commit, EventLog, History, Recorded
from domain.alerts.outside import Channel
from domain.contacts.facts import HospitalContactConfirmed, HospitalContactProposed
from domain.errors import RuleBroken
from domain.referrals.hospital.hospital_facts import ReferralDeclined, ReferralRerouted
from domain.referrals.hospital.liaison_facts import (
    LinkWay,
    OutsideLiaisonNamed,
    OutsideLinkSent,
    OutsideLinkUndelivered,
)
from domain.shared import ContactId, Erased, Stream
from tests import examples as given
from tests.application.at_hospital import declined, staffed
from tests.application.casework import CASE, CONSENT, REFERRAL, issued
from tests.application.crisis.hospital.test_sharing import opened, taken_back
from tests.application.telling import OTHER_HOSPITAL, history_of, know
from tests.crisis import CRISIS_LEAD
from tests.domain.test_hospital_contacts import CONFIRMED, PROPOSED
from tests.engines import FoundedLedger
from tests.office import Office, acting

NURSE = replace(
    PROPOSED,
    contact_id=ContactId(given.example_id(3903)),
    name="示例护士",
    mail="nurse@example.test",
    mobile="13000000063",
)
SENDING = Sending(case_id=CASE, naming_id=given.example_id(3904), contact_id=PROPOSED.contact_id)
NAMING = Naming(
    case_id=CASE,
    naming_id=given.example_id(3905),
    name="示例护士长",
    function="儿童心理门诊",
    phone="0775-0000000",
)


class BothWays(NoMessages):
    """Mail and text messages, which go out."""

    def health(self) -> Sequence[ChannelHealth]:
        return [
            ChannelHealth(channel=each, waiting=0, dead=0, waits_seconds=0.0, is_silent=False)
            for each in (Channel.EMAIL, Channel.SMS)
        ]


@dataclass
class SaidMeanwhile:
    """A log into which the family's no comes after a decision, right before it is recorded."""

    log: EventLog
    office: Office
    is_said: bool = False

    def load(
        self, streams: Sequence[Stream], *, before: datetime | None = None
    ) -> History | Erased:
        return self.log.load(streams, before=before)

    def append(self, commit: Commit) -> tuple[Recorded[object], ...]:
        if not self.is_said:
            self.is_said = True
            taken_back(self.office)
        return self.log.append(commit)


def digest(purpose: str, value: str) -> bytes:
    return sha256(f"{purpose}/{value}".encode()).digest()


def by_both_ways(office: Office) -> Office:
    ledger = replace(office.ledger, messages=BothWays())
    return replace(office, opened=replace(office.opened, ledger=ledger))


def interrupted(office: Office) -> Office:
    ledger = replace(office.ledger, log=SaidMeanwhile(office.ledger.log, office))
    return replace(office, opened=replace(office.opened, ledger=ledger))


def kinds(office: Office) -> list[type[object]]:
    return [type(each.fact) for each in history_of(office).recorded]


def with_contacts(office: Office, *contacts: HospitalContactProposed) -> Office:
    for each in contacts:
        know(office, each)
        confirmed: HospitalContactConfirmed = replace(CONFIRMED, contact_id=each.contact_id)
        know(office, confirmed)
    return by_both_ways(office)


@pytest.fixture
def office(founded_ledger: FoundedLedger) -> Office:
    return opened(founded_ledger)


def test_nobody_else_of_the_hospital_is_let_in(office: Office) -> None:
    issued(office)
    keys = Keys(digest=digest, code=lambda length: "2" * length)
    with pytest.raises(RuleBroken, match="sharing_with_hospital_ended"):
        name_liaison(interrupted(office).ledger, acting(CRISIS_LEAD), keys, NAMING, given.NOW)
    assert OutsideLiaisonNamed not in kinds(office)


def test_no_link_is_sent(office: Office) -> None:
    sending = with_contacts(office, PROPOSED)
    issued(sending)
    with pytest.raises(RuleBroken, match="sharing_with_hospital_ended"):
        send_link(interrupted(sending).ledger, acting(CRISIS_LEAD), digest, SENDING, given.NOW)
    assert OutsideLinkSent not in kinds(office)


def test_a_link_that_did_not_go_out_goes_to_nobody_else(office: Office) -> None:
    sending = with_contacts(office, PROPOSED, NURSE)
    issued(sending)
    send_link(sending.ledger, acting(CRISIS_LEAD), digest, SENDING, given.NOW)
    found = [each.fact for each in history_of(office).recorded]
    (named,) = (each for each in found if isinstance(each, OutsideLiaisonNamed))
    link = InVain(case_id=CASE, liaison_id=named.liaison_id, by=LinkWay.EMAIL)
    give_up(interrupted(sending).ledger, acting(given.SUPERVISOR), digest, link, given.NOW)
    facts = [each.fact for each in history_of(office).recorded]
    (said,) = (each for each in facts if isinstance(each, OutsideLinkUndelivered))
    assert not said.passed_on
    assert kinds(office).count(OutsideLinkSent) == 1


def test_a_hospital_that_declines_hands_on_to_no_other(office: Office) -> None:
    staffed(office)
    issued(office, replace(REFERRAL, consent=replace(CONSENT, also_for=(OTHER_HOSPITAL,))))
    declined(interrupted(office))
    found = kinds(office)
    assert (ReferralDeclined in found, ReferralRerouted in found) == (True, False)
