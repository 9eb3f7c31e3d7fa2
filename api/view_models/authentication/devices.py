"""What somebody is signed in on, as pages tell it."""

from enum import StrEnum


class Device(StrEnum):
    """What kind of thing somebody is signed in on; more is not kept."""

    PHONE = "phone"
    COMPUTER = "computer"
    PROGRAM = "program"


def device_of(told: str | None) -> Device:
    """Return what kind of thing it is; what is not known is no browser."""
    return Device(told) if told in set(Device) else Device.PROGRAM
