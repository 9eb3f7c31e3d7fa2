"""Rows of the table about screenings and the talks that follow."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from domain.access.requests import Request, Standing
from domain.access.rows import FOR_CRISIS, HEALTH, Row, reading, writing

_TALKING = frozenset({Standing.PSYCHOLOGY_TEACHER})
_BRINGING = _TALKING | {Standing.CRISIS_LEAD}
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
    }
)
"""A result is a lead and no diagnosis: nobody beyond whoever talks with the pupil is shown one, no
class teacher, head or hospital, and no grant opens it."""
