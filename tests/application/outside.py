"""An office that sends outside, and what it has queued."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from application.crisis.reactions import react
from application.crisis.telling.outside_rows import Outlets
from application.ports import Recorded
from application.staffing.reactions import introduce
from domain.alerts.outside import Channel
from domain.referrals.facts import ConcernRaised
from domain.shared import PersonId
from infrastructure.log.tables import DELIVERIES
from tests import examples as given
from tests.application.telling import all_but, cause_of
from tests.office import Office

LINK = "https://tongxin.example/duty"


def by_mail(person_ids: Collection[PersonId]) -> Mapping[PersonId, Collection[Channel]]:
    return {each: {Channel.EMAIL} for each in person_ids}


def sending(office: Office) -> Office:
    """Return the office as one by which each person is reached by mail."""
    ledger = replace(office.opened.ledger, outlets=by_mail)
    return replace(office, opened=replace(office.opened, ledger=ledger))


def telling(office: Office, outlets: Outlets = by_mail) -> Recorded[object]:
    """Let the worry be followed by an office that sends outside, and return the worry."""
    ledger = replace(office.ledger, outlets=outlets)
    cause = cause_of(office, ConcernRaised)
    actor = introduce(ledger, office.opened.ledger_id, given.NOW)
    react(ledger, actor, cause, given.NOW, all_but())
    return cause


def queued(office: Office) -> set[tuple[UUID, UUID, str, int]]:
    table = DELIVERIES.c
    wanted = select(table.delivery, table.person_id, table.channel, table.minutes)
    with office.databases.engine.connect() as connection:
        return {(row[0], row[1], row[2], row[3]) for row in connection.execute(wanted)}
