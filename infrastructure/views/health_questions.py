"""What the health desk asks of its view: which cases are open to a person, and how many."""

from datetime import date
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Select,
    bindparam,
    case,
    func,
    select,
    tuple_,
    union,
)

from application.crisis.stages import CaseStage
from domain.clocks.facts import AT_HOSPITAL
from infrastructure.database import StoredUuid
from infrastructure.views.access_questions import proven
from infrastructure.views.clocks_tables import STEPS, clocks_tables
from infrastructure.views.health_lost import HEARING
from infrastructure.views.health_scope import (
    by_hospital,
    by_post,
    by_standing_in,
    cases_of,
    kept_out,
)
from infrastructure.views.health_tables import CASES, PEOPLE, REACH, Relation, health_tables
from infrastructure.views.positions import constant

_table = health_tables()
_cases, _people, _reach = _table[CASES].c, _table[PEOPLE].c, _table[REACH].c

_person: BindParameter[UUID] = bindparam("person", type_=StoredUuid)
_received_since: BindParameter[date] = bindparam("received_since", type_=Date)
_after_group: BindParameter[int] = bindparam("after_group")
_after_position: BindParameter[int] = bindparam("after_position")

(AT_MY_HOSPITAL,) = cases_of((by_hospital(),), _person)
BY_POST = union(*cases_of((by_post(), by_standing_in()), _person))
"""The cases that somebody sees by a post or as next in line, not for a hospital alone."""
# Whether anybody at the school has it just now does not keep a hospital from receiving it.
_stage = case(
    (
        (_cases.stage == CaseStage.UNTAKEN.value) & _cases.case_id.in_(AT_MY_HOSPITAL),
        _cases.referral,
    ),
    else_=_cases.stage,
)
_for_hospital = _cases.case_id.not_in(BY_POST)
_group = case((_stage == CaseStage.UNTAKEN.value, 0), else_=1)
OVER = (
    *(CaseStage.WITHDRAWN.value, CaseStage.RESTORED.value, CaseStage.CLOSED.value),
    CaseStage.JOINED.value,
)
"""The stages in which nobody has to do anything about a case any more: not about that one."""
IS_MINE = (
    _cases.stage.not_in(map(constant, OVER))
    & _cases.case_id.in_(union(*cases_of((by_post(), by_hospital(), by_standing_in()), _person)))
    & _cases.case_id.not_in(union(*cases_of(kept_out(), _person)))
)
_is_brought = (
    select(_people.person)
    .where(
        _people.case_id == _cases.case_id,
        _people.person == _person,
        _people.relation == Relation.BROUGHT.value,
    )
    .exists()
)
_runs = clocks_tables()[STEPS].c
_is_theirs = ~_for_hospital | _runs.step.in_([each.value for each in AT_HOSPITAL])
_waits_for_them = select(_runs.case_id).where(_runs.case_id == _cases.case_id, _is_theirs).exists()
# Of whom something is waited for, though only by a far day, still has to see it.
_is_old = (
    (_stage == CaseStage.ACKNOWLEDGED.value)
    & (_cases.last_changed_on < _received_since)
    & ~_waits_for_them
)
_is_after = tuple_(_group, _cases.position) > tuple_(_after_group, _after_position)


def _rows_where(*conditions: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    labels = _stage.label("told_stage"), _group.label("in_group"), _is_brought.label("is_brought")
    chosen = select(_table[CASES], *labels, _for_hospital.label("for_hospital"))
    in_order = chosen.where(IS_MINE, ~_is_old, *conditions).order_by(_group, _cases.position)
    return in_order.limit(bindparam("limit"))


FIRST = _rows_where()
NEXT = _rows_where(_is_after)
# Each stage is found once for a case: in a sum of its own for every stage the statement was ten
# times as long, and took the driver longer to read than the database to answer.
COUNTS = proven(
    select(_stage.label("told_stage"), _is_old.label("is_old"), func.count().label("cases"))
    .where(IS_MINE)
    .group_by(_stage.label("told_stage"), _is_old.label("is_old"))
)
OF_CHILD = (
    select(_cases.case_id)
    .where(_cases.child == bindparam("child", type_=StoredUuid), _cases.stage.not_in(OVER))
    .order_by(_cases.position)
)
AT_SCHOOLS = proven(
    select(_reach.organisation.label("school"), _cases.child, _stage.label("told_stage"))
    .join_from(_table[CASES], _table[REACH], _reach.case_id == _cases.case_id)
    .where(
        IS_MINE,
        ~_is_old,
        _reach.organisation.in_(bindparam("schools", type_=StoredUuid, expanding=True)),
    )
    .order_by(_reach.organisation, _cases.position)
)
DAMAGED = select(_cases.case_id).where(
    IS_MINE, _cases.case_id.in_(bindparam("damaged", type_=StoredUuid, expanding=True))
)
HEARS = HEARING.where(HEARING.selected_columns.person == _person).limit(1)
