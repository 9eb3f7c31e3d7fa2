"""The address of every page, once: the routes answer it, the templates link to it."""

from urllib.parse import urlencode

HOME = "/"
SIGN_IN = "/sign-in"
SESSIONS = "/api/v1/sessions"
SECOND_STEP = "/sign-in/code"
PROVIDER_SIGN_IN = "/sign-in/provider"
PROVIDER_BACK = "/sign-in/provider/back"
PROVIDER_INVITED = "/sign-in/provider/invitation"
DEVICE_SIGN_IN = "/sign-in/device"
DEVICE_CHALLENGE = "/sign-in/device/challenge"
NIGHT_SIGN_IN = "/sign-in/night"
FIRST_SIGN_IN = "/first-sign-in"
OWN_CHOICE = "/first-sign-in/password"
ENROL = "/account/second-factor"
ENROL_IMAGE = "/account/second-factor/image.svg"
STEP_UP = "/step-up"
SIGN_OUT = "/sign-out"
STILL_HERE = "/still-here"
ACCOUNT = "/account"
ENROL_DEVICE = "/account/device"
REVOKE_DEVICE = "/account/device/revoke"
SIGNED_IN_BEFORE = "/account/last-sign-in"
RENEWAL = "/account/password"
RENEW_CODES = "/account/recovery-codes"
END_SESSIONS = "/account/sessions/end"
LANGUAGE = "/language"

DESK = "/desk"
NEW_FILE = "/children/new"
CHILD = "/children/{child_id}"
HISTORY = "/children/{child_id}/history"
WHO_LOOKED = "/children/{child_id}/readings"
RECEIPT = "/children/{child_id}/receipts/{position}"

NEW_VISIT = "/children/{child_id}/visits/new"
CORRECT_VISIT = "/children/{child_id}/visits/{visit_id}/correct"
CHILD_WORDS = "/children/{child_id}/visits/{visit_id}/words"
NEW_TALK = "/children/{child_id}/talks/new"
CORRECT_TALK = "/children/{child_id}/talks/{talk_id}/correct"
TALK_NOTES = "/children/{child_id}/talks/{talk_id}/notes"

PAIRINGS = "/children/{child_id}/pairings"
HAND_OVER_LEAD = "/children/{child_id}/pairings/{pairing_id}/lead"
END_PAIRING = "/children/{child_id}/pairings/{pairing_id}/end"
EXTEND_PAIRING = "/children/{child_id}/pairings/{pairing_id}/extend"
ENDING_PAIRINGS = "/ending-pairings"

CONSENT = "/children/{child_id}/consent"
NEW_ANSWERS = "/children/{child_id}/consent/new"
WITHDRAW_CONSENT = "/children/{child_id}/consent/{processing}/withdraw"
SIGN_CONSENT = "/children/{child_id}/consent/{consent_id}/signature"
NOTICES = "/notices"

RIGHTS = "/children/{child_id}/rights"
NEW_RIGHTS = "/children/{child_id}/rights/new"
VERIFY_RIGHTS = "/children/{child_id}/rights/{rights_id}/verify"
ANSWER_RIGHTS = "/children/{child_id}/rights/{rights_id}/answer"
RIGHTS_COPY = "/children/{child_id}/rights/{rights_id}/copy"

REPORT_BREACH = "/breaches/report"
BREACHES = "/breaches"
BREACH = "/breaches/{office_id}/{breach_id}"
BREACH_REPORTED = "/breaches/{office_id}/{breach_id}/reported"
GRADE_BREACH = "/breaches/{office_id}/{breach_id}/grade"
LIST_AFFECTED = "/breaches/{office_id}/{breach_id}/children"
CONFIRM_AFFECTED = "/breaches/{office_id}/{breach_id}/children/found"
NOTIFY_AUTHORITY = "/breaches/{office_id}/{breach_id}/authority"
NOTIFY_GUARDIAN = "/breaches/{office_id}/{breach_id}/children/{child_id}/told"
LEAVE_UNTOLD = "/breaches/{office_id}/{breach_id}/children/{child_id}/untold"
BREACH_CLOSURE = "/breaches/{office_id}/{breach_id}/closure"
CLOSE_BREACH = "/breaches/{office_id}/{breach_id}/close"

DISCLOSURES = "/children/{child_id}/disclosures"
NEW_DISCLOSURE = "/children/{child_id}/disclosures/new"
TELL_DISCLOSURE = "/children/{child_id}/disclosures/{disclosure_id}/told"
PRIVACY_DESK = "/privacy"

WORRY = "/worry"
CHILD_WORRY = "/children/{child_id}/worry"
WORRY_SENT = "/worries/{case_id}"
HELP_NUMBERS = "/help-numbers"

