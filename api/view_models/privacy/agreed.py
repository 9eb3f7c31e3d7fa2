"""How it stands with one use of data for which a family is asked."""

from dataclasses import dataclass
from datetime import date

from domain.codelists import Processing, SpokenBy
from domain.consent.state import Agreement
from domain.shared import ConsentId


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedLine:
    """How it stands with one use; see `application.privacy.consent.Agreed`."""

    processing: Processing
    agreement: Agreement
    consent_id: ConsentId | None = None
    spoken_by: SpokenBy | None = None
    said_on: date | None = None
    unsigned: bool = False
    ask_child: bool = False

    @property
    def may_withdraw(self) -> bool:
        """Return whether there is a consent to take back."""
        return self.agreement is Agreement.GRANTED
