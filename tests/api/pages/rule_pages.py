"""Who sees the pages of the rules, and who may send what is asked there."""

from api import paths
from tests import examples as given
from tests.api.pages.site import AUDITOR, LEADER, OFFICER, TEACHER

RULE_SET = given.example_id(973)
ELSEWHERE = {
    *(paths.PROPOSE_RULES, paths.RULE_SET),
    *(paths.APPROVE_RULES, paths.REFUSE_RULES, paths.WITHDRAW_RULES),
}
SEEN: dict[str, tuple[str, str, dict[str, int]]] = {
    paths.RULES: (OFFICER, "程序自带的数字", {TEACHER: 403, LEADER: 403}),
    paths.COMPARE_RULES: (AUDITOR, "可以更改的数字全都一样", {TEACHER: 403, LEADER: 403}),
}
SENT = {path: {TEACHER: 403, OFFICER: 403} for path in sorted(ELSEWHERE - {paths.RULE_SET})}
_WHY = {"why": "示例"}
VALID: dict[str, dict[str, str]] = {
    paths.PROPOSE_RULES: {
        "rule_set_id": str(RULE_SET),
        "from_version": "1",
        "from_on": "2026-04-01",
        "clocks.by_level.red.taken": "5",
        **_WHY,
    },
    paths.APPROVE_RULES: {"from_on": "2026-04-01", **_WHY},
    paths.REFUSE_RULES: _WHY,
    paths.WITHDRAW_RULES: _WHY,
}
