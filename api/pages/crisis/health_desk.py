"""The duty desk as a page, and the number of cases that nobody has taken."""

from contextlib import suppress
from dataclasses import replace
from uuid import uuid4

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from starlette.requests import Request

from api import paths
from api.deps import Call
from api.guards.apart import CallApartDep, VisitorApartDep, apart
from api.pages.crisis.agreement_lines import agreements_of
from api.pages.crisis.clock_lines import pressing_of, row_of
from api.pages.frame import Visitor, see_other
from api.pages.waiting import counted
from api.untaken import UntakenCounts
from api.view_models.crisis.clocks import ClockLine
from api.view_models.crisis.duty import CaseLine, Elapsed, EmptyPostLine, HealthDeskPage
from application.authorisation.permission import Standings, standings_of
from application.crisis.desk.duty_desk import DutyDesk, duty_desk
from application.crisis.desk.stages import CaseStage
from application.crisis.desk.untaken import is_for_hospital, untaken_among
from application.crisis.reading.notices_now import risk_notices
from application.reads.looking import Names, names_of
from application.reporting.listing import unreceived_reports
from application.reporting.reading import own_reports
from application.rows import HealthRow
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotPermitted, Unavailable
from domain.shared import OrganisationId, PersonId
from domain.staff.facts import Role

router = APIRouter(include_in_schema=False)


@router.get(paths.HEALTH_DESK)
@apart
def desk(visitor: VisitorApartDep, cursor: str | None = None) -> Response:
    """Show one page of the cases open to the person."""
    call = visitor.call
    may = standings_of(call.ledger, call.actor, call.now)
    if not may.allow(Asking.LIST_CASES):
        # Every message leads here: the link says nothing of what it is about.
        place = _elsewhere(call, may)
        if place is not None:
            return see_other(place)
    asked = duty_desk(call.ledger, call.actor, call.now, read_id=visitor.read_id, cursor=cursor)
    found = asked.page
    counts: UntakenCounts = visitor.request.app.state.untaken
    counts.note(call, untaken_among(may, found.counts, found.lost))
    page = _page(visitor, asked, may, is_first=cursor is None)
    return visitor.page(page, behind=found.behind, standings=may)


def _elsewhere(call: Call, may: Standings) -> str | None:
    """Return where that stands of which somebody has word who answers for no case.

    A danger comes first; then reports of harm that they see to, and those that they made, of which
    a body may have said what it made of them.
    """
    dangers = risk_notices(call.ledger, may, call.now)
    if dangers.case_ids or not dangers.is_whole:
        return paths.RISK_NOTICES
    if may.allow(Asking.LIST_REPORTS):
        return paths.REPORTS
    with suppress(NotPermitted, Unavailable):
        if own_reports(call.ledger, call.actor, call.now):
            return f"{paths.REPORT}#own"
    return paths.RISK_NOTICES if may.allow(Asking.READ_RISK_NOTICE) else None


@router.get(paths.UNTAKEN)
@apart
def untaken(request: Request, call: CallApartDep) -> Response:
    """Tell the numbers alone, for the pages that are told to look again."""
    counts: UntakenCounts = request.app.state.untaken
    cases, may = counts.asked(call), standings_of(call.ledger, call.actor, call.now)
    reports = counted(lambda: unreceived_reports(call.ledger, may, call.now))
    return JSONResponse({"untaken": cases, "reports": reports})


def _page(visitor: Visitor, asked: DutyDesk, may: Standings, *, is_first: bool) -> HealthDeskPage:
    call, found = visitor.call, asked.page
    owners = {row.owner_id for row in found.rows if row.owner_id is not None}
    mentioned = {each for row in found.rows for each in (row.place_id, row.hospital_id)}
    mentioned |= {each.organisation_id for each in found.empty_posts}
    companions = {each for row in found.rows for each in row.with_ids}
    names = names_of(call.ledger, owners | companions, mentioned)
    return HealthDeskPage(
        lines=tuple(
            replace(
                _line(call, row, may, names),
                clock=_clock(call, asked, row),
                paused=_paused(call, asked, row),
            )
            for row in found.rows
        ),
        pressing=pressing_of(asked, call.now),
        agreements=agreements_of(asked.waiting_for_me, call.now),
        now=call.now,
        total=found.total,
        empty_posts=tuple(
            EmptyPostLine(role=each.role, place=_place(names, each.organisation_id) or "")
            for each in found.empty_posts
        ),
        empty_posts_total=found.empty_posts_total,
        older_received=found.older_received,
        received_shown_days=call.ledger.rules.received_cases_shown_days,
        unreadable=found.unreadable,
        next_cursor=found.next_cursor,
        is_first_page=is_first,
        parts=found.parts,
        for_hospital=is_for_hospital(may),
    )


def _clock(call: Call, asked: DutyDesk, row: HealthRow) -> ClockLine | None:
    runs = asked.next_steps.get(row.case_id)
    return row_of(runs, call.now) if runs and not row.unreadable else None


def _paused(call: Call, asked: DutyDesk, row: HealthRow) -> tuple[ClockLine, ...]:
    paused = () if row.unreadable else asked.paused.get(row.case_id, ())
    return tuple(row_of(each, call.now) for each in paused)


def _line(call: Call, row: HealthRow, may: Standings, names: Names) -> CaseLine:
    at_my_hospital = any(
        each.role is Role.HOSPITAL_LIAISON
        and each.organisation_id == row.hospital_id
        and each.holds_on(local_day(call.now))
        for each in may.duties
    )
    is_mine = row.owner_id == call.actor.person_id
    is_untaken = row.stage is CaseStage.UNTAKEN and not row.unreadable
    return CaseLine(
        case_id=row.case_id,
        taking_id=uuid4(),
        seen=row.changed_at,
        stage=row.stage,
        part=row.part,
        raised=Elapsed(at=row.raised_at, now=call.now),
        situation=row.situation,
        is_with_child=row.is_with_child,
        owner=_owner(names, row.owner_id),
        is_mine=is_mine,
        place=_place(names, row.place_id),
        hospital=_place(names, row.hospital_id),
        has_gap=row.has_gap,
        reached_nobody=row.reached_nobody,
        level=row.level,
        guardian=row.guardian,
        is_accompanied=row.is_accompanied,
        was_accompanied=row.was_accompanied,
        staff_with=tuple(names.people.get(each, "") for each in row.with_ids),
        with_relations=row.with_relations,
        is_escorted=row.is_escorted,
        unreadable=row.unreadable,
        may_take=is_untaken,
        may_pass_on=is_untaken or (is_mine and row.stage in _PASSED_WHILE),
        may_acknowledge=row.stage is CaseStage.ISSUED and at_my_hospital,
    )


_PASSED_WHILE = frozenset(
    {CaseStage.TAKEN, CaseStage.PROPOSED, CaseStage.ISSUED, CaseStage.DECLINED}
)


def _owner(names: Names, person_id: PersonId | None) -> str | None:
    """Return who answers for a case; nothing of a name that is not known, None for nobody."""
    if person_id is None:
        return None
    return names.people.get(person_id, "")


def _place(names: Names, organisation_id: OrganisationId | None) -> str | None:
    found = names.organisations.get(organisation_id) if organisation_id else None
    return found.name if found else None
