"""An example of every kind of id that stands in an address of pages or API."""

from collections.abc import Mapping

from tests import examples as given
from tests import report_examples as reports
from tests.api.pages.test_every_page import IDS

ALL_IDS: Mapping[str, object] = {
    "carer_id": given.GRANDMOTHER,
    "assessment_id": given.example_id(881),
    "statement_id": given.example_id(893),
    "taking_id": given.example_id(882),
    "telling_id": given.example_id(896),
    "escort_id": given.example_id(897),
    "panel_id": given.example_id(895),
    "pause_id": given.example_id(886),
    "referral_id": given.example_id(898),
    "decline_id": given.example_id(899),
    "appointment_id": given.example_id(901),
    "attendance_id": given.example_id(902),
    "feedback_id": given.example_id(903),
    "follow_up_id": given.example_id(904),
    "closing_id": given.example_id(905),
    "leave_id": given.example_id(906),
    "return_id": given.example_id(907),
    "reading_id": given.example_id(909),
    "review_id": given.example_id(908),
    "duty_roster_id": given.example_id(961),
    "trial_id": given.example_id(964),
    "exchange_id": given.example_id(963),
    "report_id": reports.REPORT,
    "contact_id": given.example_id(3901),
    "call_id": reports.CALL,
    "outcome_id": reports.OUTCOME,
    "interview_id": given.example_id(3806),
    "pass_id": given.example_id(883),
    "notice_id": given.example_id(884),
    "consent_id": given.example_id(885),
    "grading_id": given.example_id(890),
    "upload_id": given.example_id(910),
    "list_id": given.example_id(891),
    "proposal_id": given.example_id(892),
    "token_id": given.example_id(888),
    **IDS,
}
