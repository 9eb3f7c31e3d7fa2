"""Duties of many at once: who is on duty, and who teaches a class of a school."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import BindParameter, Date, bindparam, select

from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role
from infrastructure.database import StoredUuid
from infrastructure.views.access.questions import DUTY_ROWS, Question, proven
from infrastructure.views.access.tables import CHAINS, DUTIES, access_tables
from infrastructure.views.positions import constant

_duties = access_tables()[DUTIES].c
_chains = access_tables()[CHAINS].c
_upwards = access_tables()[CHAINS].alias("upwards").c
_schools = bindparam("schools", type_=StoredUuid, expanding=True)
_chain = bindparam("chain", type_=StoredUuid, expanding=True)
_on: BindParameter[date] = bindparam("on", type_=Date)

_stands_below = _duties.organisation.in_(
    select(_chains.organisation).where(_chains.above.in_(_schools))
)
# Where a place passes for a school because its kind is not known yet, as a county may: a class of
# another school there has that school above it, which the chain has not.
_stands_elsewhere = (
    select(_upwards.above)
    .where(
        _upwards.organisation == _duties.organisation,
        _upwards.above != _duties.organisation,
        _upwards.above.not_in(_chain),
    )
    .exists()
)
CLASS_TEACHERS_UNDER = proven(
    DUTY_ROWS.where(
        _duties.role == constant(Role.CLASS_TEACHER.value),
        _duties.from_on <= _on,
        _duties.to_on.is_(None) | (_duties.to_on >= _on),
        _stands_below,
        ~_stands_elsewhere,
    )
)


def under_asked(
    schools: Collection[OrganisationId], chain: Collection[OrganisationId], on: date
) -> tuple[Question, Mapping[str, object]]:
    """Return the question for class teachers below schools of a chain on a day, and its values.

    It goes by the index from a place to what stands below: of a city it reads one school.
    """
    asked = {"schools": sorted(set(schools)), "chain": sorted(set(chain)), "on": on}
    return CLASS_TEACHERS_UNDER, asked


_people = bindparam("people", type_=StoredUuid, expanding=True)
ON_DUTY_AMONG = proven(
    DUTY_ROWS.where(
        _duties.person.in_(_people),
        _duties.from_on <= _on,
        _duties.to_on.is_(None) | (_duties.to_on >= _on),
    )
)


def on_duty_asked(people: Collection[PersonId], on: date) -> tuple[Question, Mapping[str, object]]:
    """Return the question for the duties that many people hold on a day, and its values."""
    return ON_DUTY_AMONG, {"people": sorted(set(people)), "on": on}
