"""Which posts may do a request: a role and the standing that its duty gives share their names."""

from domain.access.table import TABLE
from domain.access.table import Request as Asking
from domain.staff.facts import Role


def roles_with(*requests: Asking) -> tuple[Role, ...]:
    """Return the roles named in the row of any of the requests, in the order of the roles."""
    named = {standing.value for each in requests for standing in TABLE[each].by}
    return tuple(role for role in Role if role.value in named)
