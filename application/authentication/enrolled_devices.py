"""A device that signs for a person: enrolled once, then a PIN is enough beside what it signs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

from application.authentication.account_notes import notes_of, say
from application.authentication.account_ports import Failing, Narrowed, Notes, Stage
from application.authentication.running_out import ending
from application.authentication.session_store import Ending
from application.authentication.signing_in import Door, SignedIn, SignInRefused, Source, enter
from application.authentication.stepping_up import require_fresh_factor
from application.authentication.throttling import failing_by, note_failure, refuse_when_locked
from application.authorisation.on_duty import roles_today
from application.ports import Actor, Ledger
from domain.accounts.devices import message_of, plain_pin, require_may_enrol, require_pin
from domain.accounts.outside_facts import DeviceEnrolled, DeviceLocked, DeviceRevoked
from domain.errors import Invalid, NotFound
from domain.reads.sign_ins import SessionEnd
from domain.shared import DeviceId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolledDevice:
    """A device as it is kept; the public key is an uncompressed point on P-256."""

    device_id: DeviceId
    person_id: PersonId
    public_key: bytes = field(repr=False)
    pin_hash: str = field(repr=False)
    device: str | None
    enrolled_at: datetime
    last_used_at: datetime | None = None
    locked_at: datetime | None = None
    revoked_at: datetime | None = None

    @property
    def signs(self) -> bool:
        """Whether it signs for anybody."""
        return self.locked_at is None and self.revoked_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolDevice:
    """Let a device sign for whoever asks from now on."""

    device_id: DeviceId
    public_key: bytes = field(repr=False)
    pin: str = field(repr=False)
    again: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a device and its person show to be let in."""

    device_id: DeviceId
    challenge: str = field(repr=False)
    signature: bytes = field(repr=False)
    pin: str = field(repr=False)


class EnrolledDevices(Protocol):
    """The rows of enrolled devices."""

    def is_key(self, public_key: bytes) -> bool:
        """Return whether that is a point on the curve."""
        ...

    def keep(self, device: EnrolledDevice, notes: Notes) -> bool:
        """Keep a device, and return whether its id was not there before."""
        ...

    def find(self, device_id: DeviceId) -> EnrolledDevice | None:
        """Return a device, also one that signs for nobody."""
        ...

    def of_person(self, person_id: PersonId) -> Sequence[EnrolledDevice]:
        """Return the devices that sign for a person, the latest enrolled first."""
        ...

    def challenge(self, device_id: DeviceId, at: datetime) -> str:
        """Return what a device has to sign next; for an unknown one it is kept nowhere."""
        ...

    def take_challenge(self, device_id: DeviceId, challenge: str, since: datetime) -> bool:
        """Return whether that was the last one it was given, not before `since`; it is used up."""
        ...

    def is_signed(self, device: EnrolledDevice, message: bytes, signature: bytes) -> bool:
        """Return whether the device signed the message."""
        ...

    def guess(self, device_id: DeviceId, at_most: int) -> int | None:
        """Count a PIN before it is looked at; None when there were too many wrong ones."""
        ...

    def guessed(self, device_id: DeviceId, at: datetime) -> None:
        """Forget the wrong PINs: one was right."""
        ...

    def lock(self, device_id: DeviceId, notes: Notes, ending: Ending) -> None:
        """Let it sign for nobody, and end the sessions that it opened."""
        ...

    def revoke(self, device_id: DeviceId, notes: Notes, ending: Ending) -> None:
        """Let it sign for nobody any more, and end the sessions that it opened."""
        ...


def enrol(
    ledger: Ledger,
    door: Door,
    devices: EnrolledDevices,
    actor: Actor,
    request: EnrolDevice,
) -> None:
    """Let a device sign for whoever asks, who showed their second factor a moment ago.

    Raises: StepUpNeeded; RuleBroken for whoever administers; Invalid; Unavailable.
    """
    require_may_enrol(roles_today(ledger, actor.person_id, door.now))
    require_fresh_factor(actor, door.now, door.rules)
    pin = require_pin(request.pin, request.again, door.rules)
    if not devices.is_key(request.public_key):
        raise Invalid("not_a_device_key", "public_key")
    with door.accounts.turn() as turn:
        pin_hash = turn.hash(pin)
    said = DeviceEnrolled(
        person_id=actor.person_id,
        device_id=request.device_id,
        key_sha256=sha256(request.public_key).hexdigest(),
    )
    device = EnrolledDevice(
        device_id=request.device_id,
        person_id=actor.person_id,
        public_key=request.public_key,
        pin_hash=pin_hash,
        device=actor.device,
        enrolled_at=door.now,
    )
    devices.keep(device, notes_of((said,), request.device_id, actor))
    say(ledger, door.accounts, door.now, actor.person_id)


