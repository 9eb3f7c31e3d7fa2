"""The samples of leads of a screening and their talks; all of it invented."""

from collections.abc import Mapping
from datetime import date

from domain.screening import facts as screening
from domain.shared import (
    CaseId,
    ChildId,
    InterviewId,
    OrganisationId,
    ScreeningId,
    ScreeningListId,
)
from tests.vectors.ids import sample_id

_CHILD, _SCHOOL = ChildId(sample_id(21)), OrganisationId(sample_id(2))
_SCREENING = ScreeningId(sample_id(181))

SCREENING_SAMPLES: Mapping[str, object] = {
    "screening.screening_lead_recorded.2": screening.ScreeningLeadRecorded(
        child_id=_CHILD,
        screening_id=_SCREENING,
        school_id=_SCHOOL,
        scale=screening.ScreeningScale.MHT,
        screened_on=date(2026, 3, 9),
        talk_by_on=date(2026, 3, 23),
        list_id=ScreeningListId(sample_id(182)),
    ),
    "screening.interview_missed.1": screening.InterviewMissed(
        child_id=_CHILD,
        screening_id=_SCREENING,
        interview_id=InterviewId(sample_id(183)),
        reason=screening.MissedReason.ABSENT,
        tried_on=date(2026, 3, 16),
        again_by_on=date(2026, 3, 23),
    ),
    "screening.interview_held.1": screening.InterviewHeld(
        child_id=_CHILD,
        screening_id=_SCREENING,
        interview_id=InterviewId(sample_id(184)),
        held_on=date(2026, 3, 20),
        outcome=screening.InterviewOutcome.WORRY_RAISED,
        delete_by_on=date(2026, 9, 16),
        case_id=CaseId(sample_id(61)),
    ),
    "screening.worry_raised_instead.1": screening.WorryRaisedInstead(
        child_id=_CHILD,
        screening_id=_SCREENING,
        case_id=CaseId(sample_id(61)),
        delete_by_on=date(2026, 9, 16),
    ),
    "screening.screening_lead_dropped.1": screening.ScreeningLeadDropped(
        child_id=_CHILD,
        screening_id=ScreeningId(sample_id(185)),
        reason=screening.DropReason.CONSENT_WITHDRAWN,
    ),
}
