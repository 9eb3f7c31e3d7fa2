"""What a form tells of the hospitals before one is chosen: telephone, hours, whether they hear."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.oncall.opening import Opening


class HospitalNote(StrEnum):
    """What has to be known of a hospital before it is chosen."""

    NOBODY_HEARS = "nobody_hears"
    CLOSED_NOW = "closed_now"


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalLine:
    """One hospital; `opening` is None where no roster tells when somebody is on call.

    `goes_past`: a referral in danger goes on by itself from a hospital that does not hear.
    """

    name: str
    telephone: str | None = None
    hears: bool = True
    opening: Opening | None = None
    goes_past: bool = False

    @property
    def note(self) -> HospitalNote | None:
        """Return what has to be known before it is chosen, the gravest first."""
        if not self.hears:
            return HospitalNote.NOBODY_HEARS
        is_closed = self.opening is not None and not self.opening.is_open
        return HospitalNote.CLOSED_NOW if is_closed else None

    @property
    def until_at(self) -> datetime | None:
        """Return until when somebody is on call, None where nobody is or no end is known."""
        return self.opening.until_at if self.opening else None
