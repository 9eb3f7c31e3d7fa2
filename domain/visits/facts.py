"""What is recorded of home visits and talks: whole contents, corrections, repeats that differ."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.shared import ChildId, CorrectionId, KeptBeside, PersonId, TalkId, VisitId


class VisitMeans(StrEnum):
    """How a home visit was made."""

    AT_HOME = "at_home"
    AT_SCHOOL = "at_school"
    PHONE = "phone"
    VIDEO = "video"


class TalkMeans(StrEnum):
    """How a talk was held."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"


class Outcome(StrEnum):
    """How it went; not meeting anyone is an outcome, not another kind of event."""

    DONE = "done"
    NOT_AT_HOME = "not_at_home"
    REFUSED = "refused"
    RESCHEDULED = "rescheduled"
    MOVED_AWAY = "moved_away"
    STOPPED_FOR_SAFETY = "stopped_for_safety"


class Area(StrEnum):
    """The parts of a child's life that a visitor looks at."""

    FOOD_AND_HOUSING = "food_and_housing"
    CARE = "care"
    WATER_POWER_FIRE = "water_power_fire"
    ALONE = "alone"
    SCHOOLING = "schooling"
    BODY = "body"
    MOOD = "mood"


class Grade(StrEnum):
    """Three steps are all a visitor is asked for; none of them is a diagnosis."""

    GOOD = "good"
    FAIR = "fair"
    WORRYING = "worrying"


class Companion(StrEnum):
    """Who came along, by kind."""

    CLASS_TEACHER = "class_teacher"
    TEACHER = "teacher"
    VILLAGE_DIRECTOR = "village_director"
    COMMUNITY_WORKER = "community_worker"
    VOLUNTEER = "volunteer"
    POLICE = "police"
    OTHER = "other"


class Need(StrEnum):
    """What help the child or the family needs, by kind."""

    STUDY = "study"
    DAILY_LIFE = "daily_life"
    CONTACT_WITH_PARENTS = "contact_with_parents"
    SAFETY = "safety"
    SUBSIDY = "subsidy"
    COMPANIONSHIP = "companionship"
    OTHER = "other"


class Topic(StrEnum):
    """What a talk was about."""

    DAILY_LIFE = "daily_life"
    STUDY = "study"
    FRIENDS = "friends"
    PARENTS = "parents"
    MOOD_AND_SLEEP = "mood_and_sleep"
    SAFETY = "safety"
    WISHES = "wishes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One area of life and how it looked."""

    area: Area
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeVisit:
    """The content of one visit: `visited_by` went there, whoever typed it."""

    visited_by: PersonId
    started_at: datetime
    means: VisitMeans
    outcome: Outcome
    child_seen: bool
    spoke_alone: bool
    carer_seen: bool
    minutes: int | None = None
    companions: tuple[Companion, ...] = ()
    observations: tuple[Observation, ...] = ()
    needs: tuple[Need, ...] = ()
    note: str | None = None
    next_visit_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The content of one heart-to-heart talk; notes are a fact of their own."""

    talked_by: PersonId
    started_at: datetime
    means: TalkMeans
    outcome: Outcome
    minutes: int | None = None
    topics: tuple[Topic, ...] = ()
    mood: Grade | None = None
    needs: tuple[Need, ...] = ()
    next_talk_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeVisitLogged:
    """A home visit was made or tried."""

    child_id: ChildId
    visit_id: VisitId
    visit: HomeVisit


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeVisitCorrected:
    """What a visit should have said, whole, and why; the first record stays readable."""

    child_id: ChildId
    visit_id: VisitId
    correction_id: CorrectionId
    visit: HomeVisit
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeVisitConflictKept(KeptBeside):
    """The same visit came again with other content, kept whole for a person to settle."""

    child_id: ChildId
    visit_id: VisitId
    visit: HomeVisit


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildWordsRecorded:
    """The child's own words at a visit: for the lead mentor and few others, a fact of their own.

    `with_conflict` is true when they came with a repeat that differs; `correction_id` names the
    correction with which they came.
    """

    child_id: ChildId
    visit_id: VisitId
    words: str
    correction_id: CorrectionId | None = None
    with_conflict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkLogged:
    """A talk was held or tried."""

    child_id: ChildId
    talk_id: TalkId
    talk: Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkCorrected:
    """What a talk's record should have said, whole, and why; the first record stays readable."""

    child_id: ChildId
    talk_id: TalkId
    correction_id: CorrectionId
    talk: Talk
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkConflictKept(KeptBeside):
    """The same talk came again with other content, kept whole for a person to settle."""

    child_id: ChildId
    talk_id: TalkId
    talk: Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkNotesRecorded:
    """What was said in a talk, a fact of its own.

    `with_conflict` is true when they came with a repeat that differs; `correction_id` names the
    correction with which they came.
    """

    child_id: ChildId
    talk_id: TalkId
    notes: str
    correction_id: CorrectionId | None = None
    with_conflict: bool = False


VisitsEvent = (
    HomeVisitLogged
    | HomeVisitCorrected
    | HomeVisitConflictKept
    | ChildWordsRecorded
    | TalkLogged
    | TalkCorrected
    | TalkConflictKept
    | TalkNotesRecorded
)
