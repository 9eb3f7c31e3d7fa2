"""That somebody looked: one record a reading, in a log of its own (未成年人网络保护条例 §36)."""

from dataclasses import dataclass
from enum import StrEnum

from domain.shared import ChildId, GrantId, PersonId, Purpose, ReadId


class Reading(StrEnum):
    """What was shown.

    ROSTER is what the rows of a list tell of children on file; EXPORT a file handed out; SEARCH
    the hits of a search; READINGS who looked at a child.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsRead:
    """A person was shown something about these children; no free text, one record a page.

    `grant_id` names the grant of access it rests on, where a standing duty did not allow it.
    """

    read_id: ReadId
    reader_id: PersonId
    child_ids: tuple[ChildId, ...]
    what: Reading
    purpose: Purpose
    grant_id: GrantId | None = None
