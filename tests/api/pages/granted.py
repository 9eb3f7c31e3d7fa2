"""Who sees the pages about access beyond a duty, and who may send what is asked there."""

from api import paths
from application.authorisation.grants import request_access
from domain.grants.state import RequestAccess
from domain.shared import Compartment, GrantId, Purpose
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.site import ADMINISTRATOR, LEADER, STRANGER, TEACHER, VOLUNTEER, Site
from tests.office import acting

GRANT = GrantId(given.example_id(871))
WHY = "要和帮扶人商量这学期的安排。"
IDS = {"grant_id": GRANT}
SEEN: dict[str, tuple[str, str, dict[str, int]]] = {
    paths.GRANTS: (TEACHER, "还没有申请", {}),
    paths.GRANTS_TO_DECIDE: (LEADER, "待我审批", {TEACHER: 403, VOLUNTEER: 403}),
    paths.GRANTS_IN_FORCE: (LEADER, "在用的授权", {TEACHER: 403, VOLUNTEER: 403}),
    paths.GRANTS_OVERDUE: (LEADER, "没有过了期限的查阅", {TEACHER: 403, VOLUNTEER: 403}),
    paths.GLASS_TO_REVIEW: (LEADER, "待我复核", {TEACHER: 403, VOLUNTEER: 403}),
    paths.ASK_ACCESS: (TEACHER, "提交申请", {VOLUNTEER: 403, ADMINISTRATOR: 403}),
    paths.OWN_GRANT: (duty.LEAD, "撤回申请", {TEACHER: 404, LEADER: 404, VOLUNTEER: 404}),
    paths.GRANT: (LEADER, WHY, {TEACHER: 404, STRANGER: 404, VOLUNTEER: 404}),
}
# The form of broken glass asks for a second factor first; the other is no page but two numbers.
ELSEWHERE = {paths.BREAK_GLASS, paths.GRANTS_WAITING}
SENT: dict[str, dict[str, int]] = {
    paths.ASK_ACCESS: {VOLUNTEER: 403, ADMINISTRATOR: 403},
    paths.BREAK_GLASS: {VOLUNTEER: 403},
    paths.DECIDE_GRANT: {TEACHER: 404, STRANGER: 404},
    paths.REVOKE_GRANT: {TEACHER: 404, STRANGER: 404},
    paths.GIVE_BACK: {TEACHER: 404, LEADER: 404, STRANGER: 404},
    paths.CLOSE_GLASS: {LEADER: 404, STRANGER: 404},
    paths.REVIEW_GLASS: {TEACHER: 404, STRANGER: 404},
}
ASKED = {
    "child_id": str(given.CHILD),
    "compartments": "care",
    "until_on": given.TODAY.isoformat(),
    "why": "示例",
}
VALID: dict[str, dict[str, str]] = {
    paths.ASK_ACCESS: {**ASKED, "purpose": "care"},
    paths.BREAK_GLASS: {**ASKED, "glass_reason": "child_missing"},
    paths.DECIDE_GRANT: {**ASKED, "answer": "approve"},
    paths.REVOKE_GRANT: {"revocation_reason": "misused"},
    paths.GIVE_BACK: {},
    paths.CLOSE_GLASS: {},
    paths.REVIEW_GLASS: {"verdict": "compliant"},
}


def ask(site: Site) -> None:
    """Let the crisis lead ask for the file of the child."""
    request = RequestAccess(
        child_id=given.CHILD,
        grant_id=GRANT,
        purpose=Purpose.CRISIS,
        compartments=(Compartment.CARE,),
        until_on=given.TODAY,
        why=WHY,
    )
    who = acting(duty.POSTS[duty.LEAD][0])
    request_access(site.opened.ledger, who, request, given.NOW)
