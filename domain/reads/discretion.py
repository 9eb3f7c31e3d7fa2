"""Which recorded readings tell that there was a case, whoever is shown that they were made."""

from domain.reads.facts import Reading
from domain.shared import Purpose

PURPOSES_OF_CASES = frozenset({Purpose.CRISIS})
TELLING_OF_CASES = frozenset(
    {
        *(Reading.CASE, Reading.HEALTH_DESK, Reading.REFERRALS, Reading.CASE_COUNTS),
        Reading.COUNTY_CASES,
        *(Reading.OWN_CONCERN, Reading.GRANT, Reading.REPORT, Reading.REFERRAL_LETTER),
        # A result is none yet, and is kept back as one.
        *(Reading.INTERVIEWS, Reading.INTERVIEW_COUNTS, Reading.SCREENING_LIST),
    }
)
"""A case is read for supervision, audit and rights, too; of access that was opened the record of
its reading does not say whether it was to a case."""


def tells_of_case(what: Reading, purpose: Purpose) -> bool:
    """Return whether such a reading of a child tells that there may be or have been a case."""
    return what in TELLING_OF_CASES or purpose in PURPOSES_OF_CASES
