"""Who sees the pages about notices, consent and rights, who may send what is asked there."""

from api import paths
from application.authentication.accounts import create_account
from application.privacy.breach_steps import list_affected
from application.privacy.breaches import report_breach
from application.privacy.consent import publish_notice, record_answers
from application.privacy.disclosures import record_disclosure
from application.privacy.rights import answer_rights, request_rights, verify_requester
from domain.breaches.facts import ToldBy
from domain.breaches.state import ListAffected
from domain.codelists import LegalBasis
from domain.disclosures.facts import DataKind
from domain.disclosures.state import RecordDisclosure
from domain.shared import DisclosureId
from tests import breach_examples, office, privacy
from tests import examples as given
from tests.api.pages.site import (
    ADMINISTRATOR,
    AUDITOR,
    LEADER,
    OFFICER,
    STRANGER,
    TEACHER,
    VOLUNTEER,
    Site,
)
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
BREACH = breach_examples.ID
DISCLOSE = RecordDisclosure(
    child_id=given.CHILD,
    disclosure_id=DisclosureId(given.example_id(886)),
    recipient="示例医院",
    kinds=(DataKind.IDENTITY, DataKind.HEALTH),
    basis=LegalBasis.EMERGENCY,
    reference="急救单2026-31",
    disclosed_on=given.TODAY,
)
IDS = {
    "processing": "photos",
    "consent_id": privacy.ANSWERED,
    "rights_id": privacy.ASKED,
    "correction_id": given.CORRECTION_ID,
    "office_id": given.COUNTY_OFFICE,
    "breach_id": BREACH,
    "disclosure_id": given.example_id(886),
}
BY_FEW = {TEACHER: 403, LEADER: 403, AUDITOR: 403, VOLUNTEER: 403}
SEEN: dict[str, tuple[str, str, dict[str, int]]] = {
    paths.CONSENT: (TEACHER, "要先问的", {STRANGER: 404, VOLUNTEER: 404, AUDITOR: 403}),
    paths.NEW_ANSWERS: (TEACHER, "每一项怎么回答", {STRANGER: 404, PRIVACY: 403}),
    paths.WITHDRAW_CONSENT: (TEACHER, "不用问原因", {STRANGER: 404, PRIVACY: 403}),
    paths.UPDATE_FILE: (TEACHER, "只改有变化的", {OFFICER: 403, STRANGER: 404, VOLUNTEER: 404}),
    paths.IDENTITY: (TEACHER, "只填要改的", {OFFICER: 403, STRANGER: 404, AUDITOR: 403}),
    paths.PARTICULARS: (TEACHER, "只填要改的", {OFFICER: 403, STRANGER: 404, AUDITOR: 403}),
    paths.RIGHTS: (LEADER, "收下一项请求", {STRANGER: 404, TEACHER: 403, AUDITOR: 403}),
    paths.NEW_RIGHTS: (LEADER, "个工作日内要答复", {STRANGER: 404, TEACHER: 403}),
    paths.VERIFY_RIGHTS: (LEADER, "不留证件的复印件", {STRANGER: 404, TEACHER: 403}),
    paths.ANSWER_RIGHTS: (PRIVACY, "书面答复", {STRANGER: 404, TEACHER: 403, LEADER: 403}),
    paths.RIGHTS_COPY: (PRIVACY, given.CHILD_NAME, {STRANGER: 404, TEACHER: 403, LEADER: 403}),
    paths.RIGHTS_LETTER: (LEADER, "人民法院", {STRANGER: 404, TEACHER: 403}),
    paths.HAND_OVER_ANSWER: (LEADER, "怎么交给的", {STRANGER: 404, TEACHER: 403}),
    paths.BREACH_REPORTED: (TEACHER, "请您现在做", {STRANGER: 404, PRIVACY: 404}),
    paths.BREACHES: (PRIVACY, "先定级", BY_FEW),
    paths.BREACH: (PRIVACY, "还要告知的家里", BY_FEW),
    paths.GRADE_BREACH: (PRIVACY, "定为哪一级", BY_FEW),
    paths.LIST_AFFECTED: (PRIVACY, "从阅览记录里找", BY_FEW),
    paths.NOTIFY_AUTHORITY: (PRIVACY, "这里只登记", BY_FEW),
    paths.NOTIFY_GUARDIAN: (PRIVACY, "告知了谁", BY_FEW),
    paths.BREACH_CLOSURE: (PRIVACY, "吸取的教训", BY_FEW),
    paths.LEFT_FAMILIES: (PRIVACY, "要立即告知", BY_FEW),
    paths.LEFT_FAMILY: (PRIVACY, "告知了谁", BY_FEW),
    paths.DISCLOSURES: (LEADER, "登记一次提供", {STRANGER: 404, TEACHER: 403, AUDITOR: 403}),
    paths.NEW_DISCLOSURE: (LEADER, "凭什么给", {STRANGER: 404, TEACHER: 403}),
    paths.TELL_DISCLOSURE: (PRIVACY, "示例医院", {STRANGER: 404, TEACHER: 403}),
    paths.DISCLOSURE_REGISTER: (
        LEADER,
        "给过的单位",
        {STRANGER: 403, TEACHER: 403, AUDITOR: 403, VOLUNTEER: 403},
    ),
    paths.PRIVACY_DESK: (
        PRIVACY,
        "提供信息后要告知家里",
        {TEACHER: 403, LEADER: 403, AUDITOR: 403},
    ),
    paths.RIGHTS_TO_VERIFY: (LEADER, "没有要核实身份的请求", {TEACHER: 403, AUDITOR: 403}),
    paths.NOTICES: (PRIVACY, "发布新的一版", {TEACHER: 403, LEADER: 403, ADMINISTRATOR: 403}),
}
SENT: dict[str, dict[str, int]] = {
    paths.NEW_ANSWERS: {STRANGER: 404, PRIVACY: 403},
    paths.WITHDRAW_CONSENT: {STRANGER: 404, PRIVACY: 403},
    paths.SIGN_CONSENT: {STRANGER: 404, PRIVACY: 403},
    paths.UPDATE_FILE: {STRANGER: 404, AUDITOR: 403, OFFICER: 403},
    paths.IDENTITY: {STRANGER: 404, PRIVACY: 403},
    paths.PARTICULARS: {STRANGER: 404, PRIVACY: 403},
    paths.SETTLE_CORRECTION: {STRANGER: 404, PRIVACY: 403},
    paths.NEW_RIGHTS: {STRANGER: 404, TEACHER: 403},
    paths.VERIFY_RIGHTS: {STRANGER: 404, TEACHER: 403},
    paths.ANSWER_RIGHTS: {STRANGER: 404, TEACHER: 403, LEADER: 403},
    paths.HAND_OVER_ANSWER: {STRANGER: 404, TEACHER: 403},
    paths.GRADE_BREACH: BY_FEW,
    paths.LIST_AFFECTED: BY_FEW,
    paths.CONFIRM_AFFECTED: BY_FEW,
    paths.NOTIFY_AUTHORITY: BY_FEW,
    paths.NOTIFY_GUARDIAN: BY_FEW,
    paths.LEAVE_UNTOLD: BY_FEW,
    paths.BREACH_CLOSURE: BY_FEW,
    paths.CLOSE_BREACH: BY_FEW,
    paths.LEFT_FAMILY: BY_FEW,
    paths.LEAVE_LEFT_FAMILY: BY_FEW,
    paths.NEW_DISCLOSURE: {STRANGER: 404, TEACHER: 403},
    paths.TELL_DISCLOSURE: {STRANGER: 404, TEACHER: 403},
    paths.NOTICES: {TEACHER: 403, LEADER: 403, ADMINISTRATOR: 403},
}
VALID: dict[str, dict[str, str]] = {
    paths.UPDATE_FILE: {"carer_phone": "", "as_of_on": DAY, "verified_by": "heard"},
    paths.IDENTITY: {"name": "示例", "rests_on": "document_seen", "sure": "yes", "version": "1"},
    paths.PARTICULARS: {"address": "示例", "rests_on": "document_seen", "sure": "yes"},
    paths.SETTLE_CORRECTION: {"settling": "withdraw"},
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
    paths.HAND_OVER_ANSWER: {"handing_means": "in_person", "handed_on": DAY},
    paths.GRADE_BREACH: {"breach_grade": "large"},
    paths.LIST_AFFECTED: {"child_ids": str(given.CHILD)},
    paths.CONFIRM_AFFECTED: {"since_on": DAY, "until_on": DAY, "reader": str(given.TEACHER)},
    paths.NOTIFY_AUTHORITY: {
        "notified_on": DAY,
        "notified_time": "09:00",
        "authority_way": "online",
        "reference": "示例1号",
    },
    paths.NOTIFY_GUARDIAN: {
        "spoken_by": "guardian",
        "consent_means": "in_person",
        "told_on": DAY,
    },
    paths.LEAVE_UNTOLD: {"untold_reason": "not_reachable", "sure": "yes"},
    paths.LEFT_FAMILY: {"spoken_by": "guardian", "consent_means": "in_person", "told_on": DAY},
    paths.LEAVE_LEFT_FAMILY: {"untold_reason": "not_reachable", "sure": "yes"},
    paths.BREACH_CLOSURE: {"lessons": "示例"},
    paths.CLOSE_BREACH: {"proposal": "1"},
    paths.NEW_DISCLOSURE: {
        "recipient": "示例医院",
        "data_kinds": "identity",
        "legal_basis": "statutory_duty",
        "reference": "示例2号",
        "disclosed_on": DAY,
    },
    paths.TELL_DISCLOSURE: {
        "spoken_by": "guardian",
        "consent_means": "in_person",
        "told_on": DAY,
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
    employ_officer(site)
    opened, officer = site.opened, privacy.PRIVACY_OFFICER
    publish_notice(opened.ledger, acting(officer), privacy.PUBLISH, given.NOW)
    record_answers(opened.ledger, acting(given.TEACHER), privacy.ANSWER, given.NOW)
    request_rights(opened.ledger, acting(office.LEADER), privacy.ASK, given.NOW)
    verify_requester(opened.ledger, acting(office.LEADER), privacy.PROVE, given.NOW)
    answer_rights(opened.ledger, with_factor(officer), privacy.ANSWER_ASKED, given.NOW)
    record_disclosure(opened.ledger, acting(office.LEADER), DISCLOSE, given.NOW)
    report_breach(opened.ledger, acting(given.TEACHER), breach_examples.REPORT, given.NOW)
    # Found in every way, so that everybody may tell them who ever may.
    listed = ListAffected(
        breach_id=BREACH,
        child_ids=(given.CHILD,),
        left_to_others=dict.fromkeys(ToldBy, (given.CHILD,)),
    )
    list_affected(
        opened.ledger,
        acting(officer),
        given.COUNTY_OFFICE,
        listed,
        given.example_id(895),
        given.NOW,
    )


def employ_officer(site: Site) -> None:
    """Let the privacy officer sign in."""
    privacy.employ_privacy_officer(site.opened)
    officer = privacy.PRIVACY_OFFICER
    create_account(
        site.app.state.accounts, officer, PRIVACY, PASSWORD, now=given.NOW, rules=given.RULES
    )
