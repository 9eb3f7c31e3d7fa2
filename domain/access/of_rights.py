"""Rows of the table about what families are told, asked and owed."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from domain.access.requests import Request, Standing
from domain.access.rows import (
    CARE,
    FOR_CARE,
    FOR_CRISIS,
    HEALTH,
    IDENTITY,
    IN_DUTY,
    MENTORS,
    ON_THE_SPOT,
    Row,
    exporting,
    reading,
    writing,
)
from domain.shared import Purpose

_PRIVACY = frozenset({Standing.PRIVACY_OFFICER})
_DECIDING = _PRIVACY | {Standing.COUNTY_OFFICER}
_RECEIVING = _DECIDING | {Standing.SCHOOL_LEADER, Standing.TOWNSHIP_SUPERVISOR}
_FOR_RIGHTS = frozenset({Purpose.RIGHTS})
_LEADING = frozenset({Standing.CRISIS_LEAD, Standing.COUNTY_DUTY_OFFICER})
_OF_CASES = _LEADING | {Standing.HEALTH_VICE_PRINCIPAL, Standing.PSYCHOLOGY_TEACHER}

OF_RIGHTS: Mapping[Request, Row] = MappingProxyType(
    {
        Request.PUBLISH_NOTICE: writing(_PRIVACY),
        Request.READ_CONSENT: reading(
            IN_DUTY | MENTORS | _PRIVACY,
            CARE,
            frozenset({Purpose.CARE, Purpose.SUPERVISION, Purpose.RIGHTS}),
        ),
        # Whoever meets the family asks it; who decides on rights only sees what was answered.
        Request.RECORD_CONSENT: writing(
            ON_THE_SPOT | {Standing.LEAD_MENTOR}, IDENTITY | CARE, FOR_CARE
        ),
        Request.RECEIVE_RIGHTS: writing(_RECEIVING, IDENTITY | CARE, _FOR_RIGHTS),
        Request.READ_RIGHTS: reading(_RECEIVING, IDENTITY | CARE, _FOR_RIGHTS),
        Request.ANSWER_RIGHTS: writing(_DECIDING, IDENTITY | CARE, _FOR_RIGHTS),
        # It leaves the system whole, and nobody can call it back.
        Request.EXPORT_RIGHTS_COPY: exporting(
            _DECIDING, IDENTITY | CARE, _FOR_RIGHTS
        ).after_fresh_factor(),
        Request.RECORD_DISCLOSURE: writing(_RECEIVING, CARE, _FOR_RIGHTS),
        Request.READ_DISCLOSURES: reading(_RECEIVING, CARE, _FOR_RIGHTS),
        Request.EXPORT_DISCLOSURES: exporting(_DECIDING, CARE, _FOR_RIGHTS).after_fresh_factor(),
        # Whoever lost a telephone says so, whatever they are. A breach holds no content, only ids.
        Request.REPORT_BREACH: replace(writing(frozenset()), is_open_to_all=True),
        Request.HANDLE_BREACH: writing(_PRIVACY | {Standing.SECURITY_ADMINISTRATOR}),
        # Whose case leaked is told by those who know of it anyhow. That there is a family to tell
        # tells of a case, so it is asked, and kept on record, as for a crisis.
        Request.TELL_BREACH_FAMILY: writing(_OF_CASES, HEALTH, FOR_CRISIS),
        # As with a guardian in a crisis: whoever advises does not decide that nobody is told.
        Request.LEAVE_FAMILY_UNTOLD: writing(_LEADING, HEALTH, FOR_CRISIS),
    }
)
