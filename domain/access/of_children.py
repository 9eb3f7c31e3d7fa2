"""Rows of the table about children and their care files."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.access.requests import Request, Standing
from domain.access.rows import (
    ALL_MENTORS,
    ARRANGING,
    BY_GRANT,
    CARE,
    FOR_CARE,
    IDENTITY,
    IN_DUTY,
    MENTORS,
    ON_THE_SPOT,
    Row,
    reading,
    writing,
)
from domain.shared import Purpose

_LISTING = frozenset({Purpose.CARE, Purpose.SUPERVISION, Purpose.CRISIS})
_FOR_ALL = frozenset(Purpose)
_KNOWING = frozenset({Purpose.CARE, Purpose.SUPERVISION, Purpose.CRISIS, Purpose.RIGHTS})

# Civil affairs certifies who is in difficulty and comes to the rescue, so it has to know whom and
# where; education arranges schools and pairings, and calls nobody at home.
_BY_FUNCTION = frozenset({Standing.CIVIL_AFFAIRS_OFFICER, Standing.EDUCATION_OFFICER})
_RESCUING = frozenset({Standing.CIVIL_AFFAIRS_OFFICER})

OF_CHILDREN: Mapping[Request, Row] = MappingProxyType(
    {
        Request.REGISTER_CHILD: writing(ON_THE_SPOT, IDENTITY, FOR_CARE),
        Request.OPEN_CARE_FILE: writing(ON_THE_SPOT, CARE, FOR_CARE),
        Request.RECORD_CARE_FACT: writing(
            ON_THE_SPOT | {Standing.LEAD_MENTOR}, IDENTITY | CARE, FOR_CARE
        ),
        # Mentors are shown no number, and so put none right.
        Request.CORRECT_IDENTITY: writing(ON_THE_SPOT, IDENTITY, FOR_CARE),
        Request.ASSESS_CARE_LEVEL: writing(IN_DUTY, CARE, FOR_CARE),
        Request.PAIR_MENTOR: writing(ARRANGING, CARE, FOR_CARE),
        Request.END_PAIRING: writing(ARRANGING, CARE, FOR_CARE),
        Request.LOG_CONTACT: writing(ON_THE_SPOT | ALL_MENTORS, CARE, FOR_CARE),
        Request.CORRECT_CONTACT: writing(
            frozenset({Standing.LEAD_MENTOR, Standing.MADE_THE_CONTACT}), CARE, FOR_CARE
        ),
        # A list is asked for in a crisis, too: to choose about whom a worry is.
        Request.LIST_CHILDREN: reading(IN_DUTY | ALL_MENTORS | _BY_FUNCTION, CARE, _LISTING),
        # A psychology teacher or doctor knows the pupil from the case; the file is opened to them,
        # as to law vice principals, inspectors and other offices, by a grant for that child alone.
        Request.READ_CARE_FILE: reading(
            IN_DUTY | MENTORS | _BY_FUNCTION | BY_GRANT, CARE, _FOR_ALL
        ),
        Request.READ_IDENTITY: reading(IN_DUTY | _RESCUING | BY_GRANT, IDENTITY, _KNOWING),
        Request.READ_CARERS: reading(IN_DUTY | MENTORS | _RESCUING | BY_GRANT, IDENTITY, _KNOWING),
        Request.READ_HISTORY: reading(IN_DUTY | MENTORS | _BY_FUNCTION | BY_GRANT, CARE, _FOR_ALL),
        # What a child said to one person is opened to no office, and by no grant; nor to a lead
        # mentor who may be the one of whom the child is afraid.
        Request.READ_CHILD_WORDS: reading(
            frozenset({Standing.LEAD_MENTOR}), CARE, FOR_CARE
        ).without_involved(),
        # A list holds children of a whole school, township or county.
        Request.IMPORT_ROSTER: writing(
            frozenset(
                {Standing.SCHOOL_LEADER, Standing.TOWNSHIP_SUPERVISOR, Standing.COUNTY_OFFICER}
            ),
            IDENTITY | CARE,
            FOR_CARE,
        ),
    }
)
"""A volunteer sees the list of own children and logs, never identity, carers or history (minimum
authorisation: 未成年人网络保护条例 §36)."""
