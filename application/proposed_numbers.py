"""The numbers that one person proposed and another lets stand: telephones, ID numbers."""

from enum import StrEnum


class NumberStage(StrEnum):
    """What became of a proposed number; one that lapsed is told by the day alone."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    LAPSED = "lapsed"
