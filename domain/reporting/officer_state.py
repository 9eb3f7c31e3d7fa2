"""The officers without an account who may read one report, as the rules keep them in mind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.codelists import Body
from domain.outsiders import Outsider
from domain.reporting.facts import ReportOutcome
from domain.reporting.officer_facts import (
    OfficerCodeRefused,
    OfficerEnd,
    OfficerEvent,
    OutsideOfficerEntered,
    OutsideOfficerNamed,
)
from domain.shared import OutcomeId, PersonId, ReportId


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOfficer:
    """Let somebody of a body that was told read the report and answer it, who has no account."""

    report_id: ReportId
    officer_id: PersonId
    body: Body
    name: str
    function: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForBody:
    """Tell what the officer's own body made of the report; nobody speaks for another body."""

    report_id: ReportId
    outcome_id: OutcomeId
    outcome: ReportOutcome
    returned_on: date
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideOfficer(Outsider[OutsideOfficerNamed]):
    """One of them, and how far the link came."""


Officers = Mapping[PersonId, OutsideOfficer]
"""All that were ever named, in order."""


def open_officers(
    officers: Officers, now: datetime, body: Body | None = None
) -> tuple[OutsideOfficer, ...]:
    """Return those whose link still opens, of one body or of all."""
    found = (each for each in officers.values() if each.lasts(now))
    return tuple(each for each in found if body in (None, each.named.body))


def evolve_officers(officers: Officers, event: OfficerEvent) -> Officers:
    """Return who is known after one more fact."""
    if isinstance(event, OutsideOfficerNamed):
        return {**officers, event.officer_id: OutsideOfficer(named=event)}
    before = officers.get(event.officer_id)
    if before is None:
        return officers
    match event:
        case OutsideOfficerEntered():
            after = before.entered(event.browser_digest)
        case OfficerCodeRefused():
            after = before.refused()
        case _:
            after = before.ended(withdrawn=event.reason is OfficerEnd.WITHDRAWN)
    return {**officers, event.officer_id: after}
