"""Who sees the pages of the doors beside the password, and who may send what is asked there."""

from api import paths
from tests import examples as given
from tests.api.pages.site import ADMINISTRATOR, AUDITOR, LEADER, SECURITY, TEACHER

NOT_THEIRS = {TEACHER: 403, LEADER: 403, AUDITOR: 403, ADMINISTRATOR: 403}
SEEN: dict[str, tuple[str, str, dict[str, int]]] = {
    paths.API_TOKENS: (SECURITY, "发一个令牌", NOT_THEIRS),
    paths.CHANNELS: (ADMINISTRATOR, "没有设置对外通知", {TEACHER: 403, LEADER: 403, AUDITOR: 403}),
    paths.NIGHT_RECOVERY: (SECURITY, "对方的账号", NOT_THEIRS),
    paths.NIGHT_RECOVERIES: (SECURITY, "还没有夜间放行", NOT_THEIRS),
    paths.FIRST_SIGN_INS: (
        LEADER,
        "没有待确认的首次登录",
        {TEACHER: 403, ADMINISTRATOR: 403, SECURITY: 403},
    ),
    paths.ENROL_DEVICE: (TEACHER, "再输一次 PIN", {ADMINISTRATOR: 409, AUDITOR: 409}),
}
SENT: dict[str, dict[str, int]] = {
    paths.API_TOKENS: NOT_THEIRS,
    paths.TEST_CHANNEL: {TEACHER: 403, LEADER: 403, AUDITOR: 403},
    paths.RETRY_MESSAGE: {TEACHER: 403, LEADER: 403, AUDITOR: 403},
    paths.NIGHT_RECOVERY: NOT_THEIRS,
    paths.NIGHT_RECOVERIES: NOT_THEIRS,
}
VALID: dict[str, dict[str, str]] = {
    paths.API_TOKENS: {
        "person_id": str(given.VOLUNTEER),
        "token_id": str(given.example_id(888)),
        "scopes": "list_children",
        "expires_on": given.TODAY.isoformat(),
    },
    paths.TEST_CHANNEL: {"channel": "email", "delivery_id": str(given.example_id(888))},
    paths.RETRY_MESSAGE: {"delivery_id": str(given.example_id(888))},
    paths.NIGHT_RECOVERY: {"login": TEACHER},
    paths.NIGHT_RECOVERIES: {
        "recovery_id": str(given.example_id(888)),
        "finding": "in_order",
    },
}
OF_THE_STEPS = {
    *(paths.DEVICE_SIGN_IN, paths.NIGHT_SIGN_IN, paths.PROVIDER_INVITED),
    *(paths.ACKNOWLEDGE_ALERT, paths.LINK_ENTRY),
    *(paths.PROVIDER_LINK, paths.REVOKE_TOKENS),
    *(paths.CONFIRM_FIRST_SIGN_INS, paths.DENY_FIRST_SIGN_IN),
}
"""What is tried out with signing in, with a provider, with a token and with a link."""
SENT_BY_LINK = {paths.TOLD_RECEIPT, paths.TOLD_OUTCOME}
"""What only whoever came in by a link sends: its own tests do."""
AT_A_PROVIDER = {paths.PROVIDER_SIGN_IN, paths.PROVIDER_BACK}
SENT_ABOUT_ONESELF = {paths.DEVICE_CHALLENGE, paths.ENROL_DEVICE, paths.REVOKE_DEVICE}
