"""Shuts the doors beside the password, in the transaction that voids or closes an account.

Whoever shuts them does so before the sessions end: a code given at night and a device that lets
somebody in are changed in that order, too, so that no two of them wait for each other.
"""

from datetime import datetime
from uuid import uuid5

from sqlalchemy import Connection, update

from application.authentication.account_ports import Note
from application.ports import Actor
from domain.accounts.outside_facts import DeviceRevoked
from domain.shared import DeviceId, PersonId
from infrastructure.authentication.account_notes import keep_notes
from infrastructure.authentication.known_browsers import forget_browsers
from infrastructure.log.tables import ENROLLED_DEVICES, NIGHT_RECOVERIES


def shut_other_doors(connection: Connection, person_id: PersonId, at: datetime, by: Actor) -> None:
    """Let no device sign, no unused night code open and no browser be known for a person any more.

    Which devices are gone is noted here: one enrolled a moment ago is gone and said, too.
    """
    _expire_night_codes(connection, person_id, at)
    revoked = connection.scalars(
        update(ENROLLED_DEVICES)
        .where(ENROLLED_DEVICES.c.person_id == person_id)
        .where(ENROLLED_DEVICES.c.revoked_at.is_(None), ENROLLED_DEVICES.c.locked_at.is_(None))
        .values(revoked_at=at)
        .returning(ENROLLED_DEVICES.c.enrolled)
    ).all()
    keep_notes(connection, [_gone(person_id, DeviceId(each), by) for each in revoked])
    forget_browsers(connection, person_id)


def _expire_night_codes(connection: Connection, person_id: PersonId, at: datetime) -> None:
    connection.execute(
        update(NIGHT_RECOVERIES)
        .where(NIGHT_RECOVERIES.c.person_id == person_id)
        .where(NIGHT_RECOVERIES.c.used_at.is_(None), NIGHT_RECOVERIES.c.expires_at > at)
        .values(expires_at=at)
    )


def _gone(person_id: PersonId, device_id: DeviceId, by: Actor) -> Note:
    return Note(
        # A device goes once, however many let it go at the same time.
        note_id=uuid5(device_id, "revoked"),
        fact=DeviceRevoked(person_id=person_id, device_id=device_id),
        actor_id=by.person_id,
        device=by.device,
    )
