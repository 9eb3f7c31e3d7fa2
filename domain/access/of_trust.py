"""Who is trusted with so much that nobody's word lets somebody in for them."""

from domain.access.table import TABLE, Request

_GIVES_POWER = (
    *(Request.PROPOSE_DUTY, Request.APPROVE_DUTY),
    *(Request.PROPOSE_TELEPHONE, Request.CONFIRM_TELEPHONE),
    *(Request.DECIDE_ACCESS, Request.DECIDE_LEGAL_ACCESS),
    Request.CONFIRM_FIRST_SIGN_IN,
    *(Request.MANAGE_ACCOUNTS, Request.GIVE_NIGHT_RECOVERY, Request.WATCH_READS),
)
"""Not DECIDE_HEALTH_ACCESS: it waits for a second factor, and a crisis lead is needed at night."""

NEVER_BY_WORD = frozenset(
    standing.value for request in _GIVES_POWER for standing in TABLE[request].by
)
"""The roles whose holders are let in by what they have and know only, never by somebody's word."""
