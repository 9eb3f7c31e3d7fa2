"""No half of a link goes out where the other may not; then the school hears that it must call."""

import json
from dataclasses import replace

from application.reporting.permitted import Reporting
from application.reporting.recording import report_harm
from domain.referrals.hospital.liaison_facts import OutsideLinkUndelivered
from domain.referrals.situations import Involved
from domain.reporting.facts import Suspect
from tests import examples as given
from tests.api.pages.crisis.test_sent_links import DOCTOR, NURSE, Posted, kept, sent
from tests.api.pages.crisis.test_sent_links import posted as posted
from tests.api.pages.duty import LEAD, POSTS, WORRY, refer, worry
from tests.office import acting
from tests.report_examples import HARM


def test_where_somebody_kept_out_would_hear_the_code_the_link_is_not_sent_either(
    posted: Posted,
) -> None:
    site = posted.site
    kept(site, DOCTOR | {"contact_mobile": given.PHONE}, NURSE)
    worry(site, replace(WORRY, involved=(Involved.CARER,)))
    refer(site)
    posted.deliver()
    assert sent(site, "示例医师").status_code == 303
    for _time in range(3):
        posted.deliver()
    told = [each for recipients in posted.box.recipients for each in recipients]
    assert "doctor@hospital.example" not in told
    assert given.PHONE not in [json.loads(each.body)["to"] for each in posted.texts.calls]
    (undelivered,) = site.facts(OutsideLinkUndelivered)
    assert undelivered.passed_on
    assert told[-1] == "nurse@hospital.example"


def test_where_who_gave_the_link_is_named_meanwhile_the_school_telephones(posted: Posted) -> None:
    site = posted.site
    kept(site, DOCTOR, NURSE)
    worry(site)
    refer(site)
    posted.deliver()
    posted.box.mails.clear()
    posted.texts.calls.clear()
    assert sent(site, "示例医师").status_code == 303
    accused = replace(HARM, suspects=(Suspect.SCHOOL_LEADER,), suspect_ids=(POSTS[LEAD][0],))
    asked = Reporting(actor=acting(given.TEACHER), now=site.clock.now)
    report_harm(site.opened.ledger, asked, accused)
    posted.deliver()
    posted.later()
    told = [each for recipients in posted.box.recipients for each in recipients]
    assert "doctor@hospital.example" not in told
    (undelivered,) = site.facts(OutsideLinkUndelivered)
    assert not undelivered.passed_on
