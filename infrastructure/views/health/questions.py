"""What the health desk asks of its view: which cases are open to a person, and how many."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    Select,
    bindparam,
    case,
    func,
    literal_column,
    select,
    tuple_,
    union,
)

from application.crisis.desk.stages import CaseStage, DeskPart
from domain.clocks.facts import AFTER_VISIT, AT_HOSPITAL, Step
from domain.referrals.levels.level_facts import CrisisLevel
from infrastructure.database import StoredInstant, StoredUuid
from infrastructure.views.access.questions import proven
from infrastructure.views.clocks.tables import STEPS, clocks_tables
from infrastructure.views.health.lost import HEARING
from infrastructure.views.health.scope import (
    STILL_SHOWN,
    by_hospital,
    by_post,
    by_standing_in,
    cases_of,
    kept_out,
)
from infrastructure.views.health.tables import CASES, PEOPLE, REACH, Relation, health_tables
from infrastructure.views.positions import constant

_table = health_tables()
_cases, _people, _reach = _table[CASES].c, _table[PEOPLE].c, _table[REACH].c

_person: BindParameter[UUID] = bindparam("person", type_=StoredUuid)
_received_since: BindParameter[date] = bindparam("received_since", type_=Date)
_tonight: BindParameter[datetime] = bindparam("tonight", type_=StoredInstant)
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
OVER = (
    *(CaseStage.WITHDRAWN.value, CaseStage.RESTORED.value, CaseStage.CLOSED.value),
    CaseStage.JOINED.value,
)
"""The stages in which nobody has to do anything about a case any more: not about that one."""
ENDED = (*OVER, *STILL_SHOWN)
"""All in which it is over."""
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
_of_case = select(_runs.case_id).where(_runs.case_id == _cases.case_id)
_is_theirs = ~_for_hospital | _runs.step.in_([each.value for each in AT_HOSPITAL])
_waits_for_them = _of_case.where(_is_theirs).exists()
# Of whom something is waited for, though only by a far day, still has to see it.
_is_old = (
    _stage.in_(map(constant, (CaseStage.ACKNOWLEDGED.value, *STILL_SHOWN)))
    & (_cases.last_changed_on < _received_since)
    & ~_waits_for_them
)
_waits_for_visit = _of_case.where(_runs.step.not_in(map(constant, sorted(AFTER_VISIT)))).exists()
_is_for_today = _of_case.where(
    _runs.step == constant(Step.FOLLOWED_UP), _runs.due_at <= _tonight
).exists()
# As assessed; until then provisional by the gravest of what was reported, as deadlines have it.
LEVELS = (CrisisLevel.RED, CrisisLevel.ORANGE, CrisisLevel.YELLOW)


def _rank(level: ColumnElement[str | None]) -> ColumnElement[int]:
    return case(*((level == constant(e), n) for n, e in enumerate(LEVELS)), else_=len(LEVELS))


_provisional = (
    select(func.min(_rank(_runs.level)))
    .where(_runs.case_id == _cases.case_id, _runs.is_provisional)
    .scalar_subquery()
)
URGENCY = func.coalesce(_provisional, _rank(_cases.level))
# What is asked of a case is found once for it: a statement that asked it anew for each use was ten
# times as long, and took the driver longer to read than the database to answer.
_mine_whole = (
    select(
        _table[CASES],
        _stage.label("told_stage"),
        _for_hospital.label("for_hospital"),
        _is_brought.label("is_brought"),
        _is_old.label("is_old"),
        _waits_for_visit.label("waits_for_visit"),
        _is_for_today.label("is_for_today"),
        URGENCY.label("urgency"),
    )
    .where(IS_MINE)
    .subquery("mine")
)
_mine = _mine_whole.c
_PARTS = tuple(DeskPart)
_number = {part: literal_column(str(number), Integer) for number, part in enumerate(_PARTS)}
_is_red = (_mine.urgency == LEVELS.index(CrisisLevel.RED)) & (
    (_mine.told_stage != CaseStage.ACKNOWLEDGED.value) | _mine.waits_for_visit
)
_SEEN_TO = (CaseStage.ACKNOWLEDGED.value, CaseStage.TAKEN_BACK.value)
_part = case(
    (_mine.told_stage == CaseStage.UNTAKEN.value, _number[DeskPart.UNTAKEN]),
    (~_mine.for_hospital & _is_red, _number[DeskPart.RED]),
    (_mine.told_stage == CaseStage.ISSUED.value, _number[DeskPart.AT_HOSPITAL]),
    (_mine.told_stage.not_in(_SEEN_TO), _number[DeskPart.WORKING]),
    (~_mine.for_hospital & _mine.is_for_today, _number[DeskPart.TODAY]),
    else_=_number[DeskPart.RECEIVED],
)
_URGENCIES = len(LEVELS) + 1
_group = _part * _URGENCIES + _mine.urgency
_is_after = tuple_(_group, _mine.position) > tuple_(_after_group, _after_position)


def _rows_where(*conditions: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    in_group = _group.label("in_group")
    chosen = select(_mine_whole, in_group).where(~_mine.is_old, *conditions)
    return chosen.order_by(in_group, _mine.position).limit(bindparam("limit"))


FIRST = _rows_where()
NEXT = _rows_where(_is_after)
_counted = _mine.told_stage, _mine.is_old, _part.label("part")
COUNTS = proven(
    select(*_counted, func.count().label("cases")).group_by(*(each.name for each in _counted))
)
YELLOW = proven(
    select(
        *(_mine.case_id, _mine.child, _mine.place, _mine.owner),
        *(_mine.told_stage, _mine.raised_at),
    )
    .where(
        _mine.urgency == LEVELS.index(CrisisLevel.YELLOW),
        ~_mine.for_hospital,
        ~_mine.is_old,
        _mine.told_stage.not_in(map(constant, STILL_SHOWN)),
    )
    .order_by(_mine.position)
)
REFERRED_AT = proven(
    select(_cases.case_id).where(
        IS_MINE,
        _cases.case_id.in_(AT_MY_HOSPITAL),
        _cases.issued_position == bindparam("issued_position"),
    )
)
AT_HOSPITAL_NOW = (
    select(_cases.case_id)
    .where(_cases.hospital == bindparam("hospital", type_=StoredUuid), _cases.stage.not_in(ENDED))
    .order_by(_cases.position)
)
OF_CHILD = (
    select(_cases.case_id)
    .where(_cases.child == bindparam("child", type_=StoredUuid), _cases.stage.not_in(ENDED))
    .order_by(_cases.position)
)
AT_SCHOOLS = proven(
    select(_reach.organisation.label("school"), _cases.child, _stage.label("told_stage"))
    .join_from(_table[CASES], _table[REACH], _reach.case_id == _cases.case_id)
    .where(
        IS_MINE,
        _cases.stage.not_in(map(constant, STILL_SHOWN)),
        ~_is_old,
        _reach.organisation.in_(bindparam("schools", type_=StoredUuid, expanding=True)),
    )
    .order_by(_reach.organisation, _cases.position)
)
DAMAGED = select(_cases.case_id).where(
    IS_MINE, _cases.case_id.in_(bindparam("damaged", type_=StoredUuid, expanding=True))
)
HEARS = HEARING.where(HEARING.selected_columns.person == _person).limit(1)


def part_of(in_group: int) -> DeskPart:
    """Return in which part of the desk a case of this group stands."""
    return _PARTS[in_group // _URGENCIES]


def part_counted(number: int) -> DeskPart:
    """Return which part `part` of COUNTS is."""
    return _PARTS[number]
