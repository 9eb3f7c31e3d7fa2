"""What is recorded of a screening and of the talk to which its result leads (精神卫生法 §23).

No answer to any question is here, no score, and no diagnosis: there is no field for one.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.shared import (
    CaseId,
    ChildId,
    InterviewId,
    OrganisationId,
    ScreeningId,
    ScreeningListId,
)


class ScreeningScale(StrEnum):
    """With what a school screened."""

    MHT = "mht"
    PHQ_9 = "phq_9"
    PHQ_A = "phq_a"
    SDS = "sds"
    SAS = "sas"
    SCL_90 = "scl_90"
    SDQ = "sdq"
    OTHER = "other"


class MissedReason(StrEnum):
    """Why a talk did not take place: the pupil was not there, or did not want to."""

    ABSENT = "absent"
    REFUSED = "refused"


class InterviewOutcome(StrEnum):
    """What whoever talked with the pupil goes by from now on."""

    NO_CONCERN = "no_concern"
    SCHOOL_SUPPORT = "school_support"
    WORRY_RAISED = "worry_raised"


class DropReason(StrEnum):
    """Why there is nothing to talk about any more: no talk led to it."""

    CONSENT_WITHDRAWN = "consent_withdrawn"
    RECORDED_IN_ERROR = "recorded_in_error"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningLeadRecorded:
    """The result of a screening at a school asks for a talk, which is held by `talk_by_on`.

    `list_id` names the list it came with, None of one that was entered by hand.
    """

    child_id: ChildId
    screening_id: ScreeningId
    school_id: OrganisationId
    scale: ScreeningScale
    screened_on: date
    talk_by_on: date
    list_id: ScreeningListId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewMissed:
    """A talk did not take place; it is tried again by `again_by_on`."""

    child_id: ChildId
    screening_id: ScreeningId
    interview_id: InterviewId
    reason: MissedReason
    tried_on: date
    again_by_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewHeld:
    """The talk took place, and the lead is over; from `delete_by_on` on it is shown to nobody.

    `case_id` is that of the worry that was raised.
    """

    child_id: ChildId
    screening_id: ScreeningId
    interview_id: InterviewId
    held_on: date
    outcome: InterviewOutcome
    delete_by_on: date
    case_id: CaseId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorryRaisedInstead:
    """Whoever answers for a worry about the pupil talks with them, and the lead is over by it.

    From `delete_by_on` on it is shown to nobody.
    """

    child_id: ChildId
    screening_id: ScreeningId
    case_id: CaseId
    delete_by_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningLeadDropped:
    """The lead is over and shown to nobody any more, mostly without a talk."""

    child_id: ChildId
    screening_id: ScreeningId
    reason: DropReason


ScreeningEvent = (
    ScreeningLeadRecorded
    | InterviewMissed
    | InterviewHeld
    | WorryRaisedInstead
    | ScreeningLeadDropped
)
