"""Who sees the pages about notices, consent and rights, who may send what is asked there."""

from api import paths
from application.accounts import create_account
from application.consent import publish_notice, record_answers
from application.rights import answer_rights, request_rights, verify_requester
from tests import examples as given
from tests import office, privacy
from tests.api.pages.site import ADMINISTRATOR, AUDITOR, LEADER, STRANGER, TEACHER, VOLUNTEER, Site
from tests.api.routes.door import PASSWORD
from tests.office import acting, with_factor

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
IDS = {"processing": "photos", "consent_id": privacy.ANSWERED, "rights_id": privacy.ASKED}
SEEN: dict[str, tuple[str, str, dict[str, int]]] = {
    paths.CONSENT: (TEACHER, "要先问的", {STRANGER: 404, VOLUNTEER: 404, AUDITOR: 403}),
    paths.NEW_ANSWERS: (TEACHER, "每一项怎么回答", {STRANGER: 404, PRIVACY: 403}),
    paths.WITHDRAW_CONSENT: (TEACHER, "不用问原因", {STRANGER: 404, PRIVACY: 403}),
    paths.RIGHTS: (LEADER, "收下一项请求", {STRANGER: 404, TEACHER: 403, AUDITOR: 403}),
    paths.NEW_RIGHTS: (LEADER, "个工作日内要答复", {STRANGER: 404, TEACHER: 403}),
    paths.VERIFY_RIGHTS: (LEADER, "不留证件的复印件", {STRANGER: 404, TEACHER: 403}),
    paths.ANSWER_RIGHTS: (PRIVACY, "书面答复", {STRANGER: 404, TEACHER: 403, LEADER: 403}),
    paths.RIGHTS_COPY: (PRIVACY, given.CHILD_NAME, {STRANGER: 404, TEACHER: 403, LEADER: 403}),
    paths.NOTICES: (PRIVACY, "发布新的一版", {TEACHER: 403, LEADER: 403, ADMINISTRATOR: 403}),
}
SENT: dict[str, dict[str, int]] = {
    paths.NEW_ANSWERS: {STRANGER: 404, PRIVACY: 403},
    paths.WITHDRAW_CONSENT: {STRANGER: 404, PRIVACY: 403},
    paths.SIGN_CONSENT: {STRANGER: 404, PRIVACY: 403},
    paths.NEW_RIGHTS: {STRANGER: 404, TEACHER: 403},
    paths.VERIFY_RIGHTS: {STRANGER: 404, TEACHER: 403},
    paths.ANSWER_RIGHTS: {STRANGER: 404, TEACHER: 403, LEADER: 403},
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
    paths.NEW_RIGHTS: {**BY_MOTHER, "rights_kind": "copy", "asked_on": DAY},
    paths.VERIFY_RIGHTS: {"proven_by": "document_seen", "verified_on": DAY},
    paths.ANSWER_RIGHTS: {
        "outcome_of_request": "fulfilled",
        "answer_text": "示例",
        "answered_on": DAY,
    },
    paths.NOTICES: {
        "organisation_id": str(given.COUNTY_OFFICE),
        "title": "示例",
        "notice_text": "示例",
        "processings": "photos",
        "from_on": DAY,
    },
}


def employ(site: Site) -> None:
    """Let the privacy officer sign in, publish a notice and grant a copy that a mother asked for.

    She agreed to photographs, too.
    """
    opened = site.opened
    privacy.employ_privacy_officer(opened)
    officer = privacy.PRIVACY_OFFICER
    create_account(
        site.app.state.accounts, officer, PRIVACY, PASSWORD, now=given.NOW, rules=given.RULES
    )
    publish_notice(opened.ledger, acting(officer), privacy.PUBLISH, given.NOW)
    record_answers(opened.ledger, acting(given.TEACHER), privacy.ANSWER, given.NOW)
    request_rights(opened.ledger, acting(office.LEADER), privacy.ASK, given.NOW)
    verify_requester(opened.ledger, acting(office.LEADER), privacy.PROVE, given.NOW)
    answer_rights(opened.ledger, with_factor(officer), privacy.ANSWER_ASKED, given.NOW)
