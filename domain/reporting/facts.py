"""What is recorded of suspected harm that was reported: sealed with the child's legal key.

A report is one suspicion about one child, told to the police by telephone first. Who made it
stands in no fact but as the actor of its event. The child's name is a fact of its own, which is
identity data.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.codelists import Body, HarmKind
from domain.reporting.officer_facts import OfficerEvent
from domain.shared import (
    CallId,
    CaseId,
    ChildId,
    ClosingId,
    KeptBeside,
    OrganisationId,
    OutcomeId,
    PersonId,
    ReportId,
)


class Suspect(StrEnum):
    """Who may have harmed the child, by what they are to it; they learn nothing of the report."""

    GUARDIAN = "guardian"
    CARER = "carer"
    MENTOR = "mentor"
    CLASS_TEACHER = "class_teacher"
    TEACHER = "teacher"
    SCHOOL_LEADER = "school_leader"
    OFFICIAL = "official"
    PUPIL = "pupil"
    OTHER = "other"


class ReportStep(StrEnum):
    """What must be done of a report in time, in the order in which it comes."""

    ACKNOWLEDGED = "acknowledged"
    OUTCOME = "outcome"


class ReportOutcome(StrEnum):
    """What a body said that it made of the report."""

    CASE_FILED = "case_filed"
    CHILD_PROTECTED = "child_protected"
    TRANSFERRED = "transferred"
    NOT_FILED = "not_filed"
    NOTHING_FOUND = "nothing_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmSuspected:
    """Somebody suspects that a child, with or without a care file, is harmed or in such danger.

    `at_school` holds for harm at school or by who works there. `bodies` had to be told by the rule
    set of then. The places are of the care file, else as told. `case_id` is the worry from which
    the report was made, of which nothing tells there.
    """

    report_id: ReportId
    child_id: ChildId
    kind: HarmKind
    at_school: bool
    seen: str | None
    suspects: tuple[Suspect, ...]
    suspect_ids: tuple[PersonId, ...]
    bodies: tuple[Body, ...]
    noticed_at: datetime | None = None
    class_id: OrganisationId | None = None
    school_id: OrganisationId | None = None
    village_id: OrganisationId | None = None
    case_id: CaseId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmedChildNamed:
    """Which child is meant, by name or as described: identity data.

    `with_conflict` is true when it came with a repeat that differs.
    """

    report_id: ReportId
    child_id: ChildId
    name: str | None
    described_as: str | None = None
    with_conflict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportConflictKept(KeptBeside):
    """The same report came again with other content, kept whole for a person to settle."""

    report_id: ReportId
    child_id: ChildId
    kept: HarmSuspected


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyNotified:
    """A body was told, as a rule by telephone; `answered_by` is who answered there, by function.

    Which body stands in the content alone: the names of events are in clear.
    """

    report_id: ReportId
    child_id: ChildId
    call_id: CallId
    body: Body
    called_at: datetime
    answered_by: str | None = None
    receipt_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptConfirmed:
    """The number under which a body received what it was told in that call."""

    report_id: ReportId
    child_id: ChildId
    call_id: CallId
    receipt_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAcknowledged:
    """Somebody on duty has received the report and sees to what becomes of it."""

    report_id: ReportId
    child_id: ChildId
    acknowledged_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeReturned:
    """A body said what it made of the report (未成年人保护法 §11)."""

    report_id: ReportId
    child_id: ChildId
    outcome_id: OutcomeId
    body: Body
    outcome: ReportOutcome
    returned_on: date
    recorded_by: PersonId
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClosingProposed:
    """One person thinks that nothing more will come of the report; another has to agree."""

    report_id: ReportId
    child_id: ChildId
    closing_id: ClosingId
    proposed_by: PersonId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClosed:
    """The report is done with; `proposed_by` is who thought so first where two had to agree."""

    report_id: ReportId
    child_id: ChildId
    closing_id: ClosingId
    closed_by: PersonId
    why: str
    proposed_by: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOverdue:
    """A step was not done by `due_at`, as far as was known then; never taken back.

    `tier` counts from 1: with each the step has been left longer.
    """

    report_id: ReportId
    child_id: ChildId
    step: ReportStep
    due_at: datetime
    tier: int


ReportingEvent = (
    HarmSuspected
    | HarmedChildNamed
    | ReportConflictKept
    | BodyNotified
    | ReceiptConfirmed
    | ReportAcknowledged
    | OutcomeReturned
    | ReportClosingProposed
    | ReportClosed
    | ReportOverdue
    | OfficerEvent
)
