"""How severe a crisis is, as the page of its case tells it."""

from dataclasses import dataclass
from datetime import date

from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel, LevelDropProposed
from domain.referrals.school.panel_facts import PanelDecided
from domain.staff.facts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisLines:
    """The level that holds and the last assessment; for a hospital the level alone.

    `by_psychologist` tells whether a psychology teacher ever assessed it; `assessors` are whose it
    is, `has_psychologist` whether one of the school is among them. `drop_from_on` is the day
    from which the level may fall, None where nothing less severe was found since; `waiting` the
    drop that waits for another person, or a panel where it `takes_panel`; `support` what a panel
    decided on at school.
    """

    level: CrisisLevel | None = None
    assessed: CrisisAssessed | None = None
    assessor: str = ""
    assessor_role: Role | None = None
    by_psychologist: bool = False
    has_psychologist: bool = False
    assessors: tuple[str, ...] = ()
    waiting: LevelDropProposed | None = None
    proposer: str = ""
    drop_from_on: date | None = None
    support: PanelDecided | None = None
    may_assess: bool = False
    may_propose_drop: bool = False
    may_propose_error: bool = False
    takes_panel: bool = False
    may_confirm: bool = False
    may_decline: bool = False
