"""Whoever looks after the system sees whether messages go out, and tries it; of no case a word."""

from dataclasses import replace

import pytest

from api import paths
from application.crisis.delivery.channel_rows import ChannelHealth, DeadLetter
from domain.alerts.outside import Channel
from domain.alerts.trying import Failure
from domain.shared import PersonId
from infrastructure.delivery.messages import ChannelMessages
from infrastructure.delivery.opening import DUTY_DESK
from infrastructure.log.tables import DELIVERIES
from tests import examples as e
from tests.api.pages.site import ADMINISTRATOR, LEADER, Site
from tests.office import ADMINISTRATOR as ADMINISTERING

LETTER = DeadLetter(e.example_id(901), Channel.EMAIL, e.NOW, Failure.NOT_TRUSTED, ADMINISTERING)


class Broken(ChannelMessages):
    """A channel by which nothing goes out, with a message given up."""

    def health(self) -> list[ChannelHealth]:
        found = super().health()
        return [
            replace(each, is_silent=False, waits_seconds=90.0, failure=Failure.NOT_TRUSTED)
            for each in found
        ]

    def dead(self, limit: int) -> list[DeadLetter]:
        del limit
        return [LETTER]

    def retry(self, delivery_id: object, by: PersonId) -> bool:
        return (delivery_id, by) == (LETTER.delivery_id, ADMINISTERING)


@pytest.fixture
def broken(site: Site) -> Site:
    messages = Broken(site.opened.engine, [Channel.EMAIL])
    site.app.state.ledger = replace(site.app.state.ledger, messages=messages)
    return site


def test_a_channel_that_fails_is_told_to_whoever_can_mend_it(broken: Site) -> None:
    text = broken.signed_in(ADMINISTRATOR).get(paths.CHANNELS).text
    assert all(each in text for each in ("电子邮件", "发不出去", "对方的证书不可信", "再发过"))
    assert broken.client().get("/readyz/messages").status_code == 503


def test_it_is_told_to_whoever_is_on_duty(broken: Site) -> None:
    text = broken.signed_in(LEADER).get(paths.HEALTH_DESK).text
    assert "对外通知发不出去：电子邮件。" in text
    told = broken.signed_in(LEADER).get("/api/v1/cases").json()
    assert told["troubled_channels"] == ["email"]


def test_where_nothing_is_set_up_nobody_is_alarmed(site: Site) -> None:
    assert "没有设置对外通知" in site.signed_in(ADMINISTRATOR).get(paths.CHANNELS).text
    assert "对外通知发不出去" not in site.signed_in(LEADER).get(paths.HEALTH_DESK).text
    assert site.client().get("/readyz/messages").text == "ok"


def test_a_test_is_queued_for_oneself_and_shown(broken: Site) -> None:
    browser = broken.signed_in(ADMINISTRATOR)
    typed = {"channel": "email", "delivery_id": str(e.example_id(902))}
    for _ in range(2):
        assert browser.post(paths.TEST_CHANNEL, data=typed).status_code == 303
    with broken.opened.engine.connect() as connection:
        (row,) = connection.execute(DELIVERIES.select()).all()
    assert (row.person_id, row.case_id, row.state) == (ADMINISTERING, None, "waiting")
    assert "我发的测试" in browser.get(paths.CHANNELS).text
    other = {**typed, "channel": "sms"}
    assert browser.post(paths.TEST_CHANNEL, data=other).status_code == 404


def test_a_message_that_was_given_up_is_sent_again(broken: Site) -> None:
    browser = broken.signed_in(ADMINISTRATOR)
    again = browser.post(paths.RETRY_MESSAGE, data={"delivery_id": str(LETTER.delivery_id)})
    assert (again.status_code, again.headers["location"]) == (303, paths.CHANNELS)
    unknown = browser.post(paths.RETRY_MESSAGE, data={"delivery_id": str(e.example_id(903))})
    assert unknown.status_code == 404


def test_messages_lead_to_the_page_of_whoever_is_on_duty() -> None:
    assert DUTY_DESK == paths.HEALTH_DESK
