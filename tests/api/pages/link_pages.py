"""Who may keep a hospital's contacts, send one a link, or say that a consent to it was signed."""

from api import paths
from tests import examples as given
from tests.api.pages.site import ADMINISTRATOR, AUDITOR, STRANGER, TEACHER

CONTACT = given.example_id(3901)
NEW_ID = str(given.example_id(888))
ELSEWHERE = {paths.HOSPITAL_CONTACTS, paths.SIGN_REFERRAL}
SENT: dict[str, dict[str, int]] = {
    **{
        path: {TEACHER: 403, AUDITOR: 403}
        for path in (
            *(paths.HOSPITAL_CONTACTS, paths.CONFIRM_CONTACT),
            *(paths.END_CONTACT, paths.TRY_CONTACT),
        )
    },
    paths.LETTER_NUMBER: {TEACHER: 403, AUDITOR: 403},
    paths.SIGN_REFERRAL: {TEACHER: 403, STRANGER: 404, ADMINISTRATOR: 404, AUDITOR: 404},
    paths.SEND_LINK: {TEACHER: 403, STRANGER: 404, ADMINISTRATOR: 404, AUDITOR: 404},
}
VALID: dict[str, dict[str, str]] = {
    paths.HOSPITAL_CONTACTS: {
        "contact_id": NEW_ID,
        "contact_name": "示例",
        "contact_function": "示例",
        "contact_mail": "a@b.example",
        "contact_mobile": "13000000077",
        "contact_hours": "day_and_night",
    },
    paths.CONFIRM_CONTACT: {},
    paths.END_CONTACT: {"contact_end": "left"},
    paths.TRY_CONTACT: {"delivery_id": NEW_ID},
    paths.LETTER_NUMBER: {"letter_number": "ABCD-2345"},
    paths.SIGN_REFERRAL: {
        "consent_id": NEW_ID,
        "signature_outcome": "signed",
        "signature_on": given.TODAY.isoformat(),
        "paper": "示例",
    },
    paths.SEND_LINK: {"naming_id": NEW_ID, "contact_id": NEW_ID},
}
