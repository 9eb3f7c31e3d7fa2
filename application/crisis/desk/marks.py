"""What of a crisis is marked on a row of the desk, so that nobody has to open a case to see it."""

from dataclasses import dataclass
from enum import StrEnum

from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import PersonId


class GuardianMark(StrEnum):
    """What came of telling the family last."""

    INFORMED = "informed"
    NOT_REACHED = "not_reached"
    REFUSED = "refused"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisMarks:
    """The level that holds, what came of telling the family, and who is with the child by now.

    `is_accompanied` says that somebody was recorded as being with it and not as having left;
    `was_accompanied` that somebody was at all; `is_escorted` that it was brought to a hospital in
    danger. Staff who are with it are `with_ids`, family `with_relations` (GB/T 4761).
    """

    level: CrisisLevel | None = None
    guardian: GuardianMark | None = None
    is_accompanied: bool = False
    was_accompanied: bool = False
    is_escorted: bool = False
    with_ids: tuple[PersonId, ...] = ()
    with_relations: tuple[str, ...] = ()
