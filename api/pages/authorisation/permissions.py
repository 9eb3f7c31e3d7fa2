"""The page on which an auditor reads who may do what."""

from fastapi import APIRouter, Response

from api import paths
from api.pages.frame import VisitorDep
from api.view_models.permissions import PermissionsPage
from application.authorisation.permissions import permission_table

router = APIRouter(include_in_schema=False)


@router.get(paths.PERMISSIONS)
def permissions(visitor: VisitorDep) -> Response:
    """Show the whole table."""
    call = visitor.call
    return visitor.page(PermissionsPage(table=permission_table(call.ledger, call.actor, call.now)))
