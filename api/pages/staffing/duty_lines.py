"""Duties and proposals of duties as lines of a page."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from api.deps import Call
from api.pages.people_names import place, place_in_full
from api.view_models.staffing.proposals import EndingLine, ProposalLine
from api.view_models.staffing.staff import DutyLine
from application.reads.looking import Names, names_of
from application.rows import DutyRow, PersonRow
from application.staffing.duty_rows import ProposalRow
from domain.days import local_day
from domain.shared import OrganisationId
from domain.staff.facts import OrganisationKind


def places_of(call: Call, *rows: PersonRow) -> Names:
    """Return the names of the places of all duties of these people, and of the schools of classes.

    Many schools have a class of the same name.
    """
    return _places(call, {duty.organisation_id for row in rows for duty in row.duties})


def duty_lines(rows: Iterable[DutyRow], places: Names, call: Call) -> tuple[DutyLine, ...]:
    """Return duties as lines; those that end soon with the days that are left."""
    today, soon = local_day(call.now), call.ledger.rules.ending_soon_days
    lines = (
        DutyLine(
            duty_id=row.duty_id,
            role=row.role,
            organisation=place_in_full(places, row.organisation_id),
            from_on=row.from_on,
            to_on=row.to_on,
            is_current=row.to_on is None or row.to_on >= today,
            days_left=None if row.to_on is None else (row.to_on - today).days,
        )
        for row in rows
    )
    return tuple(
        line
        if line.days_left is not None and 0 <= line.days_left <= soon
        else replace(line, days_left=None)
        for line in lines
    )


def proposal_lines(call: Call, rows: Sequence[ProposalRow]) -> tuple[ProposalLine, ...]:
    """Return proposals as lines, with the names of people and places."""
    places = _places(call, {row.organisation_id for row in rows})
    people = {each for row in rows for each in (row.person_id, row.proposed_by)}
    names = names_of(call.ledger, people, {row.employer_id for row in rows})
    me = call.actor.person_id
    return tuple(
        ProposalLine(
            duty_id=row.duty_id,
            person_id=row.person_id,
            name=names.people.get(row.person_id, ""),
            role=row.role,
            organisation=place_in_full(places, row.organisation_id),
            from_on=row.from_on,
            to_on=row.to_on,
            proposed_by=names.people.get(row.proposed_by, ""),
            proposed_as=row.proposed_as,
            proposed_on=row.proposed_on,
            employer=place(names, row.employer_id),
            is_mine=row.proposed_by == me,
            is_me=row.person_id == me,
        )
        for row in rows
    )


def ending_lines(call: Call, rows: Sequence[DutyRow]) -> tuple[EndingLine, ...]:
    """Return duties that end soon as lines, with the names of their holders."""
    places = _places(call, {row.organisation_id for row in rows})
    people = names_of(call.ledger, {row.person_id for row in rows}, ()).people
    today = local_day(call.now)
    return tuple(
        EndingLine(
            duty_id=row.duty_id,
            person_id=row.person_id,
            name=people.get(row.person_id, ""),
            role=row.role,
            organisation=place_in_full(places, row.organisation_id),
            to_on=row.to_on,
            days_left=(row.to_on - today).days,
        )
        for row in rows
        if row.to_on is not None
    )


def _places(call: Call, held: set[OrganisationId]) -> Names:
    found = names_of(call.ledger, (), held)
    classes = (each for each in found.organisations.values() if each.kind is OrganisationKind.CLASS)
    schools = names_of(call.ledger, (), {each.parent_id for each in classes})
    return replace(found, organisations={**found.organisations, **schools.organisations})
