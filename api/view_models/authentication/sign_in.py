"""The sign-in page, and the page that keeps a form which was sent after the session had ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from api.view_models.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """Fields: login, password, back (where to go afterwards). The password is never shown again.

    `refused` when login and password do not fit; `wait_minutes` when there were too many attempts;
    `has_provider` when a provider outside can let people in, too; `has_ended` when the browser
    still holds a session that is over, `was_displaced` when one more elsewhere ended it.
    """

    template: ClassVar[str] = "sign_in.html"
    form: Form = field(default_factory=Form)
    back: str = "/"
    refused: bool = False
    wait_minutes: int | None = None
    has_provider: bool = False
    has_ended: bool = False
    was_displaced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFormPage:
    """What was typed stays, out of sight, until it is sent to its `action` again.

    `by_another` when whoever signed in meanwhile is not who wrote it.
    """

    template: ClassVar[str] = "kept_form.html"
    action: str
    kept: Mapping[str, tuple[str, ...]] = field(repr=False)
    written_by: str = field(default="", repr=False)
    by_another: bool = False
