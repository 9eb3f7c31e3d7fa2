"""Why a stored row cannot be read, in permanent words that alarms and pages use."""

from enum import StrEnum


class Reason(StrEnum):
    """What was found wrong first."""

    TOO_SHORT = "too_short"
    UNKNOWN_FORMAT = "unknown_format"
    UNKNOWN_SUITE = "unknown_suite"
    OTHER_LEDGER = "other_ledger"
    UNKNOWN_NAME = "unknown_name"
    NEWER_THAN_THIS_PROGRAM = "newer_than_this_program"
    MALFORMED = "malformed"
    KEY_MISSING = "key_missing"
    KEY_DAMAGED = "key_damaged"
    KEY_OF_ANOTHER = "key_of_another"
    NOT_AUTHENTIC = "not_authentic"
    UNDECODABLE = "undecodable"
    STREAM_OF_ANOTHER = "stream_of_another"
    VERSION_MISSING = "version_missing"
