"""The channels by which people are told outside: how they fare, tried out, sent again."""

from uuid import uuid4

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import FieldsDep, VisitorDep, see_other
from api.pages.typed_fields import Fields
from api.view_models.crisis.channels import ChannelsPage, DeadLine
from application.crisis.delivery import channels as asking
from application.crisis.desk.duty_desk import nobody_sweeps
from domain.alerts.outside import Channel
from domain.errors import Invalid

router = APIRouter(include_in_schema=False)


@router.get(paths.CHANNELS)
def shown(visitor: VisitorDep) -> Response:
    """Show how each channel fares, what was given up, and my own tests."""
    call = visitor.call
    found = asking.see_channels(call.ledger, call.actor, call.now)
    people = [each.retried_by for each in found.dead if each.retried_by]
    names = call.ledger.directory.names(people) if people else {}
    page = ChannelsPage(
        nobody_sweeps=nobody_sweeps(call.ledger),
        channels=tuple(found.channels),
        dead=tuple(
            DeadLine(
                delivery_id=each.delivery_id,
                channel=each.channel,
                queued_at=each.queued_at,
                failure=each.failure,
                retried_by=names.get(each.retried_by, "") if each.retried_by else None,
            )
            for each in found.dead
        ),
        tests=tuple(found.tests),
        test_ids={each.channel: uuid4() for each in found.channels},
    )
    return visitor.page(page)


@router.post(paths.TEST_CHANNEL)
def send_test(visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Send a message about nothing to myself."""
    call = visitor.call
    channel, delivery_id = fields.one_of("channel", Channel), fields.id("delivery_id")
    _require_sent(fields)
    asking.send_test(call.ledger, call.actor, channel, delivery_id, call.now)
    return see_other(paths.CHANNELS)


@router.post(paths.RETRY_MESSAGE)
def retry(visitor: VisitorDep, fields: FieldsDep) -> Response:
    """Let a message that was given up be tried anew."""
    call = visitor.call
    delivery_id = fields.id("delivery_id")
    _require_sent(fields)
    asking.retry_message(call.ledger, call.actor, delivery_id, call.now)
    return see_other(paths.CHANNELS)


def _require_sent(fields: Fields) -> None:
    """Refuse what no button of the page sends. Raises: Invalid."""
    for each in fields.errors:
        raise Invalid(each.code, each.field)
