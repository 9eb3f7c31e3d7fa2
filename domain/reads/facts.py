"""That somebody looked, and what was asked about it, in a log of its own (未网保条例 §36)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.shared import ChildId, GrantId, PersonId, Purpose, QuestionId, ReadId


class Reading(StrEnum):
    """What was shown.

    ROSTER is what the rows of a list tell of children on file; EXPORT a file handed out; SEARCH
    the hits of a search; READINGS who looked at a child; KNOWN_NUMBER that a child of that ID
    number is registered; REFERRALS where the referrals of a county stand; BREACH whose families a
    breach of data concerns; CASE_COUNTS how many cases of a school there are, by how far they are;
    REPORT a report of harm, or a list of such reports;
    REFERRAL_LETTER the letter of a referral, handed out; RISK_NOTICE which pupil is in acute
    danger, as their class teacher is told; REFUSAL_NOTICE for which child in danger a family
    refuses help, as offices are told; INTERVIEWS whose screening asks for a talk;
    INTERVIEW_COUNTS how many these are at a school; SCREENING_LIST what a list of results tells of
    pupils on file; COUNTY_CASES how far the cases of a county are, for a purpose that was stated.
    """

    DESK = "desk"
    CHILD_HEAD = "child_head"
    CARE_FILE = "care_file"
    HISTORY = "history"
    CHILD_WORDS = "child_words"
    CONTACT = "contact"
    HEALTH_DESK = "health_desk"
    CASE = "case"
    OWN_CONCERN = "own_concern"
    ROSTER = "roster"
    EXPORT = "export"
    SEARCH = "search"
    READINGS = "readings"
    CONSENT = "consent"
    GRANT = "grant"
    RIGHTS = "rights"
    RIGHTS_COPY = "rights_copy"
    DISCLOSURES = "disclosures"
    KNOWN_NUMBER = "known_number"
    REFERRALS = "referrals"
    BREACH = "breach"
    CASE_COUNTS = "case_counts"
    REPORT = "report"
    REFERRAL_LETTER = "referral_letter"
    RISK_NOTICE = "risk_notice"
    REFUSAL_NOTICE = "refusal_notice"
    INTERVIEWS = "interviews"
    INTERVIEW_COUNTS = "interview_counts"
    SCREENING_LIST = "screening_list"
    COUNTY_CASES = "county_cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsRead:
    """A person was shown something about these children; no free text, one record a page.

    `grant_id` names the grant of access it rests on, where a standing duty did not allow it;
    `brought_on` is the local day on which the case was brought to them last, where that opened it.
    """

    read_id: ReadId
    reader_id: PersonId
    child_ids: tuple[ChildId, ...]
    what: Reading
    purpose: Purpose
    grant_id: GrantId | None = None
    brought_on: date | None = None


class Doubt(StrEnum):
    """Why a reading is asked about; it is a question, never yet a reproach."""

    AT_NIGHT = "at_night"
    MANY_CHILDREN = "many_children"
    WITHOUT_DUTY = "without_duty"
    BREAK_GLASS = "break_glass"


class Explanation(StrEnum):
    """What the reader says it was for."""

    URGENT = "urgent"
    PREPARING = "preparing"
    HANDING_OVER = "handing_over"
    CHECKING = "checking"
    BY_MISTAKE = "by_mistake"
    NOT_ME = "not_me"
    OTHER = "other"


class Finding(StrEnum):
    """What whoever settles a question finds."""

    IN_ORDER = "in_order"
    REMINDED = "reminded"
    MISUSED = "misused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingQuestioned:
    """Readings of one person on one day stand out, for one reason.

    `read_on` is the local day, of a night the day on which it began. From the first to the last
    reading so many different children were shown; what is read later that day is not told here.
    """

    question_id: QuestionId
    reader_id: PersonId
    doubt: Doubt
    read_on: date
    first_read_id: ReadId
    last_read_id: ReadId
    child_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswered:
    """The reader said what the readings were for."""

    question_id: QuestionId
    reader_id: PersonId
    explanation: Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWorded:
    """The reader's own words beside the answer."""

    question_id: QuestionId
    reader_id: PersonId
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSettled:
    """Somebody other than the reader closed the question."""

    question_id: QuestionId
    reader_id: PersonId
    finding: Finding


ReadsEvent = RecordsRead | ReadingQuestioned | QuestionAnswered | AnswerWorded | QuestionSettled
