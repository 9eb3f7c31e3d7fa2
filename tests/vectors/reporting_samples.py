"""The samples of reports of harm; all invented."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from domain.alerts.facts import Addressee, Gap, GapReason, ReportAlerted
from domain.alerts.word_facts import ReportNewsTold
from domain.codelists import Body, HarmKind
from domain.reporting import facts as reporting
from domain.reporting import officer_facts as officer
from domain.shared import (
    CallId,
    CaseId,
    ChildId,
    ClosingId,
    OrganisationId,
    OutcomeId,
    PersonId,
    ReportId,
)
from domain.staff.facts import Role
from tests.vectors.ids import sample_id

_REPORT, _CHILD = ReportId(sample_id(101)), ChildId(sample_id(21))
_CALL, _CLOSING = CallId(sample_id(102)), ClosingId(sample_id(103))
_COUNTY, _SCHOOL, _VILLAGE, _CLASS = (OrganisationId(sample_id(number)) for number in range(1, 5))
_VOLUNTEER, _OFFICER, _OTHER_OFFICER = (PersonId(sample_id(number)) for number in (12, 14, 17))
_OUTSIDE = PersonId(sample_id(106))

_SUSPECTED = reporting.HarmSuspected(
    report_id=_REPORT,
    child_id=_CHILD,
    kind=HarmKind.ABANDONED,
    at_school=True,
    seen="连续十二天一个人在家，灶台是冷的。\n说“他们不要我了”。",
    suspects=(reporting.Suspect.GUARDIAN, reporting.Suspect.OTHER),
    suspect_ids=(_VOLUNTEER,),
    bodies=(Body.POLICE, Body.CIVIL_AFFAIRS, Body.EDUCATION),
    noticed_at=datetime(2026, 3, 14, 4, 30, tzinfo=UTC),
    class_id=_CLASS,
    school_id=_SCHOOL,
    village_id=_VILLAGE,
    case_id=CaseId(sample_id(61)),
)

REPORTING_SAMPLES: Mapping[str, object] = {
    "reporting.harm_suspected.1": _SUSPECTED,
    "reporting.harmed_child_named.1": reporting.HarmedChildNamed(
        report_id=_REPORT,
        child_id=_CHILD,
        name="示例·陆甲",
        described_as="村口小卖部后面那家，短发",
        with_conflict=True,
    ),
    "reporting.report_conflict_kept.1": reporting.ReportConflictKept(
        report_id=_REPORT,
        child_id=_CHILD,
        kept=reporting.HarmSuspected(
            report_id=_REPORT,
            child_id=_CHILD,
            kind=HarmKind.OTHER_HARM,
            at_school=False,
            seen=None,
            suspects=(),
            suspect_ids=(),
            bodies=(Body.POLICE,),
        ),
    ),
    "reporting.body_notified.1": reporting.BodyNotified(
        report_id=_REPORT,
        child_id=_CHILD,
        call_id=_CALL,
        body=Body.POLICE,
        called_at=datetime(2026, 3, 14, 4, 41, tzinfo=UTC),
        answered_by="接警员",
        receipt_number="示例-0314-07",
    ),
    "reporting.receipt_confirmed.1": reporting.ReceiptConfirmed(
        report_id=_REPORT, child_id=_CHILD, call_id=_CALL, receipt_number="示例-0314-08"
    ),
    "reporting.report_acknowledged.1": reporting.ReportAcknowledged(
        report_id=_REPORT, child_id=_CHILD, acknowledged_by=_OFFICER
    ),
    "reporting.outcome_returned.1": reporting.OutcomeReturned(
        report_id=_REPORT,
        child_id=_CHILD,
        outcome_id=OutcomeId(sample_id(104)),
        body=Body.CIVIL_AFFAIRS,
        outcome=reporting.ReportOutcome.CHILD_PROTECTED,
        returned_on=date(2026, 3, 16),
        recorded_by=_OFFICER,
        words="已由民政临时监护。",
    ),
    "reporting.report_closing_proposed.1": reporting.ReportClosingProposed(
        report_id=_REPORT,
        child_id=_CHILD,
        closing_id=_CLOSING,
        proposed_by=_OFFICER,
        why="派出所两次走访，未发现侵害。",
    ),
    "reporting.report_closed.1": reporting.ReportClosed(
        report_id=_REPORT,
        child_id=_CHILD,
        closing_id=_CLOSING,
        closed_by=_OTHER_OFFICER,
        why="核对过走访记录。",
        proposed_by=_OFFICER,
    ),
    "reporting.report_overdue.1": reporting.ReportOverdue(
        report_id=_REPORT,
        child_id=_CHILD,
        step=reporting.ReportStep.ACKNOWLEDGED,
        due_at=datetime(2026, 3, 14, 5, 20, tzinfo=UTC),
        tier=2,
    ),
    "reporting.outside_officer_named.1": officer.OutsideOfficerNamed(
        report_id=_REPORT,
        child_id=_CHILD,
        officer_id=_OUTSIDE,
        body=Body.POLICE,
        named_by=_OFFICER,
        name="示例·警官",
        function="示例派出所民警",
        phone="0777-0000000",
        code_digest="5f" * 32,
        ends_at=datetime(2026, 3, 28, 5, 0, tzinfo=UTC),
    ),
    "reporting.outside_officer_entered.1": officer.OutsideOfficerEntered(
        report_id=_REPORT, child_id=_CHILD, officer_id=_OUTSIDE, browser_digest="a0" * 32
    ),
    "reporting.officer_code_refused.1": officer.OfficerCodeRefused(
        report_id=_REPORT, child_id=_CHILD, officer_id=_OUTSIDE
    ),
    "reporting.outside_officer_ended.1": officer.OutsideOfficerEnded(
        report_id=_REPORT,
        child_id=_CHILD,
        officer_id=_OUTSIDE,
        reason=officer.OfficerEnd.REPLACED,
        ended_by=_OTHER_OFFICER,
    ),
    "alerts.report_alerted.1": ReportAlerted(
        report_id=_REPORT,
        child_id=_CHILD,
        cause_id=sample_id(105),
        place_id=_SCHOOL,
        addressees=(
            Addressee(person_id=_OFFICER, role=Role.COUNTY_DUTY_OFFICER, organisation_id=_COUNTY),
        ),
        gaps=(Gap(role=Role.CIVIL_AFFAIRS_OFFICER, reason=GapReason.VACANT),),
        unreachable=(
            Addressee(person_id=_OTHER_OFFICER, role=Role.COUNTY_OFFICER, organisation_id=_COUNTY),
        ),
        kept_out_ids=(_VOLUNTEER,),
    ),
    "alerts.report_news_told.1": ReportNewsTold(
        report_id=_REPORT,
        child_id=_CHILD,
        cause_id=sample_id(106),
        told_ids=(_OFFICER, _OTHER_OFFICER),
        to_reporter=True,
    ),
}