HEALTH_DESK = "/duty"
UNTAKEN = "/duty/untaken"
REFERRALS = "/referrals"
STREAM = "/alerts/stream"
CASE = "/cases/{case_id}"
TAKE_CASE = "/cases/{case_id}/take"
HAND_CASE_ON = "/cases/{case_id}/hand-on"
PROPOSE_REFERRAL = "/cases/{case_id}/propose"
ISSUE_REFERRAL = "/cases/{case_id}/refer"
ACKNOWLEDGE_REFERRAL = "/cases/{case_id}/acknowledge"
WITHDRAW_CASE = "/cases/{case_id}/withdraw"

ROSTERS = "/rosters"
ROSTER = "/rosters/{roster_id}"
ROSTER_BACK = "/rosters/{roster_id}/untaken"
RECORD_ROSTER = "/rosters/{roster_id}/record"
DELETE_ROSTER = "/rosters/{roster_id}/delete"

READINGS = "/readings"
READER = "/readings/people/{person_id}"
QUESTIONS = "/questions"
QUESTION = "/questions/{question_id}"
SETTLE_QUESTION = "/questions/{question_id}/settle"

ORGANISATIONS = "/organisations"
PEOPLE = "/people"
STAFF_LISTS = "/staff-lists"
STAFF_LIST = "/staff-lists/{roster_id}"
STAFF_LIST_BACK = "/staff-lists/{roster_id}/untaken"
UPLOADS = frozenset({ROSTERS, STAFF_LISTS})
PERMISSIONS = "/permissions"
PERSON = "/people/{person_id}"
PROPOSALS = "/proposals"
APPROVE_DUTIES = "/proposals/approve"
DECLINE_DUTY = "/people/{person_id}/proposals/{duty_id}/decline"
ENDING_DUTIES = "/ending-duties"
END_DUTY = "/people/{person_id}/duties/{duty_id}/end"

PROVIDER_LINK = "/people/{person_id}/provider"
NIGHT_RECOVERY = "/night-recovery"
NIGHT_RECOVERIES = "/night-recoveries"
SECURITY_EVENTS = "/security-events"
API_TOKENS = "/api-tokens"
REVOKE_TOKENS = "/people/{person_id}/api-tokens/{token_id}/revoke"
FIRST_SIGN_INS = "/first-sign-ins"
CONFIRM_FIRST_SIGN_INS = "/first-sign-ins/confirm"
DENY_FIRST_SIGN_IN = "/people/{person_id}/first-sign-in/deny"
PERSON_ACCOUNT = "/people/{person_id}/account"
INVITE_PERSON = "/people/{person_id}/account/invite"
DISABLE_ACCOUNT = "/people/{person_id}/account/disable"

APPOINT_HEALTH_VICE_PRINCIPAL = "/people/{person_id}/health-vice-principal"
DUTY_TELEPHONE = "/organisations/{organisation_id}/duty-telephone"

GRANTS = "/access"
GRANTS_TO_DECIDE = "/access/to-decide"
GRANTS_IN_FORCE = "/access/in-force"
GLASS_TO_REVIEW = "/access/to-review"
GRANTS_OVERDUE = "/access/overdue"
GRANTS_WAITING = "/access/waiting"
ASKED_BY_PAGES = frozenset({GRANTS_WAITING})
"""What a page that stands open asks every minute: nobody stays signed in by that."""
ASK_ACCESS = "/access/ask"
BREAK_GLASS = "/access/emergency"
OWN_GRANT = "/access/own/{grant_id}"
GIVE_BACK = "/access/own/{grant_id}/give-back"
GRANT = "/children/{child_id}/access/{grant_id}"
DECIDE_GRANT = "/children/{child_id}/access/{grant_id}/decide"
REVOKE_GRANT = "/children/{child_id}/access/{grant_id}/revoke"
CLOSE_GLASS = "/children/{child_id}/access/{grant_id}/close"
REVIEW_GLASS = "/children/{child_id}/access/{grant_id}/review"

STATIC = "/static"
SERVICE_WORKER = "/sw.js"


def own(path: str) -> str:
    """Return the path when a browser stays on this site with it, else the first page.

    Whatever was sent along to lead somewhere afterwards goes through here (CWE-601).
    """
    is_own = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_own else HOME


def filled(path: str, *, query: dict[str, str] | None = None, **ids: object) -> str:
    """Return the address with its ids put in and the query, if any, encoded behind it."""
    address = path.format(**{name: str(value) for name, value in ids.items()})
    return f"{address}?{urlencode(query)}" if query else address
