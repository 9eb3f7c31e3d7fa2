"""Which cases have whom, and whether they answer by a post at one of the child's places today."""

from datetime import date

from sqlalchemy import Connection, select

from application.crisis.desk.school_cases import OwnedCase
from domain.alerts.rules import FOR_PUPILS
from domain.shared import CaseId, PersonId
from infrastructure.views.access.tables import DUTIES, access_tables
from infrastructure.views.health.questions import OVER
from infrastructure.views.health.scope import held
from infrastructure.views.health.tables import CASES, REACH, health_tables
from infrastructure.views.positions import constant

_cases, _reach = health_tables()[CASES].c, health_tables()[REACH].c
_duties = access_tables()[DUTIES].c
_by_post = (
    select(_reach.case_id)
    .join(access_tables()[DUTIES], _duties.organisation == _reach.organisation)
    .where(_reach.case_id == _cases.case_id, _duties.person == _cases.owner, held)
    .where(_duties.role.in_([constant(each) for each in sorted(FOR_PUPILS)]))
    .exists()
)
_OWNED = (
    select(_cases.case_id, _cases.owner, _by_post.label("by_post"))
    .where(_cases.owner.is_not(None), _cases.stage.not_in(map(constant, OVER)))
    .order_by(_cases.position)
)


def owned_cases(connection: Connection, on: date) -> tuple[OwnedCase, ...]:
    """Return every case that is not over and that somebody has, the first first."""
    return tuple(
        OwnedCase(
            case_id=CaseId(row.case_id), owner_id=PersonId(row.owner), by_post=bool(row.by_post)
        )
        for row in connection.execute(_OWNED, {"on": on})
    )
