"""What is recorded of a data breach (个人信息保护法 §57, 未网保条例 §35, 事件报告办法 2025).

A breach belongs to the organisation answering for it. Its list of children holds only ids and is
sealed under that organisation's key, so that it outlives the erasure of any of them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.codelists import ConsentMeans, SpokenBy
from domain.shared import BreachId, ChildId, OrganisationId, PersonId


class BreachKind(StrEnum):
    """What happened, as far as is known at first."""

    DEVICE_LOST = "device_lost"
    SENT_WRONGLY = "sent_wrongly"
    ACCOUNT_MISUSED = "account_misused"
    ATTACKED = "attacked"
    EXPOSED = "exposed"
    OTHER = "other"


class BreachGrade(StrEnum):
    """How grave it is; from `large` on the authority is told within hours."""

    GENERAL = "general"
    LARGE = "large"
    MAJOR = "major"
    EXTRAORDINARY = "extraordinary"


class AuthorityWay(StrEnum):
    """By which way the authority was told."""

    ONLINE = "online"
    PHONE = "phone"
    LETTER = "letter"
    IN_PERSON = "in_person"


class ToldBy(StrEnum):
    """Who tells a family that the office itself may not be shown, or does not answer for."""

    HEALTH = "health"
    OTHER_OFFICE = "other_office"


class UntoldReason(StrEnum):
    """Why a family is not told. Law: 个人信息保护法 §57 for harm that was averted."""

    HARM_AVERTED = "harm_averted"
    WOULD_HARM_CHILD = "would_harm_child"
    NOT_REACHABLE = "not_reachable"


REPORTED_GRADES = frozenset({BreachGrade.LARGE, BreachGrade.MAJOR, BreachGrade.EXTRAORDINARY})
"""The grades that are reported to the authority. Law: 国家网络安全事件报告管理办法 of 2025."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachReported:
    """Somebody found out at `detected_at` that data may have leaked or been lost.

    `authority_due_at` is by when the authority is told if it is graded large: counted from the
    finding, and never changed.
    """

    breach_id: BreachId
    organisation_id: OrganisationId
    kind: BreachKind
    detected_at: datetime
    authority_due_at: datetime
    reported_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachDescribed:
    """What was found, in words."""

    breach_id: BreachId
    organisation_id: OrganisationId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachGraded:
    """How grave it is, as judged now; a later judgement goes before an earlier one."""

    breach_id: BreachId
    organisation_id: OrganisationId
    grade: BreachGrade
    graded_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedChildrenListed:
    """Children whose data is concerned; lists add up."""

    breach_id: BreachId
    organisation_id: OrganisationId
    child_ids: tuple[ChildId, ...]
    listed_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedChildrenLeftToOthers:
    """Children whose data is concerned, not shown to whoever handles the breach; others tell them.

    That a child stands here under `health` tells of a case: they are shown to those alone who
    answer for cases.
    """

    breach_id: BreachId
    organisation_id: OrganisationId
    child_ids: tuple[ChildId, ...]
    told_by: ToldBy
    listed_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OthersAsked:
    """Somebody said that those others were asked to tell so many families.

    Recorded no more since these are shown themselves whom they tell.
    """

    breach_id: BreachId
    organisation_id: OrganisationId
    children: int
    asked_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityNotified:
    """The authority was told, at what moment, by which way and under which reference.

    Without a `way` it was not asked for then.
    """

    breach_id: BreachId
    organisation_id: OrganisationId
    notified_at: datetime
    reference: str
    notified_by: PersonId
    way: AuthorityWay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityTellingOverdue:
    """By `due_at` nobody had told the authority: that stands on the pages of those named here.

    They held these posts above the office then, or at it where nothing stands above.
    `grade` is how grave it was held to be then; nothing where nobody had graded it.
    """

    breach_id: BreachId
    organisation_id: OrganisationId
    due_at: datetime
    bureau_officer_ids: tuple[PersonId, ...]
    privacy_officer_ids: tuple[PersonId, ...]
    grade: BreachGrade | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianNotified:
    """Somebody who speaks for an affected child was told.

    `not_suspected` is whether whoever told made sure that no report of a case means them; nothing
    where that was not asked: the office itself is told of no case.
    """

    breach_id: BreachId
    organisation_id: OrganisationId
    child_id: ChildId
    spoken_by: SpokenBy
    means: ConsentMeans
    told_on: date
    not_suspected: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianLeftUntold:
    """Somebody decided that the family of an affected child is not told, and why."""

    breach_id: BreachId
    organisation_id: OrganisationId
    child_id: ChildId
    reason: UntoldReason
    decided_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachClosureProposed:
    """Somebody holds that everything is done, and says what was learned; another closes it."""

    breach_id: BreachId
    organisation_id: OrganisationId
    lessons: str
    proposed_by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachClosed:
    """Everything that had to be done is done, as a second person found; what was learned."""

    breach_id: BreachId
    organisation_id: OrganisationId
    lessons: str
    closed_by: PersonId


BreachesEvent = (
    BreachReported
    | BreachDescribed
    | BreachGraded
    | AffectedChildrenListed
    | AffectedChildrenLeftToOthers
    | OthersAsked
    | AuthorityNotified
    | AuthorityTellingOverdue
    | GuardianNotified
    | GuardianLeftUntold
    | BreachClosureProposed
    | BreachClosed
)
