"""Rows of the table about suspected harm that must be reported (未成年人保护法 §11)."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.access.requests import Act, Request, Standing
from domain.access.rows import FOR_CRISIS, LEGAL, Row, reading, writing

# The application asks besides whether the report demands that the office is told.
_ON_DUTY = frozenset(
    {
        Standing.COUNTY_DUTY_OFFICER,
        Standing.CIVIL_AFFAIRS_OFFICER,
        Standing.EDUCATION_OFFICER,
        Standing.NEXT_IN_LINE,
    }
)
# Those next in line are shown only what was brought to them.
_BROUGHT = frozenset({Standing.COUNTY_OFFICER, Standing.BUREAU_OFFICER})
_BY_LINK = frozenset({Standing.OUTSIDE_OFFICER})

OF_REPORTS: Mapping[Request, Row] = MappingProxyType(
    {
        # The law asks it of everybody, at once, whoever they are and whomever it names.
        Request.REPORT_HARM: Row(
            by=frozenset(),
            act=Act.WRITE,
            opens=LEGAL,
            purposes=FOR_CRISIS,
            is_open_to_all=True,
            despite_recusal=True,
        ),
        # How far one's own report is, and nothing of the child. The rule lets nobody else see it.
        Request.READ_OWN_REPORT: Row(by=frozenset(), act=Act.READ, is_open_to_all=True),
        Request.LIST_REPORTS: reading(_ON_DUTY | _BROUGHT, LEGAL, FOR_CRISIS),
        Request.READ_REPORT: reading(_ON_DUTY, LEGAL, FOR_CRISIS),
        Request.ANSWER_REPORT: writing(_ON_DUTY, LEGAL, FOR_CRISIS),
        # Of the one report to which a link and a code let somebody of a body that was told.
        Request.READ_TOLD_REPORT: reading(_BY_LINK, LEGAL, FOR_CRISIS),
        Request.ANSWER_TOLD_REPORT: writing(_BY_LINK, LEGAL, FOR_CRISIS),
        # Whether reports were made and answered in time, and nothing of whom or what.
        Request.AUDIT_REPORTS: reading(frozenset({Standing.PRIVACY_OFFICER})),
    }
)
"""Nobody at the child's school, village or township sees a report, nor a mentor; no grant opens
one, and broken glass opens none."""
