"""What is recorded when two reports of one child are one case, and when they are not after all.

Each is two facts in one commit: one of the report, one of the case it belongs to. Of a report of
harm, which stands in a room of its own, a case is told who may be involved and nothing else.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.situations import Involved, Situation
from domain.shared import CaseId, ChildId, PersonId


class PartingReason(StrEnum):
    """Why a report stands as a case of its own again."""

    ANOTHER_MATTER = "another_matter"
    SAID_OTHERWISE = "said_otherwise"
    OTHER_CHILD = "other_child"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernJoined:
    """This report belongs to the open case `joined_to` of the same child: nothing more is due.

    `kept_out_ids` were kept out of the report then: no alert of its own tells it, and nobody of
    them comes in by another post once it stands alone again. `why` is in words where a person
    joined them by hand, None where they were by the rule.
    """

    case_id: CaseId
    child_id: ChildId
    joined_to: CaseId
    kept_out_ids: tuple[PersonId, ...]
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherConcernJoined:
    """One more report of the same child belongs to this case.

    `counts_as` is the level by which the report would run alone, `is_graver` that it is more severe
    than what was known of the case. `waits` tells that somebody has to take the case anew: for what
    is said, or since nobody has it who can answer for it. `situation`, `raised_at` and `raised_by`
    are of the report; its words stand in its own stream. `why` is as with ConcernJoined.
    """

    case_id: CaseId
    child_id: ChildId
    further_id: CaseId
    raised_at: datetime
    raised_by: PersonId
    situation: Situation
    counts_as: CrisisLevel
    is_graver: bool
    waits: bool
    keeps_from_guardian: bool
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernParted:
    """This report is a case of its own from now on, of which people are told as of any worry.

    `why` is in words where a person decided it, None where a repeat says otherwise.
    """

    case_id: CaseId
    child_id: ChildId
    parted_from: CaseId
    reason: PartingReason
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherConcernParted:
    """A report that was joined belongs to this case no more."""

    case_id: CaseId
    child_id: ChildId
    further_id: CaseId
    reason: PartingReason
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvolvementReported:
    """It was reported elsewhere who may be involved: they are kept out of this case from now on.

    `kept_out_ids` are all who are meant by that, by name, by a post that they held then, or as the
    child's mentors; no other post brings them back in. `freed_from` had the case until then and is
    kept out now: nobody answers for it any more.
    """

    case_id: CaseId
    child_id: ChildId
    involved: tuple[Involved, ...]
    involved_ids: tuple[PersonId, ...]
    kept_out_ids: tuple[PersonId, ...]
    freed_from: PersonId | None


class AskedAnew(StrEnum):
    """Why a case that somebody has waits for somebody to take it once more.

    ANSWERS_NO_MORE = they hold no post by which they may, cannot sign in, or are kept out of it.
    """

    ANSWERS_NO_MORE = "answers_no_more"
    FOUND_GRAVER = "found_graver"
    ESCORT_STARTED = "escort_started"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingAskedAnew:
    """A case that `had_by` has waits for somebody to take it, as if nobody had, and why.

    Whoever answers no more has it no more. Where it was found graver, or the child is brought to a
    hospital, whoever has it keeps it, and it waits until they, or another, take it with that.
    """

    case_id: CaseId
    child_id: ChildId
    had_by: PersonId
    reason: AskedAnew


JoiningTurn = (
    ConcernJoined | FurtherConcernJoined | ConcernParted | InvolvementReported | TakingAskedAnew
)
JoiningEvent = JoiningTurn | FurtherConcernParted


def is_freed_by(event: object, owner_id: UUID | None) -> bool:
    """Return whether nobody has the case any more: kept out, answering no more, or it came back."""
    if isinstance(event, ConcernParted):
        return True
    if isinstance(event, TakingAskedAnew):
        return event.reason is AskedAnew.ANSWERS_NO_MORE and event.had_by == owner_id
    return isinstance(event, InvolvementReported) and event.freed_from == owner_id
