"""The sign-in page."""

from dataclasses import dataclass, field
from typing import ClassVar

from api.view_models.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """Fields: login, password, back (where to go afterwards). The password is never shown again.

    `refused` when login and password do not fit; `wait_minutes` when there were too many attempts;
    `has_provider` when a provider outside can let people in, too.
    """

    template: ClassVar[str] = "sign_in.html"
    form: Form = field(default_factory=Form)
    back: str = "/"
    refused: bool = False
    wait_minutes: int | None = None
    has_provider: bool = False
