"""What is recorded of how severe a crisis is: health data, and never the care level of a file.

A level is a grade of urgency that a named person found, and no diagnosis (精神卫生法 §23, §29).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.shared import AssessmentId, CaseId, ChildId, DropId, PersonId


class CrisisLevel(StrEnum):
    """How severe a crisis is (危机等级), the most severe first; care levels are numbers."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"


class AssessmentMethod(StrEnum):
    """On what an assessment rests; the score of a scale is a lead that only asks for a talk."""

    TALK_WITH_CHILD = "talk_with_child"
    OBSERVATION = "observation"
    TALK_WITH_CARERS = "talk_with_carers"
    TALK_WITH_TEACHERS = "talk_with_teachers"
    SCREENING_SCALE = "screening_scale"


class LevelError(StrEnum):
    """How a level came to be set by error (评错): by a slip, of another child, or on no ground."""

    WRONG_LEVEL = "wrong_level"
    OTHER_CHILD = "other_child"
    UNFOUNDED = "unfounded"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisAssessed:
    """Somebody assessed how severe the crisis is; `level` None = they found none.

    A level that is more severe than the one that holds takes effect with this fact; a less severe
    one changes nothing yet. `assessed_at` is when it was assessed, `child_seen` whether the
    assessor saw the child for it.
    """

    case_id: CaseId
    child_id: ChildId
    assessment_id: AssessmentId
    assessed_by: PersonId
    level: CrisisLevel | None
    methods: tuple[AssessmentMethod, ...]
    child_seen: bool
    assessed_at: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelDropProposed:
    """Somebody thinks that a less severe level is enough; until another agrees the old one holds.

    `to_level` None = no crisis any more. `assessment_id` is what the proposal rests on; with an
    `error` it is the assessment that set the level by it, and the others by the same person count
    no more either: `to_level` is what holds without them.
    """

    case_id: CaseId
    child_id: ChildId
    drop_id: DropId
    proposed_by: PersonId
    assessment_id: AssessmentId
    from_level: CrisisLevel
    to_level: CrisisLevel | None
    why: str
    error: LevelError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelDropConfirmed:
    """Another person agrees: `level` holds from now on, None = no crisis any more.

    Where a level was set by error, `counts_as` is as which level what was reported counts again
    until somebody assesses it, None where an assessment of it stands; `member_ids` sat on the panel
    that agreed, none where one person did.
    """

    case_id: CaseId
    child_id: ChildId
    drop_id: DropId
    confirmed_by: PersonId
    level: CrisisLevel | None
    counts_as: CrisisLevel | None = None
    member_ids: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelDropDeclined:
    """The level stays as it was, and why; whoever proposed the drop takes it back so, too."""

    case_id: CaseId
    child_id: ChildId
    drop_id: DropId
    declined_by: PersonId
    why: str


LevelEvent = CrisisAssessed | LevelDropProposed | LevelDropConfirmed | LevelDropDeclined
