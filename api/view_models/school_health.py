"""The pages about health vice principals: own schools, the posts, and the duty log of a school."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from api.view_models.forms import Form
from api.view_models.screening.screening import SchoolCount
from application.crisis.desk.stages import CaseStage
from application.school_health.health_posts import PostStage
from domain.advising.facts import HealthDuty, HealthDutyKind, HealthDutyVoidReason
from domain.advising.rhythm import SemesterProgress
from domain.ruleset.semesters import Semester
from domain.shared import HealthDutyId, OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthDutyLine:
    """One entry of a log; what it says is not told of one that was taken back (`duty` is None).

    `learned_on` is told of what was logged late; `may_change` for whoever logged it themselves;
    `may_void` for whoever serves the school.
    """

    health_duty_id: HealthDutyId
    kind: HealthDutyKind
    held_on: date
    done_by: str
    duty: HealthDuty | None = None
    voided: HealthDutyVoidReason | None = None
    learned_on: date | None = None
    corrected_on: tuple[date, ...] = ()
    may_change: bool = False
    may_void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSchoolCard:
    """One school of a health vice principal.

    `days_left` is told of a term that ends soon; `cases` are numbers by how far a case is, None
    where they are not theirs to count; `interviews` counts those whose screening asks for a talk.
    """

    school_id: OrganisationId
    name: str
    to_on: date | None
    days_left: int | None
    progress: tuple[SemesterProgress, ...]
    cases: tuple[tuple[CaseStage, int], ...] | None
    latest: tuple[HealthDutyLine, ...] = ()
    trainings: tuple[HealthDutyLine, ...] = ()
    interviews: SchoolCount | None = None
    is_unreadable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSchoolsPage:
    """The desk of a health vice principal in this semester, school by school."""

    template: ClassVar[str] = "own_schools.html"
    semester: Semester
    schools: tuple[OwnSchoolCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """The post of one school; `above` is the township or office that it belongs to."""

    school_id: OrganisationId
    school: str
    above: str
    stage: PostStage
    holders: tuple[str, ...] = ()
    ends_on: date | None = None
    days_left: int | None = None
    progress: tuple[SemesterProgress, ...] = ()

    @property
    def urgency(self) -> str:
        """Return how loudly the row is drawn: a post that is or will be empty as what ends soon."""
        return "" if self.stage is PostStage.FILLED else "soon"


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthPostsPage:
    """One page of posts: vacant ones first, then those that end; the numbers are of all pages."""

    template: ClassVar[str] = "health_posts.html"
    semester: Semester
    lines: tuple[PostLine, ...]
    total: int
    vacant: int
    ending: int
    within_days: int
    may_propose: bool = False
    next_cursor: str | None = None
    is_first_page: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolLogPage:
    """The log of one school in one semester and the holidays after it (?on=)."""

    template: ClassVar[str] = "school_log.html"
    school_id: OrganisationId
    school: str
    semester: Semester
    lines: tuple[HealthDutyLine, ...]
    may_log: bool = False
    earlier_on: date | None = None
    later_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthDutyPage:
    """Fields: kind, held_on, what, minutes, pupils, teachers, parents; hidden health_duty_id.

    A correction has `correction_id`, the `version` that it is made from, and the field why.
    """

    template: ClassVar[str] = "health_duty.html"
    school_id: OrganisationId
    school: str
    health_duty_id: HealthDutyId
    form: Form
    correction_id: UUID | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidHealthDutyPage:
    """Fields: reason; for the entry of somebody else (not `is_own`) only that it names a pupil."""

    template: ClassVar[str] = "void_health_duty.html"
    school_id: OrganisationId
    school: str
    line: HealthDutyLine
    form: Form
    is_own: bool = True
