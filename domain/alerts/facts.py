"""What is recorded of whom a worry or a report was brought to, and of posts nobody filled."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.alerts.word_facts import WordEvent
from domain.shared import CaseId, ChildId, OrganisationId, PersonId, ReportId
from domain.staff.facts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A person told of a worry, and in which post."""

    person_id: PersonId
    role: Role
    organisation_id: OrganisationId


class GapReason(StrEnum):
    """Why nobody could be told in a post: nobody holds it, cannot sign in, or is kept out.

    OVERHEARD = they are told on their pages alone, since somebody kept out has each address at
    which messages reach them.
    """

    VACANT = "vacant"
    UNREACHABLE = "unreachable"
    KEPT_OUT = "kept_out"
    OVERHEARD = "overheard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A post that should have been told and that nobody could be found in; `role` names it.

    Without an organisation it is that of the county or city above the child's places.
    """

    role: Role
    reason: GapReason
    organisation_id: OrganisationId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernAlerted:
    """These people were told of a worry, of its being passed on, or of the referral to them.

    `cause_id` is the event that this follows; `place_id` the place by which they were found;
    `kept_out_ids` those whom the worry names as possibly involved; `unreachable` those who should
    have been told and cannot sign in. Without addressees nobody could be told: whoever raised it
    is asked to telephone.
    """

    case_id: CaseId
    child_id: ChildId
    cause_id: UUID
    place_id: OrganisationId | None
    addressees: tuple[Addressee, ...]
    gaps: tuple[Gap, ...] = ()
    unreachable: tuple[Addressee, ...] = ()
    kept_out_ids: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAlerted:
    """These people were told of a report of harm, or that it was left; all as in ConcernAlerted.

    It is sealed with the child's legal key.
    """

    report_id: ReportId
    child_id: ChildId
    cause_id: UUID
    place_id: OrganisationId | None
    addressees: tuple[Addressee, ...]
    gaps: tuple[Gap, ...] = ()
    unreachable: tuple[Addressee, ...] = ()
    kept_out_ids: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTeacherTold:
    """The class teachers were told that a pupil's life is in acute danger, and what to do now.

    `cause_id` is the event since which the crisis level is red, `class_id` the child's class then,
    None where none is known. Without `told_ids` nobody could be told: whoever handles the case has
    to find somebody else. Why nobody could stands nowhere, since a reason might accuse.
    """

    case_id: CaseId
    child_id: ChildId
    cause_id: UUID
    class_id: OrganisationId | None
    told_ids: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskNoticeRead:
    """A class teacher has read what they were told; whether anybody is with the child is not said.

    `cause_id` is that of the ClassTeacherTold that they read.
    """

    case_id: CaseId
    child_id: ChildId
    cause_id: UUID
    read_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalTold:
    """These people of offices have word that the family of a child in acute danger refuses help.

    `cause_id` is the event of that refusal, `gaps` the posts in which nobody could be told, so that
    the next were. Of the case they learn that alone, and it is not brought to them. Without `told`
    nobody could be told: whoever handles the case has to telephone.
    """

    case_id: CaseId
    child_id: ChildId
    cause_id: UUID
    told: tuple[Addressee, ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def told_ids(self) -> tuple[PersonId, ...]:
        """Who was told, in whatever post."""
        return tuple(each.person_id for each in self.told)


AlertsEvent = (
    ConcernAlerted | ReportAlerted | ClassTeacherTold | RiskNoticeRead | RefusalTold | WordEvent
)
