"""Rows of the table about screenings and the talks that follow."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from domain.access.requests import Request, Standing
from domain.access.rows import FOR_CRISIS, HEALTH, Row, reading, writing

_OF_THE_SCHOOL = frozenset({Standing.PSYCHOLOGY_TEACHER})
# The application asks besides whose turn it is: theirs of a pupil with whom nobody before them in
# this order may talk.
_TALKING = _OF_THE_SCHOOL | {Standing.HEALTH_VICE_PRINCIPAL, Standing.COUNTY_DUTY_OFFICER}
_BRINGING = _OF_THE_SCHOOL | {Standing.CRISIS_LEAD}
# Numbers alone: whoever leads or advises sees that talks are held, and of whom not.
_COUNTING = _BRINGING | {Standing.HEALTH_VICE_PRINCIPAL}

OF_SCREENINGS: Mapping[Request, Row] = MappingProxyType(
    {
        # Whoever brings a result knows it: to refuse them would tell that there is a case.
        Request.RECORD_SCREENING: replace(
            writing(_BRINGING, HEALTH, FOR_CRISIS), despite_recusal=True
        ),
        Request.READ_SCREENING: reading(_TALKING, HEALTH, FOR_CRISIS),
        Request.COUNT_SCREENINGS: reading(_COUNTING, HEALTH, FOR_CRISIS),
        Request.HOLD_INTERVIEW: writing(_TALKING, HEALTH, FOR_CRISIS),
        # Who brought how many results when, and how many were dropped: nothing of whom.
        Request.AUDIT_SCREENINGS: reading(frozenset({Standing.AUDITOR})),
    }
)
"""A result is a lead and no diagnosis: nobody beyond whoever talks with the pupil is shown one, no
class teacher, head or hospital, and no grant opens it."""
