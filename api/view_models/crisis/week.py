"""The page of the yellow cases of the week."""

from dataclasses import dataclass
from typing import ClassVar

from api.view_models.crisis.clocks import ClockLine
from api.view_models.crisis.duty import Elapsed, case_number
from application.crisis.desk.stages import CaseStage
from domain.shared import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLine:
    """One yellow case, without a name; `owner` None = nobody has it, `clock` the step due next."""

    case_id: CaseId
    stage: CaseStage
    raised: Elapsed
    place: str | None = None
    owner: str | None = None
    clock: ClockLine | None = None

    @property
    def number(self) -> str:
        """Return the number by which the case is spoken of."""
        return case_number(self.case_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPage:
    """The yellow cases open to the person, the first raised first."""

    template: ClassVar[str] = "week.html"
    lines: tuple[WeekLine, ...]
