"""The page on which an auditor reads who may do what."""

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import VisitorDep
from api.pages.typed_fields import Fields
from api.view_models.authorisation.permissions import PermissionsPage
from application.authorisation.permissions import permission_table
from domain.access.table import Standing

router = APIRouter(include_in_schema=False)


@router.get(paths.PERMISSIONS)
def permissions(visitor: VisitorDep, standing: str = "") -> Response:
    """Show the whole table, or what one standing may."""
    call = visitor.call
    table = permission_table(call.ledger, call.actor, call.now)
    chosen = Fields({"standing": (standing,)}).maybe_one_of("standing", Standing)
    shown = table if chosen is None else table.of(chosen)
    return visitor.page(PermissionsPage(table=shown, standing=chosen))
