"""How far a case has come, and where on the duty desk it stands for whoever looks."""

from enum import StrEnum


class CaseStage(StrEnum):
    """How far a case has come; an untaken one that was passed on is still untaken.

    Two are over and stay on the desk for a while: one that ended before the hospital received it,
    so that the hospital sees it, and one that somebody ended who was named since.
    """

    UNTAKEN = "untaken"
    TAKEN = "taken"
    PROPOSED = "proposed"
    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    DECLINED = "declined"
    RESTORED = "restored"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    JOINED = "joined"
    TAKEN_BACK = "taken_back"
    LOOK_AGAIN = "look_again"


class DeskPart(StrEnum):
    """The parts of the duty desk, in their order; a case stands in the first that holds for it.

    `red` is what somebody has and what is red, until a hospital saw the child; `today` what a
    hospital received and whose follow-up is due by the end of today or over.
    """

    UNTAKEN = "untaken"
    RED = "red"
    WORKING = "working"
    AT_HOSPITAL = "at_hospital"
    TODAY = "today"
    RECEIVED = "received"
