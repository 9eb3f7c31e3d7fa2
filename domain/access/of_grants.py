"""Rows of the table about access beyond a duty: asking, deciding, breaking the glass, reviewing."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.access.requests import Request, Standing
from domain.access.rows import CARE, FOR_CRISIS, HEALTH, LEGAL, Row, writing
from domain.shared import Purpose

_FOR_SUPERVISION = frozenset({Purpose.SUPERVISION})
_OVERSEEING = _FOR_SUPERVISION | {Purpose.AUDIT}

_SUPERVISORS = frozenset(
    {Standing.SCHOOL_LEADER, Standing.TOWNSHIP_SUPERVISOR, Standing.COUNTY_OFFICER}
)
_OF_HEALTH = frozenset({Standing.CRISIS_LEAD, Standing.COUNTY_DUTY_OFFICER})
_PRIVACY = frozenset({Standing.PRIVACY_OFFICER})

# Whoever looks after children by pairing is paired instead of asking. None of the three
# administrators (system, security, audit) is shown anything of a child, granted or not: they
# could let in, or look past, one another (GB/T 22239-2019).
_PROFESSIONALS = frozenset(
    {
        Standing.CLASS_TEACHER,
        Standing.SCHOOL_LEADER,
        Standing.VILLAGE_DIRECTOR,
        Standing.TOWNSHIP_SUPERVISOR,
        Standing.COUNTY_OFFICER,
        Standing.BUREAU_OFFICER,
        Standing.CRISIS_LEAD,
        Standing.HEALTH_VICE_PRINCIPAL,
        Standing.COUNTY_DUTY_OFFICER,
        Standing.HOSPITAL_LIAISON,
        Standing.PSYCHOLOGY_TEACHER,
        Standing.LAW_VICE_PRINCIPAL,
        Standing.CIVIL_AFFAIRS_OFFICER,
        Standing.EDUCATION_OFFICER,
        Standing.HEALTH_OFFICER,
    }
)
_WHO_CHECK = frozenset({Standing.INSPECTOR, Standing.PRIVACY_OFFICER})

OF_GRANTS: Mapping[Request, Row] = MappingProxyType(
    {
        Request.ASK_ACCESS: writing(_PROFESSIONALS | _WHO_CHECK),
        # Whoever decides is shown who the child is and why it is asked for. To give access is
        # dangerous; to take it away, below, is not.
        Request.DECIDE_ACCESS: writing(_SUPERVISORS, CARE, _FOR_SUPERVISION).after_fresh_factor(),
        Request.DECIDE_HEALTH_ACCESS: writing(_OF_HEALTH, HEALTH, FOR_CRISIS).after_fresh_factor(),
        Request.DECIDE_LEGAL_ACCESS: writing(
            _PRIVACY | {Standing.COUNTY_OFFICER}, LEGAL, _OVERSEEING
        ).after_fresh_factor(),
        Request.REVOKE_ACCESS: writing(_SUPERVISORS | _OF_HEALTH | _PRIVACY),
        # An emergency is for those who can help; whoever checks others can wait for an answer.
        Request.BREAK_GLASS: writing(_PROFESSIONALS).after_fresh_factor(),
        Request.REVIEW_GLASS_BREAK: writing(
            _SUPERVISORS | {Standing.BUREAU_OFFICER} | _PRIVACY, HEALTH, _OVERSEEING
        ),
    }
)
"""Whoever is responsible for the child's places approves (未成年人网络保护条例 §36)."""
