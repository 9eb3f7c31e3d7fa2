"""A family that agreed by message signs later: the case says what is owed until it is there."""

import pytest

from api import paths
from api.routes.v1 import PREFIX
from domain.referrals.facts import ConsentRecorded
from domain.referrals.family.consent_facts import ReferralConsentSigned, ReferralSigningDeclined
from domain.referrals.family.guardian_facts import ConsentRefused
from tests.api.pages.duty import ADVISER, CASE, CONSENT, LEAD, LIAISON, employ, worry
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import Site

PAGE, SIGN, REFER = (
    paths.filled(each, case_id=CASE)
    for each in (paths.CASE, paths.SIGN_REFERRAL, paths.ISSUE_REFERRAL)
)
OWED = "还没有补签字，2026年3月17日前补上。同意照样有效。"
SIGNED = {"signature_outcome": "signed", "signature_on": "2026-03-10", "paper": "同意书，017"}
REFUSED = {"signature_outcome": "not_signed", "signature_on": "2026-03-10", "why": "不愿写字。"}


@pytest.fixture
def duty(site: Site) -> Site:
    """Give an office where the child was referred on what the family wrote."""
    opened(site)
    return site


def opened(site: Site, **given: str) -> None:
    employ(site)
    worry(site)
    lead = site.signed_in(LEAD)
    lead.post(paths.filled(paths.TAKE_CASE, case_id=CASE))
    sent = send(lead, REFER, **CONSENT | {"consent_means": "written_message"} | given)
    assert sent.status_code == 303


def test_it_is_owed_until_it_is_signed_and_hospital_and_school_see_which_paper(
    duty: Site,
) -> None:
    lead, liaison = duty.signed_in(LEAD), duty.signed_in(LIAISON)
    assert [OWED in each.get(PAGE).text for each in (lead, liaison)] == [True, True]
    assert SIGN not in liaison.get(PAGE).text
    page = lead.get(SIGN)
    assert "示例奶奶（祖母）2026年3月10日 09:20同意转介：文字消息" in page.text
    wrong = send(lead, SIGN, page, signature_outcome="signed", paper=" ")
    assert (wrong.status_code, form_on(wrong).fields["signature_on"]) == (422, ["2026-03-10"])
    assert [send(lead, SIGN, page, **SIGNED).status_code for _time in range(2)] == [303, 303]
    assert len(duty.facts(ReferralConsentSigned)) == 1
    for each in (lead, liaison):
        shown = each.get(PAGE).text
        assert ("2026年3月10日补上签字" in shown, "同意书，017" in shown, OWED in shown) == (
            True,
            True,
            False,
        )
    assert lead.get(SIGN).headers["location"] == PAGE


def test_whoever_would_not_sign_goes_on_to_agree_and_the_hospital_hears_no_reason(
    duty: Site,
) -> None:
    lead, liaison = duty.signed_in(LEAD), duty.signed_in(LIAISON)
    assert send(lead, SIGN, **REFUSED).status_code == 303
    assert (len(duty.facts(ReferralSigningDeclined)), duty.facts(ConsentRefused)) == (1, [])
    shown = lead.get(PAGE).text
    assert (OWED in shown, "不肯签字，仍然同意" in shown, "不愿写字。" in shown) == (
        True,
        True,
        True,
    )
    theirs = liaison.get(PAGE)
    assert (theirs.status_code, "不愿写字。" in theirs.text, OWED in theirs.text) == (
        200,
        False,
        True,
    )


def test_after_its_day_it_shows_as_overdue(site: Site) -> None:
    opened(site, given_on="2026-03-02")
    lead = site.signed_in(LEAD)
    late = OWED.replace("17", "9")
    assert f'<p class="alarm">{late}' in lead.get(PAGE).text


def test_programs_say_and_see_the_same(duty: Site) -> None:
    lead = duty.signed_in(LEAD)
    (consent,) = duty.facts(ConsentRecorded)
    at = f"{PREFIX}/cases/{CASE}/consents/{consent.consent_id}"
    case = f"{PREFIX}/cases/{CASE}"
    assert lead.get(case).json()["signature_due_at"] == "2026-03-17T16:00:00Z"
    unsigned = {"said_on": "2026-03-10", "why": "不愿写字。"}
    declined = [lead.put(f"{at}/no-signature", json=unsigned).status_code for _time in range(2)]
    signed = {"signed_on": "2026-03-10", "paper": "同意书，017"}
    answers = [lead.put(f"{at}/signature", json=signed) for _time in range(2)]
    assert (declined, [each.status_code for each in answers]) == ([201, 200], [201, 200])
    assert answers[0].json() == answers[1].json()
    other = lead.put(f"{at}/signature", json=signed | {"paper": "另一份"})
    late = lead.put(f"{at}/no-signature", json=unsigned | {"why": "又不肯了。"})
    assert [(each.status_code, each.json()["code"]) for each in (other, late)] == [
        (409, "referral_consent_already_signed")
    ] * 2
    assert lead.get(case).json()["signature_due_at"] is None
    assert duty.signed_in(ADVISER).put(f"{at}/signature", json=signed).status_code == 403
