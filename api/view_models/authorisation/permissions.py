"""The page of the table of who may do what."""

from dataclasses import dataclass
from typing import ClassVar

from api.view_models.forms import Form, typed
from application.authorisation.permissions import PermissionTable
from domain.access.table import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionsPage:
    """The table as the decisions are made by it: whole, or what one standing may."""

    template: ClassVar[str] = "permissions.html"
    table: PermissionTable
    standing: Standing | None = None

    @property
    def form(self) -> Form:
        """Return the question of whom to show, as it was answered."""
        return Form(typed(standing=self.standing))