def own_devices(devices: EnrolledDevices, actor: Actor) -> Sequence[EnrolledDevice]:
    """Return the devices that sign for whoever asks; everybody may see that of themselves."""
    return devices.of_person(actor.person_id)


def revoke_own(
    ledger: Ledger, door: Door, devices: EnrolledDevices, actor: Actor, device_id: DeviceId
) -> None:
    """Let one of the own devices sign no more; everybody may do that.

    Raises: NotFound; Unavailable.
    """
    if device_id not in {each.device_id for each in own_devices(devices, actor)}:
        raise NotFound("device_not_found")
    said = DeviceRevoked(person_id=actor.person_id, device_id=device_id)
    _let_go(door, devices.revoke, said, actor)
    say(ledger, door.accounts, door.now, actor.person_id)


def challenge(devices: EnrolledDevices, device_id: DeviceId, now: datetime) -> str:
    """Return what a device has to sign; nobody learns from it whether the device is known."""
    return devices.challenge(device_id, now)


def sign_in_by_device(
    ledger: Ledger, door: Door, devices: EnrolledDevices, shown: Shown, source: Source
) -> SignedIn:
    """Open a session for whom the device signs and who knows its PIN: two factors, one at a time.

    PINs are counted only of who holds the device's key, and before they are looked at: however
    many are sent at once, none above the limit is tried.

    Raises: SignInRefused; SignInLocked; RuleBroken for whoever administers; Unavailable.
    """
    # The turn first: whoever is told to come again has used up no challenge, and sends it again.
    with door.accounts.turn() as turn:
        device = _signing(door, devices, shown)
        if device is not None:
            require_may_enrol(roles_today(ledger, device.person_id, door.now))
            _require_right_pin(ledger, door, devices, device, turn.matches, shown.pin)
    if device is None:
        # Only of whoever holds no key: strangers at the address lock nobody out whose device signs.
        by = failing_by(f"device/{shown.device_id}", source.address)
        refuse_when_locked(door.accounts, by, door.now, door.rules)
        note_failure(door.accounts, by, None, door.now, door.rules)
        raise SignInRefused("device_refused")
    account = door.accounts.account(device.person_id)
    if account is None or not account.is_in_use:
        raise SignInRefused("device_refused")
    door.accounts.failed.forget(Failing("login", f"device/{shown.device_id}"), ())
    stage = door.stage_for(account, factor_shown=True)
    if stage is Stage.CHOOSING:
        # Device and PIN stand for no password: who replaces it shows the second factor before.
        stage = door.stage_for(account, factor_shown=False)
    narrowed = Narrowed(enrolled=device.device_id)
    return enter(door, account, source, stage, narrowed=narrowed)


def _signing(door: Door, devices: EnrolledDevices, shown: Shown) -> EnrolledDevice | None:
    """Return the device when it signed what it was just asked to."""
    device = devices.find(shown.device_id)
    if device is None or not device.signs:
        return None
    since = door.now - timedelta(seconds=door.rules.doors.device_challenge_seconds)
    if not devices.take_challenge(shown.device_id, shown.challenge, since):
        return None
    message = message_of(shown.device_id, shown.challenge)
    return device if devices.is_signed(device, message, shown.signature) else None


def _let_go(
    door: Door,
    letting_go: Callable[[DeviceId, Notes, Ending], None],
    said: DeviceLocked | DeviceRevoked,
    actor: Actor,
) -> None:
    gone = ending(SessionEnd.DEVICE_GONE, door.now, door.rules)
    letting_go(said.device_id, notes_of((said,), door.accounts.chance.id(), actor), gone)


def _require_right_pin(
    ledger: Ledger,
    door: Door,
    devices: EnrolledDevices,
    device: EnrolledDevice,
    matches: Callable[[str, str], bool],
    pin: str,
) -> None:
    at_most = door.rules.doors.wrong_pins_at_most
    count = devices.guess(device.device_id, at_most)
    if count is not None and matches(device.pin_hash, plain_pin(pin)):
        devices.guessed(device.device_id, door.now)
        return
    if count is not None and count < at_most:
        raise SignInRefused("pin_wrong", left=at_most - count)
    # Also where there were too many before: whoever tried last may have died before it was locked.
    said = DeviceLocked(person_id=device.person_id, device_id=device.device_id)
    actor = Actor(person_id=device.person_id, device=device.device)
    _let_go(door, devices.lock, said, actor)
    say(ledger, door.accounts, door.now, device.person_id)
    raise SignInRefused("device_locked")
