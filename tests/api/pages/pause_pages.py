"""Who may send what is asked on the pages of pauses, and what that is; they are there seldom."""

from api import paths
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.site import ADMINISTRATOR, AUDITOR, STRANGER, TEACHER

PAUSE = given.example_id(946)
ELSEWHERE = (paths.PAUSE_STEP, paths.SETTLE_PAUSE)
_NOT_THEIRS = {TEACHER: 403, STRANGER: 404, ADMINISTRATOR: 404, AUDITOR: 404}
SENT: dict[str, dict[str, int]] = {
    paths.PAUSE_STEP: _NOT_THEIRS,
    paths.SETTLE_PAUSE: {**_NOT_THEIRS, duty.ADVISER: 403},
    paths.END_PAUSE: _NOT_THEIRS,
}
VALID: dict[str, dict[str, str]] = {
    paths.PAUSE_STEP: {
        "pause_id": str(given.example_id(888)),
        "paused_step": "seen",
        "pause_reason": "family_away",
        "paused_until_on": given.TODAY.isoformat(),
        "why": "示例",
    },
    paths.SETTLE_PAUSE: {"decision": "agree"},
    paths.END_PAUSE: {},
}
