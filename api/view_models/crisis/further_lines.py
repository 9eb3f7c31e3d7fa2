"""One more worry about the child of a case, as its page shows it."""

from dataclasses import dataclass
from datetime import datetime

from domain.referrals.facts import Involved, Sign, Situation
from domain.shared import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherLine:
    """`situation` None = its words cannot be read; `may_part`: one may say it is another matter."""

    further_id: CaseId
    raised_at: datetime
    reporter: str
    situation: Situation | None = None
    signs: tuple[Sign, ...] = ()
    heard: str | None = None
    noticed_at: datetime | None = None
    is_with_child: bool = False
    keeps_from_guardian: bool = False
    involved: tuple[Involved, ...] = ()
    involved_people: tuple[str, ...] = ()
    is_unanswered: bool = False
    may_part: bool = False
