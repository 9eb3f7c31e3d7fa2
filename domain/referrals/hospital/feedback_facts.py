"""What a hospital tells a school of a child, no more than the guardian lets it (精神卫生法 §47).

It says what the child can do at school. No fact here holds an illness, a finding or a medicine, and
no words in which one could stand. Names of facts are in clear: what came out stands in the content.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.codelists import ConsentMeans
from domain.shared import CaseId, ChildId, FeedbackId, OrganisationId, PersonId


class Fitness(StrEnum):
    """What the child can do at school; with no statement the school learns that it was seen."""

    FIT_TO_ATTEND = "fit_to_attend"
    NEEDS_SUPPORT = "needs_support"
    NO_STATEMENT = "no_statement"


class Support(StrEnum):
    """What the school can do for the child; none of these tells what the child has."""

    TALKS = "talks"
    CONTACT_PERSON = "contact_person"
    COMPANY_ON_THE_WAY = "company_on_the_way"
    QUIET_PLACE = "quiet_place"
    LESS_HOMEWORK = "less_homework"
    SHORTER_DAYS = "shorter_days"
    SPORT_ADJUSTED = "sport_adjusted"
    LEAVE_FOR_VISITS = "leave_for_visits"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackAuthoriserNamed:
    """Who let the hospital tell the school: identity data."""

    case_id: CaseId
    child_id: ChildId
    feedback_id: FeedbackId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionalFeedbackGiven:
    """What the child can do at school, as the guardian lets the hospital say it.

    `relation_code` (GB/T 4761), `is_guardian`, `means` and `authorised_at` tell who let it how and
    when, `not_suspected` that somebody made sure that no report means them (earlier records do not
    tell it); without them there is no statement, and nothing else was recorded either.
    """

    case_id: CaseId
    child_id: ChildId
    feedback_id: FeedbackId
    hospital_id: OrganisationId
    given_by: PersonId
    fitness: Fitness
    supports: tuple[Support, ...] = ()
    review_on: date | None = None
    relation_code: str | None = None
    is_guardian: bool = False
    means: ConsentMeans | None = None
    authorised_at: datetime | None = None
    not_suspected: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRestored:
    """No disorder was found: level and clocks end with this fact, and all is as before the worry.

    No letter is asked of anybody for it. The guardian let the hospital say so, as with feedback.
    """

    case_id: CaseId
    child_id: ChildId
    feedback_id: FeedbackId
    hospital_id: OrganisationId
    said_by: PersonId
    relation_code: str
    is_guardian: bool
    means: ConsentMeans
    authorised_at: datetime
    not_suspected: bool | None


FeedbackEvent = FeedbackAuthoriserNamed | FunctionalFeedbackGiven | CaseRestored
