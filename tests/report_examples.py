"""A report of harm and what follows; fixed and invented like tests/examples.py."""

from datetime import UTC, datetime

from domain.codelists import Body, HarmKind
from domain.reporting.facts import (
    BodyNotified,
    HarmedChildNamed,
    HarmSuspected,
    OutcomeReturned,
    ReportAcknowledged,
    ReportClosingProposed,
    ReportOutcome,
    Suspect,
)
from domain.reporting.state import NotifyBody, ReportHarm
from domain.shared import CallId, ClosingId, OutcomeId, PersonId, ReportId
from tests.examples import CHILD, SCHOOL, SCHOOL_CLASS, TODAY, VILLAGE, example_id

REPORT = ReportId(example_id(871))
CALL, OTHER_CALL = CallId(example_id(872)), CallId(example_id(873))
OUTCOME, CLOSING = OutcomeId(example_id(874)), ClosingId(example_id(875))
OTHER_CLOSING = ClosingId(example_id(876))
OFFICER, OTHER_OFFICER = PersonId(example_id(123)), PersonId(example_id(181))

CALLED_AT = datetime(2026, 3, 10, 1, 5, tzinfo=UTC)
SEEN = "手臂上有旧伤和新伤，说“不能说”。"
CALLED = NotifyBody(
    report_id=REPORT, call_id=CALL, body=Body.POLICE, called_at=CALLED_AT, answered_by="接警员"
)
HARM = ReportHarm(
    report_id=REPORT,
    child_id=CHILD,
    kind=HarmKind.SIGNS_OF_VIOLENCE,
    seen=SEEN,
    suspects=(Suspect.GUARDIAN,),
    name="示例学生",
    school_id=SCHOOL,
    called=CALLED,
)
SUSPECTED = HarmSuspected(
    report_id=REPORT,
    child_id=CHILD,
    kind=HarmKind.SIGNS_OF_VIOLENCE,
    at_school=False,
    seen=SEEN,
    suspects=(Suspect.GUARDIAN,),
    suspect_ids=(),
    bodies=(Body.POLICE,),
    class_id=SCHOOL_CLASS,
    school_id=SCHOOL,
    village_id=VILLAGE,
)
NAMED = HarmedChildNamed(report_id=REPORT, child_id=CHILD, name="示例学生")
NOTIFIED = BodyNotified(
    report_id=REPORT,
    child_id=CHILD,
    call_id=CALL,
    body=Body.POLICE,
    called_at=CALLED_AT,
    answered_by="接警员",
)
ACKNOWLEDGED = ReportAcknowledged(report_id=REPORT, child_id=CHILD, acknowledged_by=OFFICER)
FILED = OutcomeReturned(
    report_id=REPORT,
    child_id=CHILD,
    outcome_id=OUTCOME,
    body=Body.POLICE,
    outcome=ReportOutcome.CASE_FILED,
    returned_on=TODAY,
    recorded_by=OFFICER,
)
PROPOSED = ReportClosingProposed(
    report_id=REPORT,
    child_id=CHILD,
    closing_id=CLOSING,
    proposed_by=OFFICER,
    why="走访两次，未发现侵害。",
)
