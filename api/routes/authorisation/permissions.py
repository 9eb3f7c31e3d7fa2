"""The table of who may do what."""

from fastapi import APIRouter

from api.deps import PREFIX, CallDep
from api.routes.answers import READING, refused_with
from application.authorisation.permissions import PermissionTable, permission_table

router = APIRouter(prefix=PREFIX, tags=["permissions"])


@router.get("/permissions", responses=refused_with(*READING))
def permissions(call: CallDep) -> PermissionTable:
    """Return the whole table, by what of a child's record a request opens."""
    return permission_table(call.ledger, call.actor, call.now)
