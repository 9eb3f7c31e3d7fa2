"""The steps of a case that have a clock."""

from enum import StrEnum


class Step(StrEnum):
    """What must be done of a case in time, in the order in which it comes."""

    TAKEN = "taken"
    ACCOMPANIED = "accompanied"
    ASSESSED = "assessed"
    GUARDIAN_INFORMED = "guardian_informed"
    SOUGHT_AGAIN = "sought_again"
    OTHER_TOLD = "other_told"
    RECEIVED = "received"
    REFERRED_AGAIN = "referred_again"
    SEEN = "seen"
    CHASED = "chased"
    FEEDBACK = "feedback"
    FOLLOWED_UP = "followed_up"
    LEAVE_OVER = "leave_over"
    RETURN_REVIEWED = "return_reviewed"
    APPEAL_REVIEWED = "appeal_reviewed"
    SUPPORT_REVIEWED = "support_reviewed"
    DECIDED = "decided"
    TALKED_AGAIN = "talked_again"
    CLOSED = "closed"
