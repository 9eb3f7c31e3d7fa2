"""What happened to the clocks of a case, and when: nothing else of the facts is kept."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from domain.referrals.hospital.hospital_facts import Basis
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.steps import Step
from domain.shared import CompanyId, PauseId


class Turn(Enum):
    """What happened to the clocks of a case; the names are kept in a view and are permanent."""

    RAISED = "raised"
    RAISED_AGAIN = "raised_again"
    FURTHER_JOINED = "further_joined"
    FURTHER_WAITS = "further_waits"
    JOINED = "joined"
    PARTED = "parted"
    FREED = "freed"
    INVOLVEMENT_REPORTED = "involvement_reported"
    MISDIRECTED = "misdirected"
    REDIRECTED = "redirected"
    TAKEN = "taken"
    PASSED_ON = "passed_on"
    ASSESSED = "assessed"
    LEVEL_DROPPED = "level_dropped"
    UNASSESSED = "unassessed"
    GUARDIAN_INFORMED = "guardian_informed"
    FAMILY_INFORMED = "family_informed"
    RELATIVE_INFORMED = "relative_informed"
    REFUSED = "refused"
    GUARDIAN_KEPT_FROM = "guardian_kept_from"
    PROPOSED = "proposed"
    ISSUED = "issued"
    RECEIVED = "received"
    DECLINED = "declined"
    DECIDED = "decided"
    SUPPORTED = "supported"
    TO_BE_REFERRED = "to_be_referred"
    APPOINTED = "appointed"
    CAME = "came"
    DID_NOT_COME = "did_not_come"
    FEEDBACK_GIVEN = "feedback_given"
    RESTORED = "restored"
    FOLLOWED_UP = "followed_up"
    NOT_FOUND = "not_found"
    REOPENED = "reopened"
    ON_LEAVE = "on_leave"
    OFF_LEAVE = "off_leave"
    RETURN_ASKED = "return_asked"
    RETURN_AGREED = "return_agreed"
    RETURN_DEFERRED = "return_deferred"
    RETURN_APPEALED = "return_appealed"
    RETURN_PLANNED = "return_planned"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    PAUSED = "paused"
    PAUSE_ENDED = "pause_ended"
    IN_DANGER = "in_danger"
    ESCORTED = "escorted"
    ACCOMPANIED = "accompanied"
    LEFT_ALONE = "left_alone"
    GUARDIAN_NOT_REACHED = "guardian_not_reached"
    OTHER_NOT_TOLD = "other_not_told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One turn of a case.

    `learned_at` is when it was recorded, `happened_at` when it was, None where that is the same;
    `level` is found, provisional or agreed on, None = no crisis, or no graver one by a report;
    `basis` is that of a referral, `due_on` the day by which somebody asks about a missed
    appointment, a leave or a return, looks at support again, or on which the child is back, or to
    the end of which the clock of `step` stands still. After what `is_grave` none does. A report
    that `may_mean_family` says that guardian or carer may be involved, or are not to be told. Where
    a level was set by error, `agreed` is what holds beside the `level` as which reports count.
    `company_id` is who is with the child since then, or is so no more. Which `guardian` was told or
    refused stands by relation; `is_safe` says that somebody made sure that no report means them.
    """

    turn: Turn
    learned_at: datetime
    happened_at: datetime | None = None
    level: CrisisLevel | None = None
    agreed: CrisisLevel | None = None
    basis: Basis | None = None
    due_on: date | None = None
    step: Step | None = None
    pause_id: PauseId | None = None
    is_grave: bool = False
    may_mean_family: bool = False
    company_id: CompanyId | None = None
    guardian: str | None = None
    is_safe: bool = False
