"""How children, people and places are named on a page, from what a use case answered."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from api.view_models.care_files.children import ChildHead
from api.view_models.moments import Due
from api.view_models.shell import DutyLabel
from api.view_models.staffing.proposed_numbers import NumberLine
from application.care_files.heads import Head
from application.ports import Ledger
from application.proposed_numbers import NumberRow
from application.reads.looking import Names
from application.rows import DutyRow
from domain.access.table import Request as Asking
from domain.days import age_in_years
from domain.ruleset import RuleSet
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import OrganisationKind
from domain.visits.due import Due as DueDays


def head(child: Head, today: date, rules: RuleSet) -> ChildHead:
    """Return the lines at the top of a page about a child."""
    return ChildHead(
        child_id=child.child_id,
        name=child.name,
        age=age_in_years(child.born_on, today, rules.birthday) if child.born_on else None,
        school=place(child.names, child.school_id),
        school_class=place(child.names, child.class_id),
        village=place(child.names, child.village_id),
        opens=Asking.READ_CARE_FILE in child.may,
    )


def place(names: Names, organisation_id: OrganisationId | None) -> str | None:
    """Return the name of a place, None where none is recorded or known."""
    found = names.organisations.get(organisation_id) if organisation_id else None
    return found.name if found else None


def place_in_full(names: Names, organisation_id: OrganisationId) -> str:
    """Return the name of a place, a class with its school before it, empty where none is known."""
    found = names.organisations.get(organisation_id)
    if found is None:
        return ""
    school = place(names, found.parent_id) if found.kind is OrganisationKind.CLASS else None
    return f"{school} {found.name}" if school else found.name


def person(names: Names, person_id: PersonId) -> str:
    """Return the name of a person, empty when the directory has none."""
    return names.people.get(person_id, "")


def number_line(
    row: NumberRow, name: str, people: Mapping[PersonId, str], until: date | None = None
) -> NumberLine:
    """Return a proposed number as a list tells of it."""
    return NumberLine(
        subject_id=row.subject_id,
        name=name,
        proposed_by=people.get(row.proposed_by, ""),
        proposed_on=row.proposed_on,
        until=until,
        stage=row.stage,
    )


def all_names(names: Names) -> dict[UUID, str]:
    """Return the names of people and places by id."""
    places = {key: row.name for key, row in names.organisations.items()}
    return dict[UUID, str]([*names.people.items(), *places.items()])


def due(days: DueDays | None, today: date) -> Due | None:
    """Return a deadline as pages show it."""
    if days is None:
        return None
    return Due(on=days.due_on, grace_ends_on=days.overdue_after_on, today=today)


def duty_labels(ledger: Ledger, duties: Iterable[DutyRow], today: date) -> tuple[DutyLabel, ...]:
    """Return the duties that hold today, each with the name of its place."""
    held = [each for each in duties if each.holds_on(today)]
    places = ledger.directory.organisations_among({each.organisation_id for each in held})
    return tuple(
        DutyLabel(
            role=each.role,
            organisation=places[each.organisation_id].name
            if each.organisation_id in places
            else "",
        )
        for each in held
    )
