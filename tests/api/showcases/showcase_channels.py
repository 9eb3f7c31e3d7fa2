"""The page of channels, for the gallery."""

from collections.abc import Mapping
from datetime import timedelta

from api.view_models.crisis.channels import ChannelsPage, DeadLine
from api.view_models.shell import PageModel
from application.crisis.delivery.channel_rows import ChannelHealth, OwnTest
from domain.alerts.outside import Channel
from domain.alerts.trying import Failure, Stage
from tests import examples as e

BY_MAIL = ChannelHealth(
    channel=Channel.EMAIL,
    waiting=3,
    dead=1,
    waits_seconds=95.0,
    is_silent=False,
    sent_at=e.NOW - timedelta(minutes=9),
    failure=Failure.NO_CONNECTION,
)
BY_SMS = ChannelHealth(channel=Channel.SMS, waiting=0, dead=0, waits_seconds=0.0, is_silent=False)
BY_GROUP = ChannelHealth(
    channel=Channel.WECOM, waiting=1, dead=0, waits_seconds=0.0, is_silent=True
)
CHANNELS = ChannelsPage(
    channels=(BY_MAIL, BY_SMS, BY_GROUP),
    dead=(
        DeadLine(
            delivery_id=e.example_id(901),
            channel=Channel.EMAIL,
            queued_at=e.NOW - timedelta(hours=2),
            failure=Failure.NOT_TRUSTED,
            retried_by="示例管理员",
        ),
    ),
    tests=(
        OwnTest(Channel.EMAIL, e.NOW, Stage.SENT, None),
        OwnTest(Channel.SMS, e.NOW, Stage.WITHHELD, "no_address"),
    ),
    test_ids={each: e.example_id(902) for each in Channel},
)
CHANNEL_PAGES: Mapping[str, PageModel] = {
    "channels": CHANNELS,
    "channels-none": ChannelsPage(),
}
