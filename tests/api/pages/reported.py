"""Who sees the pages of reports of harm, who may send what is asked there, and what that is."""

from api import paths
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.site import AUDITOR, LEADER, OFFICER, STRANGER, TEACHER
from tests.report_examples import CALL, REPORT
from tests.report_examples import SEEN as TOLD

NEW_ID, DAY = str(given.example_id(888)), given.TODAY.isoformat()
# Nobody at school is told whether there is a report, nor who of the county it was not brought to.
NOT_THEIRS = {TEACHER: 403, LEADER: 403, duty.LEAD: 403, AUDITOR: 403}
SEEN: dict[str, tuple[str, str, dict[str, int]]] = {
    paths.CASE_REPORT: (duty.LEAD, "先打 110", {}),
    paths.REPORT_SENT: (TEACHER, "打过的电话", {duty.COUNTY: 404, STRANGER: 404}),
    paths.REPORTS: (duty.COUNTY, "还没有办结的报告", NOT_THEIRS),
    paths.REPORT_PAGE: (duty.COUNTY, TOLD, {**NOT_THEIRS, OFFICER: 404}),
    paths.NAME_OFFICER: (duty.COUNTY, "没有账号的部门经办人", {**NOT_THEIRS, OFFICER: 404}),
}
SENT: dict[str, dict[str, int]] = {
    paths.OWN_CALL: {LEADER: 403, STRANGER: 403},
    paths.OWN_RECEIPT: {LEADER: 403, STRANGER: 403},
    paths.RECEIVE_REPORT: NOT_THEIRS,
    paths.REPORT_CALL: {LEADER: 403, duty.LEAD: 403, OFFICER: 404},
    paths.REPORT_OUTCOME: NOT_THEIRS,
    paths.CLOSE_REPORT: NOT_THEIRS,
    paths.NAME_OFFICER: NOT_THEIRS,
    paths.END_OFFICER: NOT_THEIRS,
}
_CALLED = {"call_id": NEW_ID, "body": "education", "called_on": DAY, "called_time": "09:10"}
VALID: dict[str, dict[str, str]] = {
    paths.OWN_CALL: _CALLED,
    paths.OWN_RECEIPT: {"call_id": str(CALL), "receipt_number": "示例 07"},
    paths.RECEIVE_REPORT: {},
    paths.REPORT_CALL: _CALLED,
    paths.REPORT_OUTCOME: {
        "outcome_id": NEW_ID,
        "outcome_body": "police",
        "report_outcome": "case_filed",
        "returned_on": DAY,
    },
    paths.CLOSE_REPORT: {"closing_id": NEW_ID, "why": "示例"},
    paths.NAME_OFFICER: {
        "naming_id": NEW_ID,
        "officer_body": "police",
        "officer_name": "示例警官",
        "officer_function": "示例派出所民警",
        "officer_phone": "0777-0000000",
    },
    paths.END_OFFICER: {},
}

__all__ = ["REPORT", "SEEN", "SENT", "VALID"]
