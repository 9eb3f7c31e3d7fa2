"""The table of who may do what as the page shows it: whole, and what one standing may."""

from collections.abc import Mapping

from api.view_models.authorisation.permissions import PermissionsPage
from api.view_models.shell import PageModel
from application.authorisation.permissions import whole_table
from domain.access.table import Standing

PAGES: Mapping[str, PageModel] = {
    "permissions": PermissionsPage(table=whole_table()),
    "permissions-of-one": PermissionsPage(
        table=whole_table().of(Standing.HOSPITAL_LIAISON), standing=Standing.HOSPITAL_LIAISON
    ),
}
