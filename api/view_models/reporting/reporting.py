"""Reporting suspected harm: the form, one's own report, and what those on duty see and do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.worries import Telephone
from api.view_models.forms import Choice, ChoiceGroup, Form
from application.crisis.worries.officials import Official
from domain.codelists import Body, HarmKind
from domain.reporting.facts import OutcomeReturned, ReportStep, Suspect
from domain.shared import CallId, CaseId, ReportId


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReportLine:
    """One of the reports that somebody made: its number, when, and whether it is done with."""

    report_id: ReportId
    number: str
    reported_at: datetime
    is_closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReceived:
    """All that whoever reported by a link is told; `case_is_open` = they may go back to it."""

    receipt: str
    case_is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFormPage:
    """The form of a report, below whom to call; `received` stands in its place once it was sent.

    Fields: child_id (one of the list, or `other`), name, school_id, described_as; harm_kind,
    at_school (yes); called_on, called_time, receipt_number; suspects and suspect_ids (several, the
    ids of `officials`), harm_seen. Hidden:
    report_id and told_child_id, minted once for a form; case_id, whose child it then is.
    `by_link` = whoever reports has no account, and no page of their own to add anything on.
    `is_copy` and entered_at as for the form of a worry.
    """

    template: ClassVar[str] = "report.html"
    report_id: UUID
    told_child_id: UUID
    form: Form
    case_id: CaseId | None = None
    children: tuple[Choice, ...] = ()
    has_more: bool = False
    schools: tuple[ChoiceGroup, ...] = ()
    telephones: tuple[Telephone, ...] = ()
    officials: tuple[Official, ...] = ()
    own: tuple[OwnReportLine, ...] = ()
    by_link: bool = False
    received: ReportReceived | None = None
    is_copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """A body that was told, and when; `number` is its receipt, `is_late` marks a late record.

    `is_by_body` marks a number that its own officer gave.
    """

    call_id: CallId
    body: Body
    called_at: datetime
    answered_by: str | None
    number: str | None
    is_late: bool
    is_by_body: bool = False


class ReportStanding(StrEnum):
    """How a report stands, as far as whoever made it is told."""

    SENT = "sent"
    TOLD = "told"
    NOBODY = "nobody"
    RECEIVED = "received"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReportPage:
    """That a report arrived and how far it is; nothing of the child.

    Fields: body, called_on, called_time, answered_by, receipt_number; hidden call_id. With a call
    of before: receipt_number. `came_again` = the form came with other content, and both are kept.
    """

    template: ClassVar[str] = "report_sent.html"
    report_id: ReportId
    receipt: str
    reported_at: datetime
    standing: ReportStanding
    calls: tuple[CallLine, ...]
    untold: tuple[Body, ...]
    outcomes: tuple[OutcomeReturned, ...]
    call_id: UUID
    form: Form
    came_again: bool = False
    telephones: tuple[Telephone, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One report in the list of those on duty; nobody's name."""

    report_id: ReportId
    number: str
    kind: HarmKind
    place: str | None
    reported_at: datetime
    untold: tuple[Body, ...]
    waits_for: ReportStep | None
    due: datetime | None
    is_overdue: bool
    is_closing_proposed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsPage:
    """The reports that are not done with, the oldest first."""

    template: ClassVar[str] = "reports.html"
    lines: tuple[ReportLine, ...]
    unreadable: int = 0
    next_after: int | None = None
    is_first_page: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MayReport:
    """What may be done with a report now."""

    receive: bool = False
    answer: bool = False
    close: bool = False
    agree: bool = False
    let_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLine:
    """What a body said, and who recorded it."""

    outcome: OutcomeReturned
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """One report with its steps, without who made it.

    Fields: body, called_on, called_time, answered_by, receipt_number (hidden call_id);
    outcome_body, report_outcome, returned_on, outcome_words (hidden outcome_id); why (hidden
    closing_id).
    """

    template: ClassVar[str] = "report_page.html"
    report_id: ReportId
    number: str
    kind: HarmKind
    at_school: bool
    child: str | None
    described_as: str | None
    place: str | None
    seen: str | None
    suspects: tuple[Suspect, ...]
    suspect_names: tuple[str, ...]
    repeats: int
    reported_at: datetime
    calls: tuple[CallLine, ...]
    untold: tuple[Body, ...]
    waits_for: ReportStep | None
    due: datetime | None
    is_overdue: bool
    received_by: str | None
    outcomes: tuple[OutcomeLine, ...]
    closing_why: str | None
    closing_by: str | None
    is_closed: bool
    may: MayReport
    form: Form
    new_ids: tuple[UUID, UUID, UUID]
    is_by_link: bool = False
    case_id: CaseId | None = None
