"""Who teaches a class below a school of which the class of a pupil is not known."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import BindParameter, Date, bindparam, select

from domain.shared import OrganisationId
from domain.staff.facts import Role
from infrastructure.database import StoredUuid
from infrastructure.views.access.questions import DUTY_ROWS, Question, proven
from infrastructure.views.access.tables import CHAINS, DUTIES, access_tables
from infrastructure.views.positions import constant

_duties = access_tables()[DUTIES].c
_chains = access_tables()[CHAINS].c
_upwards = access_tables()[CHAINS].alias("upwards").c
_chain = bindparam("chain", type_=StoredUuid, expanding=True)
_on: BindParameter[date] = bindparam("on", type_=Date)

_stands_below = _duties.organisation.in_(
    select(_chains.organisation).where(_chains.above.in_(_chain))
)
# A class of another school of the county has that school above it, which the chain has not.
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
    chain: Collection[OrganisationId], on: date
) -> tuple[Question, Mapping[str, object]]:
    """Return the question for class teachers below a chain on a day, and what it is asked."""
    return CLASS_TEACHERS_UNDER, {"chain": sorted(set(chain)), "on": on}
