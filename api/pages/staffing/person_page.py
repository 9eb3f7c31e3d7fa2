"""The page of one person: the duties held and proposed, and the form that proposes another."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from api.deps import Call
from api.pages.choices import all_places
from api.pages.staffing.duty_lines import duty_lines, places_of, proposal_lines
from api.view_models.forms import Form, typed
from api.view_models.staffing.staff import DutyLine, PersonLine, PersonPage
from application.authorisation.answering_for import may_take_away
from application.authorisation.opening_forms import ends_at
from application.authorisation.permission import Standings
from application.authorisation.reach import reaches
from application.reads.looking import Names
from application.rows import DutyRow, PersonRow
from application.staffing import proposing
from application.staffing.staff import signatures
from application.staffing.telephones import may_see_telephone, telephone_waits
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import OrganisationKind, PersonKind, Role
from domain.staff.giving import years_after, years_at_most
from domain.staff.places import ROLE_PLACES

# A health vice principal is appointed for a term, on a page of its own.
GIVEN_HERE = tuple(
    (role, tuple(kind for kind in OrganisationKind if kind in ROLE_PLACES[role]))
    for role in Role
    if role is not Role.HEALTH_VICE_PRINCIPAL
)


HOLDING = frozenset({PersonKind.HUMAN, PersonKind.MACHINE})
"""Who holds duties."""


def person_page(
    call: Call, may: Standings, row: PersonRow, duty_id: UUID, form: Form
) -> PersonPage:
    """Return the page of a person as whoever looks may see and use it."""
    ledger, whose, now, rules = call.ledger, row.person_id, call.now, call.ledger.rules
    is_human = row.kind is PersonKind.HUMAN
    (proposes,) = proposing.places_for(ledger, may, (Asking.PROPOSE_DUTY,), now)
    # Nobody proposes a duty for themselves, nor for what acts by itself.
    if row.kind not in HOLDING or whose == call.actor.person_id:
        proposes = ()
    sees_telephone = is_human and may_see_telephone(ledger, may, whose, now)
    lines = _with_acts(
        row.duties,
        _signed(call, row, duty_lines(row.duties, places_of(call, row), call)),
        may_end=ends_at(ledger, may, {each.organisation_id for each in row.duties}, now),
        may_renew={each.organisation_id for each in proposes},
    )
    return PersonPage(
        person=PersonLine(
            person_id=whose,
            kind=row.kind,
            name=row.name,
            duties=tuple(line for line in lines if line.is_current),
        ),
        ended=tuple(line for line in lines if not line.is_current),
        duty_id=duty_id,
        form=form,
        proposed=proposal_lines(call, proposing.proposals_for(ledger, whose, now)),
        years_at_most=rules.duty_years_at_most,
        administrator_years_at_most=rules.administrator_years_at_most,
        organisations=all_places(proposes),
        places_of_roles=GIVEN_HERE,
        may_propose=bool(proposes),
        may_see_telephone=sees_telephone,
        telephone_waits=sees_telephone and telephone_waits(ledger, whose, now),
        may_see_account=is_human and may_take_away(ledger, may, Asking.READ_ACCOUNTS, whose, now),
        may_watch=reaches(ledger, may, Asking.WATCH_READS, whose, now),
        may_see_sign_ins=is_human and reaches(ledger, may, Asking.READ_SECURITY_EVENTS, whose, now),
    )


def _signed(call: Call, row: PersonRow, lines: Iterable[DutyLine]) -> list[DutyLine]:
    """Return the duties with who proposed and who gave each."""
    signed = signatures(call.ledger, row.person_id)
    people = {each for one in signed.values() for each in (one.proposed_by, one.given_by) if each}
    names = call.ledger.directory.names(people)
    return [
        replace(
            line,
            proposed_by=_name(names, signed[line.duty_id].proposed_by),
            given_by=_name(names, signed[line.duty_id].given_by),
        )
        if line.duty_id in signed
        else line
        for line in lines
    ]


def _name(names: Mapping[PersonId, str], person_id: PersonId | None) -> str | None:
    return None if person_id is None else names.get(person_id)


def _with_acts(
    rows: Iterable[DutyRow],
    lines: Iterable[DutyLine],
    *,
    may_end: Set[OrganisationId],
    may_renew: Set[OrganisationId],
) -> list[DutyLine]:
    return [
        replace(
            line,
            may_end=row.organisation_id in may_end,
            may_renew=row.organisation_id in may_renew,
        )
        for row, line in zip(rows, lines, strict=True)
    ]


def first_typed(call: Call, renewed: DutyRow | None) -> Mapping[str, tuple[str, ...]]:
    """Return what the form begins with: today, or the same duty from the day after its last."""
    if renewed is None or renewed.to_on is None:
        return typed(from_on=local_day(call.now).isoformat())
    since = max(local_day(call.now), renewed.to_on + timedelta(days=1))
    until = years_after(since, years_at_most(renewed.role, call.ledger.rules))
    as_long = since + (renewed.to_on - renewed.from_on)
    return typed(
        role=renewed.role,
        organisation_id=str(renewed.organisation_id),
        from_on=since.isoformat(),
        to_on=min(as_long, until).isoformat(),
    )


def person_line(row: PersonRow, places: Names, call: Call) -> PersonLine:
    """Return a person with the current duties."""
    return PersonLine(
        person_id=row.person_id,
        kind=row.kind,
        name=row.name,
        duties=tuple(each for each in duty_lines(row.duties, places, call) if each.is_current),
    )
