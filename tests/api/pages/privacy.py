"""Who sees the pages about notices, consent and rights, who may send what is asked there."""

from api import paths
from application.accounts import create_account
from application.consent import publish_notice, record_answers
from tests import examples as given
from tests import privacy
from tests.api.pages.site import ADMINISTRATOR, AUDITOR, LEADER, STRANGER, TEACHER, VOLUNTEER, Site
from tests.api.routes.door import PASSWORD
from tests.office import acting

PRIVACY = "privacy"
DAY = given.TODAY.isoformat()
BY_MOTHER = {
    "spoken_by": "guardian",
    "speaker_name": "示例妈妈",
    "relation_code": "52",
    "consent_means": "in_person",
    "said_on": DAY,
    "said_time": "09:00",
}
IDS = {"processing": "photos", "consent_id": privacy.ANSWERED}
SEEN: dict[str, tuple[str, str, dict[str, int]]] = {
    paths.CONSENT: (TEACHER, "要先问的", {STRANGER: 404, VOLUNTEER: 404, AUDITOR: 403}),
    paths.NEW_ANSWERS: (TEACHER, "每一项怎么回答", {STRANGER: 404, PRIVACY: 403}),
    paths.WITHDRAW_CONSENT: (TEACHER, "不用问原因", {STRANGER: 404, PRIVACY: 403}),
    paths.NOTICES: (PRIVACY, "发布新的一版", {TEACHER: 403, LEADER: 403, ADMINISTRATOR: 403}),
}
SENT: dict[str, dict[str, int]] = {
    paths.NEW_ANSWERS: {STRANGER: 404, PRIVACY: 403},
    paths.WITHDRAW_CONSENT: {STRANGER: 404, PRIVACY: 403},
    paths.SIGN_CONSENT: {STRANGER: 404, PRIVACY: 403},
    paths.NOTICES: {TEACHER: 403, LEADER: 403, ADMINISTRATOR: 403},
}
VALID: dict[str, dict[str, str]] = {
    paths.NEW_ANSWERS: {
        **BY_MOTHER,
        "notice": f"{given.COUNTY_OFFICE} {privacy.NOTICE}",
        "answer_photos": "yes",
    },
    paths.WITHDRAW_CONSENT: BY_MOTHER,
    paths.SIGN_CONSENT: {"signed_on": DAY},
    paths.NOTICES: {
        "organisation_id": str(given.COUNTY_OFFICE),
        "title": "示例",
        "notice_text": "示例",
        "processings": "photos",
        "from_on": DAY,
    },
}


def employ(site: Site) -> None:
    """Let the privacy officer sign in and publish a notice, and a mother agree to photographs."""
    opened = site.opened
    privacy.employ_privacy_officer(opened)
    officer = privacy.PRIVACY_OFFICER
    create_account(
        site.app.state.accounts, officer, PRIVACY, PASSWORD, now=given.NOW, rules=given.RULES
    )
    publish_notice(opened.ledger, acting(officer), privacy.PUBLISH, given.NOW)
    record_answers(opened.ledger, acting(given.TEACHER), privacy.ANSWER, given.NOW)
