"""One version of every number that people chose, each with its source.

Sources: "law" names the article; "policy default" is a proposal of ours that the bureau has to
confirm (docs/architecture.md); "等保三级" are the customary values of GB/T 22239-2019 8.1.4.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.days import BirthdayConvention
from domain.ruleset.clocks import ClockBounds
from domain.ruleset.crisis import CrisisBounds
from domain.ruleset.data import DataBounds
from domain.ruleset.doors import DoorRules
from domain.ruleset.glass import GlassBounds
from domain.ruleset.hospital import HospitalBounds
from domain.ruleset.levels import LevelRules, TermDates
from domain.ruleset.on_call import OnCallBounds
from domain.ruleset.reading import ReadingBounds
from domain.ruleset.referrals import ReferralBounds
from domain.ruleset.refusing import RefusingBounds
from domain.ruleset.reporting import ReportingBounds
from domain.ruleset.returning import ReturningBounds
from domain.ruleset.school_health import SchoolHealthBounds
from domain.ruleset.screening import ScreeningBounds
from domain.ruleset.seeking import SeekingBounds
from domain.ruleset.sign_in import SignInRules
from domain.ruleset.worries import WorryBounds


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet(SignInRules):
    """One version of all numbers; a fact derived with it carries `version`."""

    version: int

    levels: tuple[LevelRules, ...]
    """Care levels 1 (stable) to 5 (high), in that order. Policy default."""
    unassessed_level: int
    """As which level a child waits who has not been assessed yet (未评估). Policy default."""
    grace_percent: int
    """How far from the due day is still on time, in percent of the interval. Policy default."""
    terms: tuple[TermDates, ...]
    """The two semesters. Policy default after the usual school calendar of Guangxi."""

    mentors_per_child: int
    """At most so many mentors look out for one child. Policy default."""
    children_per_mentor: int
    """More children than this for one mentor raise a warning. Policy default."""
    children_per_mentor_with_high: int
    """The same for a mentor one of whose children is at a high level. Policy default."""
    high_level_from: int
    """The lowest care level that counts as high. Policy default."""
    vetting_valid_days: int
    """How long a check for criminal records holds. Law: yearly, 未成年人保护法 §62."""

    duty_years_at_most: int
    """The longest term of a duty, given anew after it. Policy default: a stage of schooling."""
    administrator_years_at_most: int
    """The same for who runs the system. Policy default: shorter, looked at each year."""
    proposal_valid_days: int
    """So long after it was proposed a duty or telephone may be let stand. Policy default."""
    telephone_notice_days: int
    """So long its owner is told of a changed telephone. Policy default: whoever signs in seldom,
    or was called for by whoever changed it, still learns of it."""
    pairing_days_at_most: int
    """The longest term of a pairing, extended after it. Policy default: yearly, as the checks."""
    ending_soon_days: int
    """So long before it ends a duty or pairing is shown to who may renew it. Policy default."""
    health_vice_principal_years_at_most: int
    """The longest term of a health vice principal. Policy default: terms of 2-3 years are usual."""
    schools_per_health_vice_principal: int
    """At most so many schools have the same one at a time. Policy default."""

    adult_at_years: int
    """The age at which nobody is a child any more. Law: 民法典 §17."""
    own_consent_from_years: int
    """From this age on a child consents alone. Law: 个人信息保护法 §31."""
    rights_answer_working_days: int
    """A request about one's own data is answered within. Law: promptly, 个人信息保护法 §50; the
    number is a policy default."""
    wrong_id_numbers_at_most: int
    """So many wrong numbers typed by the second person decline the change of one on file. Policy
    default: as for passwords; of one district, birth day and sex there are 500 numbers."""
    birthday: BirthdayConvention
    """When a year of age is complete. Law: 民法典 §201-202; the longer protection was chosen."""

    future_tolerance_minutes: int
    """How far a phone's clock may run ahead before a time counts as future. Policy default."""
    late_after_hours: int
    """What is learned later than this after it happened is marked late. Policy default."""
    contact_minutes_at_most: int
    """No visit or talk lasts longer. Policy default."""

    grant_days_at_most: int
    """The longest that access beyond a duty is granted. Policy default, for least access."""
    access_decided_within_working_days: int
    """When a request for access should be decided on. Policy default."""
    glass_minutes_at_most: int
    """How long break-glass access lasts. Policy default."""
    glass_open_at_most: int
    """So many break-glass accesses of one person run at a time. Policy default."""
    glass_reviewed_within_hours: int
    """When a break-glass access should be reviewed, from when it began. Policy default."""
    glass: GlassBounds
    """What stops whoever breaks the glass again and again."""
    doors: DoorRules
    """The numbers of the doors beside the password."""
    page_size: int
    """Rows on one page of a list. Policy default."""
    received_cases_shown_days: int
    """So long after its last change a case that a hospital received is listed. Policy default."""
    referrals: ReferralBounds
    """By when a hospital says that it received a referral."""
    hospital: HospitalBounds
    """By when a hospital sees the child, and what follows where it does not."""
    refusing: RefusingBounds
    """By when a family that refuses is talked with again."""
    seeking: SeekingBounds
    """How often, and after what time each, a guardian is tried who could not be reached."""
    returning: ReturningBounds
    """How a child goes on study leave and comes back."""
    reporting: ReportingBounds
    """By when suspected harm is recorded, received and answered, and who is told of it."""
    school_health: SchoolHealthBounds
    """What is expected of a health vice principal."""
    on_call: OnCallBounds
    """The hours of those who are on call, and how far ahead they are said."""
    crisis: CrisisBounds
    """When a crisis level may fall."""
    clocks: ClockBounds
    """By when each step of a case is due."""
    worries: WorryBounds
    """Within which time two reports of one child are one case."""
    screening: ScreeningBounds
    """By when a pupil is talked with whose screening asks for it."""
    data: DataBounds
    """How data that left is followed up."""
    reading: ReadingBounds
    """When a reading stands out. Policy default."""

    def at(self, _moment: datetime | None) -> "RuleSet":
        """Return the rules at a moment: one version alone is the same at all times."""
        return self

    @property
    def care_levels(self) -> range:
        """The care levels that exist, lowest first."""
        return range(1, len(self.levels) + 1)

    def for_level(self, level: int | None) -> LevelRules:
        """Return the rules of a care level, or of the level that stands in for 未评估."""
        return self.levels[(self.unassessed_level if level is None else level) - 1]

    def children_advised(self, levels: Iterable[int | None]) -> int:
        """Return how many children a mentor should have at most, whose children are at `levels`."""
        if any(level is not None and level >= self.high_level_from for level in levels):
            return self.children_per_mentor_with_high
        return self.children_per_mentor


class RulesOverTime(Protocol):
    """The rules as they were, are and will be in force; None is the moment that is now."""

    def at(self, moment: datetime | None, /) -> RuleSet:
        """Return the version in force at a moment."""
        ...
