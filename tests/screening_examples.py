"""A screening of the example child, the talks that follow, and the family's consent to it."""

from datetime import date, datetime, timedelta

from domain.codelists import ConsentMeans, Processing, SpokenBy
from domain.consent.facts import ConsentGranted, ConsentWithdrawn, Said
from domain.screening.facts import (
    DropReason,
    InterviewHeld,
    InterviewMissed,
    InterviewOutcome,
    MissedReason,
    ScreeningLeadDropped,
    ScreeningLeadRecorded,
    ScreeningScale,
    WorryRaisedInstead,
)
from domain.screening.state import (
    DropScreeningLead,
    LeaveToWorry,
    NoteInterviewMissed,
    RecordInterview,
    RecordScreeningLead,
)
from domain.shared import CaseId, ConsentId, InterviewId, NoticeId, ScreeningId
from tests import examples as given

SCREENING = ScreeningId(given.example_id(3801))
SECOND = ScreeningId(given.example_id(3802))
TALK = InterviewId(given.example_id(3803))
LATER_TALK = InterviewId(given.example_id(3804))
CASE = CaseId(given.example_id(3805))
SCREENED_ON = given.TODAY - timedelta(days=2)

BRING = RecordScreeningLead(
    child_id=given.CHILD,
    screening_id=SCREENING,
    scale=ScreeningScale.MHT,
    screened_on=SCREENED_ON,
)
LEAD = ScreeningLeadRecorded(
    child_id=given.CHILD,
    screening_id=SCREENING,
    school_id=given.SCHOOL,
    scale=ScreeningScale.MHT,
    screened_on=SCREENED_ON,
    talk_by_on=date(2026, 3, 22),
)
MISS = NoteInterviewMissed(
    child_id=given.CHILD,
    screening_id=SCREENING,
    interview_id=TALK,
    reason=MissedReason.REFUSED,
    tried_on=given.TODAY,
)
MISSED = InterviewMissed(
    child_id=given.CHILD,
    screening_id=SCREENING,
    interview_id=TALK,
    reason=MissedReason.REFUSED,
    tried_on=given.TODAY,
    again_by_on=date(2026, 3, 17),
)
HOLD = RecordInterview(
    child_id=given.CHILD,
    screening_id=SCREENING,
    interview_id=LATER_TALK,
    held_on=given.TODAY,
    outcome=InterviewOutcome.NO_CONCERN,
)
HELD = InterviewHeld(
    child_id=given.CHILD,
    screening_id=SCREENING,
    interview_id=LATER_TALK,
    held_on=given.TODAY,
    outcome=InterviewOutcome.NO_CONCERN,
    delete_by_on=date(2026, 9, 6),
)
LEAVE = LeaveToWorry(child_id=given.CHILD, screening_id=SCREENING, case_id=CASE)
LEFT = WorryRaisedInstead(
    child_id=given.CHILD,
    screening_id=SCREENING,
    case_id=CASE,
    delete_by_on=date(2026, 9, 6),
)
DROP = DropScreeningLead(
    child_id=given.CHILD, screening_id=SCREENING, reason=DropReason.RECORDED_IN_ERROR
)
DROPPED = ScreeningLeadDropped(
    child_id=given.CHILD, screening_id=SCREENING, reason=DropReason.RECORDED_IN_ERROR
)


def said(at: datetime) -> Said:
    return Said(spoken_by=SpokenBy.GUARDIAN, means=ConsentMeans.IN_PERSON, said_at=at)


AGREED = ConsentGranted(
    child_id=given.CHILD,
    consent_id=ConsentId(given.example_id(3811)),
    processing=Processing.SCREENING,
    organisation_id=given.SCHOOL,
    notice_id=NoticeId(given.example_id(3812)),
    said=said(given.NOW - timedelta(days=30)),
)
TAKEN_BACK = ConsentWithdrawn(
    child_id=given.CHILD,
    consent_id=ConsentId(given.example_id(3813)),
    processing=Processing.SCREENING,
    said=said(given.NOW - timedelta(minutes=5)),
)
