"""What is recorded when people get word of what they need not answer for: each once, by its cause.

Nobody is told by these to take a case, and none of them opens one: they never count where it is
asked who was told to act, so that no later alert passes anybody over for having had a word.
"""

from dataclasses import dataclass
from uuid import UUID

from domain.referrals.levels.level_facts import CrisisLevel
from domain.shared import CaseId, ChildId, PersonId, ReportId


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPersonTold:
    """These people have word that a proposal in a case waits for somebody else to agree.

    `cause_id` is the event of the proposal. Without `told_ids` nobody could be told: whoever
    proposed it has to ask somebody.
    """

    case_id: CaseId
    child_id: ChildId
    cause_id: UUID
    told_ids: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyTold:
    """The county has word that a case is at `level`, also where all goes well.

    `cause_id` is the event by which that is known. Of a red case they are told as in ConcernAlerted
    and there is no such word. Without `told_ids` nobody there could be told.
    """

    case_id: CaseId
    child_id: ChildId
    cause_id: UUID
    level: CrisisLevel
    told_ids: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNewsTold:
    """Word went out of an answer to a report of harm, or that its end waits for a second person.

    `cause_id` is the event of either, `told_ids` are those who see to the report. `to_reporter`
    tells that whoever made it had word, too: who that is stands in no fact. It is sealed with the
    child's legal key.
    """

    report_id: ReportId
    child_id: ChildId
    cause_id: UUID
    told_ids: tuple[PersonId, ...]
    to_reporter: bool = False


WordEvent = SecondPersonTold | CountyTold | ReportNewsTold
