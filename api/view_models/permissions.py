"""The page of the table of who may do what."""

from dataclasses import dataclass
from typing import ClassVar

from application.authorisation.permissions import PermissionTable


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionsPage:
    """The whole table, as the decisions are made by it."""

    template: ClassVar[str] = "permissions.html"
    table: PermissionTable
