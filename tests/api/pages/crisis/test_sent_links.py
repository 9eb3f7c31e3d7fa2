"""Link and code reach whoever of a hospital has no account by real mail and text message."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pytest
from httpx2 import Response
from pydantic import SecretStr

from api import paths
from domain.alerts.facts import ConcernAlerted
from domain.alerts.outside import Channel
from domain.contacts.facts import (
    ContactEnd,
    HospitalContactConfirmed,
    HospitalContactEnded,
    HospitalContactProposed,
)
from domain.referrals.facts import ReferralAcknowledged
from domain.referrals.hospital.liaison_facts import (
    LinkWay,
    OutsideLiaisonNamed,
    OutsideLinkSent,
    OutsideLinkUndelivered,
)
from domain.shared import PersonId
from infrastructure.delivery.delivering import Delivering
from infrastructure.delivery.settings import SmtpSecurity
from infrastructure.opening import reactions_of
from infrastructure.settings import Settings
from tests import examples as given
from tests.api.pages.crisis.test_outside_liaisons import AT, came_in
from tests.api.pages.duty import CASE, HOSPITAL, LEAD, POSTS, employ, refer, worry
from tests.api.pages.forms import send
from tests.api.pages.site import ADMINISTRATOR, AUDITOR, SECURITY, Site, open_site
from tests.infrastructure.delivery.gateway import Gateway, gateway
from tests.infrastructure.delivery.mailbox import Mailbox, mail_server
from tests.infrastructure.delivery.sending import put_forward
from tests.office import acting

CONTACTS = paths.filled(paths.HOSPITAL_CONTACTS, organisation_id=HOSPITAL)
SEND = paths.filled(paths.SEND_LINK, case_id=CASE)
DOCTOR = {
    "contact_name": "示例医师",
    "contact_function": "儿童心理门诊",
    "contact_mail": "doctor@hospital.example",
    "contact_mobile": "13000000061",
    "contact_hours": "day_and_night",
}
NURSE = DOCTOR | {
    "contact_name": "示例护士",
    "contact_mail": "nurse@hospital.example",
    "contact_mobile": "13000000062",
}


@dataclass
class Posted:
    """A site whose mail and text messages come in on this machine."""

    site: Site
    box: Mailbox
    texts: Gateway
    sending: list[Delivering]

    def deliver(self) -> None:
        """Follow the log and send what waits, as a process that serves does."""
        assert reactions_of(self.site.opened, lambda: self.site.clock.now).follow()
        for each in self.sending:
            each._stands_back_until = 0.0
            each._renew()
            each.round()

    def later(self) -> None:
        """Let what failed be tried anew."""
        put_forward(self.site.opened.engine, timedelta(minutes=10))
        self.deliver()


@pytest.fixture
def posted(office_copy: Settings) -> Iterator[Posted]:
    with posting(office_copy) as found:
        yield found


@contextmanager
def posting(office_copy: Settings) -> Iterator[Posted]:
    with mail_server(None) as box, gateway() as texts:
        reached = {
            "address": "http://localhost:8000",
            "smtp_host": "127.0.0.1",
            "smtp_port": box.port,
            "smtp_security": SmtpSecurity.NONE,
            "smtp_from": "tongxin@city.example",
            "sms_url": SecretStr(f"http://127.0.0.1:{texts.port}/sms"),
            "sms_body": '{"to": "{number}", "said": "{text}"}',
        }
        with open_site(office_copy.model_copy(update=reached)) as site:
            employ(site)
            opened, clock = site.opened, site.clock
            passing = partial(acting, PersonId(given.SUPERVISOR))
            sending = opened.ways_out.delivering(
                opened.ledger, opened.engine, passing, lambda: clock.now
            )
            yield Posted(site, box, texts, sending)


def kept(site: Site, *people: dict[str, str]) -> None:
    """Let one of the bureau propose people of the hospital, and another confirm them."""
    proposing, confirming = site.signed_in(ADMINISTRATOR), site.signed_in(SECURITY)
    for each in people:
        assert send(proposing, CONTACTS, **each).status_code == 303
    page = proposing.get(CONTACTS)
    assert "等另一个人确认" in page.text
    assert "/confirm" not in page.text
    for contact in site.facts(HospitalContactProposed):
        confirm = paths.filled(
            paths.CONFIRM_CONTACT, organisation_id=HOSPITAL, contact_id=contact.contact_id
        )
        assert proposing.post(confirm).status_code in (403, 409)
        assert confirming.post(confirm).status_code == 303


def code_in(texts: Gateway) -> str:
    said = json.loads(texts.calls[-1].body)["said"]
    found = re.search(r"([A-Z2-9]{4})-([A-Z2-9]{4})", said)
    assert found is not None
    return found[1] + found[2]


def sent(site: Site, to: str) -> Response:
    """Let the crisis lead send link and code to somebody of the directory."""
    lead, page = site.signed_in(LEAD), site.signed_in(LEAD).get(AT["NAME_LIAISON"])
    (contact,) = [e for e in site.facts(HospitalContactProposed) if e.name == to]
    assert to in page.text
    return send(lead, SEND, page, contact_id=str(contact.contact_id))


def test_a_doctor_comes_in_by_the_link_of_the_mail_and_the_code_of_the_message(
    posted: Posted,
) -> None:
    site = posted.site
    kept(site, DOCTOR, NURSE)
    worry(site)
    refer(site)
    posted.deliver()
    posted.box.mails.clear()
    posted.texts.calls.clear()
    assert sent(site, "示例医师").status_code == 303
    for _time in range(2):
        posted.deliver()
    (mail,), (_text,) = posted.box.mails, posted.texts.calls
    assert posted.box.recipients[-1] == ["doctor@hospital.example"]
    assert json.loads(_text.body)["to"] == "13000000061"
    written = mail.get_content()
    for told in (given.CHILD_NAME, "示例市", "转介", code_in(posted.texts)):
        assert told not in written + str(mail["Subject"])
    assert "/h/" not in json.loads(_text.body)["said"]
    link = re.search(r"/h/[\w-]{64}", written)
    assert link is not None
    assert "还没有打开链接" in site.signed_in(LEAD).get(AT["CASE"]).text
    doctor = came_in(site, link[0], code_in(posted.texts))
    assert given.CHILD_NAME in doctor.get(AT["CASE"]).text
    assert doctor.post(AT["ACKNOWLEDGE_REFERRAL"]).status_code == 303
    (said,), (named,) = site.facts(ReferralAcknowledged), site.facts(OutsideLiaisonNamed)
    assert (said.acknowledged_by, named.named_by) == (named.liaison_id, POSTS[LEAD][0])
    assert "还没有打开链接" not in site.signed_in(LEAD).get(AT["CASE"]).text
    who = paths.filled(paths.WHO_LOOKED, child_id=given.CHILD)
    assert "示例医师（示例市人民医院）" in site.signed_in(AUDITOR).get(who).text
    # Whoever turns out to be nobody of the hospital is let in no more.
    (first, _nurse) = site.facts(HospitalContactProposed)
    ended = site.signed_in(ADMINISTRATOR).post(
        paths.filled(paths.END_CONTACT, organisation_id=HOSPITAL, contact_id=first.contact_id),
        data={"contact_end": "not_asked_for"},
    )
    assert ended.status_code == 303
    assert doctor.get(AT["CASE"]).status_code == 403


def test_where_the_mail_is_refused_the_next_is_tried_and_at_last_the_school_telephones(
    posted: Posted,
) -> None:
    site = posted.site
    kept(site, DOCTOR, NURSE)
    worry(site)
    refer(site)
    posted.deliver()
    posted.box.answers += ["550 no such mailbox"] * 3
    assert sent(site, "示例医师").status_code == 303
    posted.deliver()
    for _time in range(4):
        posted.later()
    (undelivered,) = site.facts(OutsideLinkUndelivered)
    assert (undelivered.by, undelivered.passed_on) == (LinkWay.EMAIL, True)
    first, second = site.facts(OutsideLinkSent)
    assert second.contact_id != first.contact_id
    assert posted.box.recipients[-1] == ["nurse@hospital.example"]
    link = re.search(r"/h/[\w-]{64}", posted.box.mails[-1].get_content())
    assert link is not None
    alerted = len(site.facts(ConcernAlerted))
    # The second cannot be reached either: its link still opens, and the school is told to call.
    ending = paths.filled(paths.END_CONTACT, organisation_id=HOSPITAL, contact_id=second.contact_id)
    assert sent(site, "示例护士").status_code == 303
    gone = site.signed_in(ADMINISTRATOR).post(ending, data={"contact_end": "left"})
    assert gone.status_code == 303
    assert [each.reason for each in site.facts(HospitalContactEnded)] == [ContactEnd.LEFT]
    posted.deliver()
    posted.deliver()
    assert [each.passed_on for each in site.facts(OutsideLinkUndelivered)] == [True, False]
    # Once that the contact was ended, and once that the link did not arrive.
    assert len(site.facts(ConcernAlerted)) == alerted + 2
    page = site.signed_in(LEAD).get(AT["CASE"]).text
    assert "没有送到医院的示例护士" in page
    assert 'href="tel:13000000062"' in page
    assert len(site.facts(HospitalContactConfirmed)) == 2
    assert Channel.EMAIL in site.opened.ways_out.channels


def test_five_wrong_codes_end_the_link_and_are_told_to_whoever_has_the_case(
    posted: Posted,
) -> None:
    site = posted.site
    kept(site, DOCTOR)
    worry(site)
    refer(site)
    posted.deliver()
    assert sent(site, "示例医师").status_code == 303
    posted.deliver()
    link = re.search(r"/h/[\w-]{64}", posted.box.mails[-1].get_content())
    assert link is not None
    before = len(site.facts(ConcernAlerted))
    stranger = site.client()
    for _time in range(5):
        assert stranger.post(link[0], data={"code": "WRONG234"}).status_code == 401
    posted.deliver()
    told = site.facts(ConcernAlerted)[before:]
    assert [{e.person_id for e in each.addressees} for each in told] == [{POSTS[LEAD][0]}]
    page = site.signed_in(LEAD).get(AT["CASE"]).text
    assert "代码输错太多次，链接停用了" in page
    assert 'href="tel:13000000061"' in page
