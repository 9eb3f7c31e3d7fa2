"""What is recorded of a child's return to school: asked for, looked at by a panel, planned.

A return waits for no letter of a hospital: no reason here asks for one. Nor has any fact words in
which an illness could stand.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.shared import CaseId, ChildId, PersonId, ReturnId, ReviewId


class ReturnDecision(StrEnum):
    """What a panel decided about a return."""

    AGREED = "agreed"
    DEFERRED = "deferred"


class DeferralReason(StrEnum):
    """Why a return has to wait; that a proof is missing is no reason."""

    CHILD_WISHES_TO_WAIT = "child_wishes_to_wait"
    SUPPORT_NOT_ARRANGED = "support_not_arranged"
    NOBODY_AFTER_SCHOOL = "nobody_after_school"
    NOT_SAFE_YET = "not_safe_yet"


class ReducedLoad(StrEnum):
    """What is asked less of the child for now."""

    HALF_DAYS = "half_days"
    FEWER_LESSONS = "fewer_lessons"
    LESS_HOMEWORK = "less_homework"
    NO_EXAMS = "no_exams"
    NO_EVENING_STUDY = "no_evening_study"


class ReturnHelp(StrEnum):
    """What the class does so that the child finds its place again."""

    CHOOSES_SEAT = "chooses_seat"
    SEAT_BY_A_FRIEND = "seat_by_a_friend"
    CATCH_UP_LESSONS = "catch_up_lessons"
    OWN_PACE = "own_pace"
    QUIET_PLACE = "quiet_place"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRequested:
    """A guardian asked on `requested_on` that the child comes back, by `relation_code`
    (GB/T 4761) or as `is_guardian` says; `not_suspected` is as with StudyLeaveStarted."""

    case_id: CaseId
    child_id: ChildId
    return_id: ReturnId
    recorded_by: PersonId
    relation_code: str
    is_guardian: bool
    requested_on: date
    not_suspected: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnReviewed:
    """A panel looked at the return; whoever recorded it sat on it.

    Where it is deferred `reason` says why, and by `look_again_on` a panel looks again. `on_appeal`
    says that the county decided, by others than those before.
    """

    case_id: CaseId
    child_id: ChildId
    return_id: ReturnId
    review_id: ReviewId
    member_ids: tuple[PersonId, ...]
    met_at: datetime
    decision: ReturnDecision
    on_appeal: bool = False
    reason: DeferralReason | None = None
    look_again_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPlanned:
    """How the child comes back: `met_by` meets it on `first_on`, and somebody looks after it on
    the days of `follow_up_on`."""

    case_id: CaseId
    child_id: ChildId
    return_id: ReturnId
    review_id: ReviewId
    first_on: date
    met_by: PersonId
    loads: tuple[ReducedLoad, ...]
    helps: tuple[ReturnHelp, ...]
    follow_up_on: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnAppealed:
    """A guardian asked the county on `appealed_on` to look at a return that was deferred;
    `not_suspected` is as with StudyLeaveStarted."""

    case_id: CaseId
    child_id: ChildId
    return_id: ReturnId
    recorded_by: PersonId
    relation_code: str
    is_guardian: bool
    appealed_on: date
    not_suspected: bool | None


ReturnEvent = ReturnRequested | ReturnReviewed | ReturnPlanned | ReturnAppealed
