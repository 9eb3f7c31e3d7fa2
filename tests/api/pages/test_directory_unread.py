"""A hospital's directory that nobody can read lets nobody wait for a link that never comes."""

from collections.abc import Iterator

import pytest

from application.ports import History, Unreadable
from application.staffing.hospital_contacts import contacts_now
from application.states import referrals_stream
from domain.referrals.hospital.liaison_facts import OutsideLinkUndelivered
from infrastructure.settings import Settings
from tests.api.pages.crisis.test_sent_links import DOCTOR, NURSE, Posted, kept, posting, sent
from tests.api.pages.damaging import flip_a_byte
from tests.api.pages.duty import CASE, HOSPITAL, refer, worry


@pytest.fixture
def posted_anew(office_copy: Settings) -> Iterator[Posted]:
    with posting(office_copy) as found:
        yield found


def test_where_nobody_can_read_whom_the_hospital_has_the_school_telephones(
    posted_anew: Posted,
) -> None:
    posted, site = posted_anew, posted_anew.site
    kept(site, DOCTOR, NURSE)
    worry(site)
    refer(site)
    posted.deliver()
    assert sent(site, "示例医师").status_code == 303
    at = next(
        row.position
        for row in site.opened.recorder.rows_after(0, 1_000)
        if row.name.startswith("contacts.")
    )
    flip_a_byte(site.opened.engine.url.render_as_string(hide_password=False), at)
    posted.deliver()
    for _time in range(4):
        posted.later()
    with pytest.raises(Unreadable):
        contacts_now(site.opened.ledger, HOSPITAL)
    case = referrals_stream(CASE)
    history = site.opened.ledger.log.load([case])
    assert isinstance(history, History)
    said = [each for each in history.of(case) if isinstance(each, OutsideLinkUndelivered)]
    assert [each.passed_on for each in said] == [False]
    assert posted.box.mails == []
