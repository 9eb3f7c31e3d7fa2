"""The page of my e-mail address at work."""

from dataclasses import dataclass, field
from typing import ClassVar

from api.view_models.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkAddressPage:
    """Fields: address, and code where one `waits` for its confirmation.

    Without `mail_goes_out` no code can be sent, and an address that there is stays unused.
    """

    template: ClassVar[str] = "work_address.html"
    address: str | None = field(default=None, repr=False)
    waits: str | None = field(default=None, repr=False)
    form: Form = field(default_factory=Form)
    done: bool = False
    damaged: bool = False
    mail_goes_out: bool = True
    code_minutes: int
