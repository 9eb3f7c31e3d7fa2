"""Finds who is told of a report of harm, from who is on duty, and past whoever is overheard."""

from dataclasses import replace
from datetime import datetime

from application.crisis.cases.cases import chain_of
from application.crisis.cases.held import bureau_of, held_today
from application.crisis.telling.overheard import Listeners, past_overheard
from application.ports import Ledger, Reachable, Recorded
from application.reporting.outside import kinds_suspected
from application.reporting.recorded import OpenReport, places_of, suspects_of
from application.reporting.reports import of_cases
from application.rows import DutyRow
from domain.alerts.reports import (
    OF_BODY,
    addressees_of_left_report,
    addressees_of_report,
    roles_told_of_report,
)
from domain.alerts.rules import ELSEWHERE, Addressing, Holders
from domain.days import local_day
from domain.reporting.facts import BodyNotified, ReportOverdue
from domain.shared import OrganisationId, PersonId


def addressed(
    ledger: Ledger,
    report: OpenReport,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
) -> tuple[Addressing, OrganisationId | None]:
    """Return who is told, and by which place the last of them were found: it opens it to them."""
    first, place_id = _addressed(ledger, report, cause, now, reachable)
    places = [place_id]

    def again(each: Reachable) -> Addressing:
        found, found_by = _addressed(ledger, report, cause, now, each)
        places.extend([found_by] if found.addressees else [])
        return found

    told = past_overheard(first, again, reachable, _listeners(ledger, report, now))
    return told, places[-1]


def _listeners(ledger: Ledger, report: OpenReport, now: datetime) -> Listeners:
    out = {each for alert in report.alerts for each in alert.kept_out_ids}
    return Listeners(
        ledger=ledger,
        child_id=report.suspected.child_id,
        out=report.state.suspect_ids | out,
        kinds=kinds_suspected(ledger, report),
        now=now,
    )


def _addressed(
    ledger: Ledger,
    report: OpenReport,
    cause: Recorded[object],
    now: datetime,
    reachable: Reachable,
) -> tuple[Addressing, OrganisationId | None]:
    place_id = _place(ledger, report, now)
    found = _told_at(ledger, report, cause.fact, place_id, now, reachable)
    bureau_id = None if found.addressees else bureau_of(ledger)
    if bureau_id in (None, place_id):
        return found, place_id
    # What is damaged may hide who stands above.
    at_last = _told_at(ledger, report, cause.fact, bureau_id, now, reachable)
    gaps = tuple(dict.fromkeys((*found.gaps, *at_last.gaps)))
    return replace(at_last, gaps=gaps), bureau_id if at_last.addressees else place_id


def _told_at(
    ledger: Ledger,
    report: OpenReport,
    fact: object,
    place_id: OrganisationId | None,
    now: datetime,
    reachable: Reachable,
) -> Addressing:
    chain = chain_of(ledger, {*places_of(report.suspected), *([place_id] if place_id else [])})
    posts = ledger.access.posts_at(chain, local_day(now)) if chain else ()
    people = {each.person_id for each in posts}
    out = suspects_of(ledger, report, posts) | of_cases(ledger, report, people, now)
    can_sign_in = reachable(_asked(posts))
    if isinstance(fact, BodyNotified):
        line = (OF_BODY[fact.body],)
        return Holders(posts, out, can_sign_in).told([line])
    if isinstance(fact, ReportOverdue):
        return addressees_of_left_report(
            report.state,
            posts,
            told=roles_told_of_report(report.alerts),
            kept_out_ids=out,
            reachable=can_sign_in,
        )
    return addressees_of_report(report.state, posts, kept_out_ids=out, reachable=can_sign_in)


def _asked(posts: tuple[DutyRow, ...]) -> set[PersonId]:
    roles = {*ELSEWHERE, *OF_BODY.values()}
    return {each.person_id for each in posts if each.role in roles}


def _place(ledger: Ledger, report: OpenReport, now: datetime) -> OrganisationId | None:
    """Return the place by which people were found before, else that of the report or reporter."""
    before = [each.place_id for each in report.alerts if each.place_id]
    suspected = report.suspected
    told = (suspected.school_id, suspected.class_id, suspected.village_id)
    known = [each for each in told if each and ledger.access.chain_of_organisation(each)]
    theirs = [each.organisation_id for each in held_today(ledger, report.first.actor_id, now)]
    return next(iter((*before, *known, *theirs)), None) or bureau_of(ledger)
