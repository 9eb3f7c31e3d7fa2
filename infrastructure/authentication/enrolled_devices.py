"""Keeps enrolled devices in the ledger's database, and checks what they sign."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy import Connection, Engine, Row, Update, insert, select, update
from sqlalchemy.exc import IntegrityError

from application.authentication.account_ports import Notes
from application.authentication.enrolled_devices import EnrolledDevice
from application.authentication.session_store import Ending
from domain.shared import DeviceId, PersonId
from infrastructure.authentication.account_notes import keep_notes
from infrastructure.authentication.ended_sessions import end_sessions
from infrastructure.database import writing
from infrastructure.log.tables import ENROLLED_DEVICES, SESSIONS

CHALLENGE_BYTES = 32
CURVE = ec.SECP256R1()
SIGNATURE_BYTES = 64

_table = ENROLLED_DEVICES.c
_signs = _table.locked_at.is_(None) & _table.revoked_at.is_(None)


class EnrolledDevices:
    """The rows of enrolled devices."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def is_key(self, public_key: bytes) -> bool:
        """Return whether that is a point on the curve."""
        return _key(public_key) is not None

    def keep(self, device: EnrolledDevice, notes: Notes) -> bool:
        """Keep a device, and return whether its id was not there before."""
        try:
            with writing(self._engine) as connection:
                connection.execute(
                    insert(ENROLLED_DEVICES).values(
                        enrolled=device.device_id,
                        person_id=device.person_id,
                        public_key=device.public_key,
                        pin_hash=device.pin_hash,
                        device=device.device,
                        enrolled_at=device.enrolled_at,
                        wrong_pins=0,
                    )
                )
                keep_notes(connection, notes)
        except IntegrityError:
            return False
        return True

    def find(self, device_id: DeviceId) -> EnrolledDevice | None:
        """Return a device, also one that signs for nobody."""
        with self._engine.connect() as connection:
            row = connection.execute(
                select(ENROLLED_DEVICES).where(_table.enrolled == device_id)
            ).one_or_none()
        return None if row is None else _device(row)

    def of_person(self, person_id: PersonId) -> Sequence[EnrolledDevice]:
        """Return the devices that sign for a person, the latest enrolled first."""
        wanted = (
            select(ENROLLED_DEVICES)
            .where(_table.person_id == person_id, _signs)
            .order_by(_table.enrolled_at.desc(), _table.enrolled)
        )
        with self._engine.connect() as connection:
            return [_device(row) for row in connection.execute(wanted)]

    def challenge(self, device_id: DeviceId, at: datetime) -> str:
        """Return what a device has to sign next; for an unknown one it is kept nowhere."""
        text = token_urlsafe(CHALLENGE_BYTES)
        with writing(self._engine) as connection:
            connection.execute(
                _row(device_id).where(_signs).values(challenge=_digest(text), challenged_at=at)
            )
        return text

    def take_challenge(self, device_id: DeviceId, challenge: str, since: datetime) -> bool:
        """Return whether that was the last one it was given, not before `since`; it is used up."""
        with writing(self._engine) as connection:
            taken = connection.execute(
                _row(device_id)
                .where(_table.challenge == _digest(challenge), _table.challenged_at >= since)
                .values(challenge=None, challenged_at=None)
                .returning(_table.enrolled)
            ).one_or_none()
        return taken is not None

    def is_signed(self, device: EnrolledDevice, message: bytes, signature: bytes) -> bool:
        """Return whether the device signed the message; a signature is r and s (IEEE P1363)."""
        key = _key(device.public_key)
        if key is None or len(signature) != SIGNATURE_BYTES:
            return False
        half = SIGNATURE_BYTES // 2
        numbers = (int.from_bytes(each) for each in (signature[:half], signature[half:]))
        try:
            key.verify(encode_dss_signature(*numbers), message, ec.ECDSA(SHA256()))
        except InvalidSignature:
            return False
        return True

    def guess(self, device_id: DeviceId, at_most: int) -> int | None:
        """Count a PIN before it is looked at; None when there were too many wrong ones."""
        with writing(self._engine) as connection:
            return connection.execute(
                _row(device_id)
                .where(_signs, _table.wrong_pins < at_most)
                .values(wrong_pins=_table.wrong_pins + 1)
                .returning(_table.wrong_pins)
            ).scalar_one_or_none()

    def guessed(self, device_id: DeviceId, at: datetime) -> None:
        """Forget the wrong PINs: one was right."""
        with writing(self._engine) as connection:
            connection.execute(_row(device_id).values(wrong_pins=0, last_used_at=at))

    def lock(self, device_id: DeviceId, notes: Notes, ending: Ending) -> None:
        """Let it sign for nobody, and end the sessions that it opened."""
        with writing(self._engine) as connection:
            locked = _row(device_id).where(_signs).values(locked_at=ending.at)
            if _changed(connection, locked, notes):
                end_sessions(connection, ending, SESSIONS.c.enrolled == device_id)

    def revoke(self, device_id: DeviceId, notes: Notes, ending: Ending) -> None:
        """Let it sign for nobody any more, and end the sessions that it opened."""
        with writing(self._engine) as connection:
            revoked = _row(device_id).where(_signs).values(revoked_at=ending.at)
            if _changed(connection, revoked, notes):
                end_sessions(connection, ending, SESSIONS.c.enrolled == device_id)


def _changed(connection: Connection, change: Update, notes: Notes) -> bool:
    """Change a device that still signs; what was noted of it is kept with the change alone."""
    changed = connection.execute(change.returning(_table.enrolled)).one_or_none() is not None
    if changed:
        keep_notes(connection, notes)
    return changed


def _row(device_id: DeviceId) -> Update:
    return update(ENROLLED_DEVICES).where(_table.enrolled == device_id)


def _key(public_key: bytes) -> ec.EllipticCurvePublicKey | None:
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public_key)
    except ValueError:
        return None


def _device(row: Row[tuple[object, ...]]) -> EnrolledDevice:
    return EnrolledDevice(
        device_id=DeviceId(row.enrolled),
        person_id=PersonId(row.person_id),
        public_key=row.public_key,
        pin_hash=row.pin_hash,
        device=row.device,
        enrolled_at=row.enrolled_at,
        last_used_at=row.last_used_at,
        locked_at=row.locked_at,
        revoked_at=row.revoked_at,
    )


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
