"""Example values for the page of a county's health office: waiting, late, received, unreadable."""

from dataclasses import replace
from datetime import timedelta

from api.view_models.crisis.referrals import ReferralLine, ReferralsPage
from tests import examples as e
from tests.api.showcases.showcase import MARKUP
from tests.api.showcases.showcase_duty import HOSPITAL_NAME, ago, case_id

WAITING = ReferralLine(
    case_id=case_id(1),
    place="示例小学",
    hospital=HOSPITAL_NAME,
    issued=ago(10),
    receive_by=e.NOW + timedelta(minutes=20),
)
LATE = replace(
    WAITING, case_id=case_id(2), issued=ago(3_000), receive_by=e.NOW - timedelta(hours=26)
)
REFERRALS = ReferralsPage(
    lines=(
        LATE,
        WAITING,
        replace(WAITING, case_id=case_id(3), place=None, receive_by=e.NOW + timedelta(days=1)),
        replace(LATE, case_id=case_id(4), place=MARKUP, received_at=e.NOW, unreadable=True),
        replace(WAITING, case_id=case_id(5), hospital=None, received_at=e.NOW),
    ),
    waiting=3,
    received=2,
    older_received=12,
    received_shown_days=30,
    next_cursor="n",
    is_first_page=False,
)
