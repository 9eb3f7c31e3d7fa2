"""A body's officer without an account: the page that names them, and the report they are shown."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.forms import Form
from api.view_models.reporting.outsiders import OutsiderLine
from api.view_models.reporting.reporting import CallLine
from domain.codelists import Body, HarmKind
from domain.reporting.facts import ReportOutcome, Suspect
from domain.shared import ReportId


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOfficerPage:
    """Fields: officer_body, officer_name, officer_function, officer_phone; naming_id (hidden).

    `bodies` were told by telephone; `accuses_official` = one of them may be who is suspected.
    `may_name` is no where nobody can be named any more, or not yet.
    """

    template: ClassVar[str] = "name_officer.html"
    report_id: ReportId
    number: str
    naming_id: UUID
    days: int
    bodies: tuple[Body, ...]
    accuses_official: bool
    open: tuple[OutsiderLine, ...] = ()
    may_name: bool = True
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyOutcomeLine:
    """What the officer's body said of the report; `is_by_body` = nobody here wrote it down."""

    outcome: ReportOutcome
    returned_on: date
    words: str | None
    is_by_body: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReportPage:
    """The one report that a link opens, for whoever came in by it.

    Fields: body_number (hidden call_id, of the last call); report_outcome, result_on,
    outcome_words (hidden outcome_id).
    """

    template: ClassVar[str] = "told_report.html"
    report_id: ReportId
    number: str
    body: Body
    officer: str
    kind: HarmKind
    at_school: bool
    child: str | None
    described_as: str | None
    place: str | None
    seen: str | None
    suspects: tuple[Suspect, ...]
    suspect_names: tuple[str, ...]
    reported_at: datetime
    calls: tuple[CallLine, ...]
    outcomes: tuple[BodyOutcomeLine, ...]
    ends_at: datetime
    outcome_id: UUID
    form: Form
