"""How far a case has come, as the health desk and its page say it."""

from enum import StrEnum


class CaseStage(StrEnum):
    """How far a case has come; an untaken one that was passed on is still untaken."""

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
