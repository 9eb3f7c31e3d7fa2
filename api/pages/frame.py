"""The frame of every page: who is signed in, where they can go, and what they must be told."""

from dataclasses import dataclass, replace
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.deps import Call, CallDep, LanguageDep, OwnCallDep, ReadIdDep
from api.language import Language
from api.marking import writer_mark
from api.pages.people_names import duty_labels
from api.pages.typed_fields import Fields
from api.pages.waiting import (
    approvals,
    breaches_of,
    counted,
    first_sign_ins,
    grants_of,
    late_nights,
    nights,
    numbers,
    refusals_of,
    reports_waiting,
    rights_of,
    risks_of,
    silent_of,
)
from api.rendering import render
from api.view_models.shell import (
    Alerts,
    Destination,
    PageModel,
    Shell,
    SignedIn,
)
from application.authentication.security import emergencies_refused
from application.authorisation.grant_lists import DECIDING
from application.authorisation.permission import Standings, standings_of
from application.crisis.cases.liaison_links import came_by_link
from application.outsiders.links import door_of
from application.privacy.left_families import count_left
from application.reads.looking import Asked
from application.reads.reading_questions import waiting_questions
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.errors import NotPermitted, Unavailable
from domain.shared import ChildId, PersonId

DESTINATIONS = (
    (Asking.LIST_CASES, Destination.HEALTH_DESK),
    (Asking.LIST_REPORTS, Destination.REPORTS),
    (Asking.LOG_HEALTH_DUTY, Destination.OWN_SCHOOLS),
    (Asking.COUNT_SCREENINGS, Destination.INTERVIEWS),
    (Asking.READ_SCREENING, Destination.INTERVIEWS),
    (Asking.READ_DUTY_ROSTER, Destination.ON_CALL),
    (Asking.LIST_REFERRALS, Destination.REFERRALS),
    (Asking.COUNT_COUNTY, Destination.COUNTY_NUMBERS),
    (Asking.LIST_COUNTY_CASES, Destination.COUNTY_CASES),
    (Asking.LIST_CHILDREN, Destination.DESK),
    (Asking.OPEN_CARE_FILE, Destination.NEW_FILE),
    (Asking.IMPORT_ROSTER, Destination.ROSTERS),
    (Asking.READ_STAFF, Destination.ORGANISATIONS),
    (Asking.READ_STAFF, Destination.PEOPLE),
    (Asking.READ_HEALTH_DUTIES, Destination.HEALTH_POSTS),
    (Asking.REVIEW_GLASS_BREAK, Destination.GRANTS),
    (Asking.ANSWER_RIGHTS, Destination.PRIVACY_DESK),
    (Asking.HANDLE_BREACH, Destination.BREACHES),
    (Asking.PUBLISH_NOTICE, Destination.NOTICES),
    (Asking.READ_PERMISSIONS, Destination.PERMISSIONS),
    (Asking.READ_RULES, Destination.RULES),
    (Asking.WATCH_READS, Destination.READINGS),
    (Asking.MANAGE_API_TOKENS, Destination.API_TOKENS),
    (Asking.GIVE_NIGHT_RECOVERY, Destination.NIGHT_RECOVERY),
    (Asking.READ_SECURITY_EVENTS, Destination.SECURITY_EVENTS),
    (Asking.AUDIT_SCREENINGS, Destination.SCREENINGS_BROUGHT),
    (Asking.MANAGE_CHANNELS, Destination.CHANNELS),
)

OF_GRANTS = (Asking.ASK_ACCESS, *DECIDING, Asking.REVOKE_ACCESS, Asking.REVIEW_GLASS_BREAK)

# The largest form has some sixty fields; the longest text has 20,000 characters, of four bytes at
# most, of three characters each on the way. Twice as much comes back on its form, with the reason.
FIELDS_AT_MOST = 250
FIELD_BYTES_AT_MOST = 512 * 1024
WRITTEN_BY = "written_by"
"""The field of a form that tells for whom it was drawn."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A page's request by somebody who is signed in, and how it is answered."""

    call: Call
    read_id: UUID
    language: Language
    request: Request

    @property
    def is_liaison(self) -> bool:
        """Return whether they came in by a link for one referral: nothing else is theirs."""
        return came_by_link(self.call.actor)

    def asked(self, child_id: UUID) -> Asked:
        """Return the look at a child that this page takes."""
        return Asked(
            actor=self.call.actor,
            child_id=ChildId(child_id),
            now=self.call.now,
            read_id=self.read_id,
        )

    def page(
        self,
        model: PageModel,
        *,
        status: int = 200,
        behind: int = 0,
        fresh: bool = False,
        standings: Standings | None = None,
    ) -> Response:
        """Answer with a page in its frame; `fresh` counts the untaken cases anew for it.

        The `standings` of the person are asked for where the page has not done so.
        """
        if door_of(self.call.actor) is not None:
            return self.bare(model, status=status)
        shell = self._shell(behind, standings or _standings(self.call), fresh=fresh)
        return HTMLResponse(render(model, shell, self.language), status_code=status)

    def bare(self, model: PageModel, *, status: int = 200) -> Response:
        """Answer with a page that tells nothing of who asks, but whose its forms are."""
        theirs = writer_mark(self.request, self.call.actor.person_id)
        shell = replace(plain_shell(self.request), writer=theirs)
        return HTMLResponse(render(model, shell, self.language), status_code=status)

    def _shell(self, behind: int, standings: Standings, *, fresh: bool) -> Shell:
        call, state = self.call, self.request.app.state
        today, me = local_day(call.now), call.actor.person_id
        return Shell(
            path=self.request.url.path,
            today=today,
            mode=state.mode,
            signed_in=SignedIn(
                name=call.ledger.directory.names((me,)).get(me, ""),
                duties=duty_labels(call.ledger, standings.duties, today),
            ),
            destinations=_destinations(standings),
            behind=behind,
            offers_worry=True,
            leads_to_grants=any(standings.allow(each) for each in OF_GRANTS),
            quarantined=state.quarantined(),
            questions=counted(lambda: waiting_questions(call.ledger, standings, call.now)),
            approvals=approvals(call, state.outside, standings),
            first_sign_ins=first_sign_ins(call, state.accounts, standings),
            numbers=numbers(call, standings),
            nights=nights(call, state.outside, standings),
            refused_often=counted(lambda: emergencies_refused(call.ledger, standings, call.now)),
            answers=counted(lambda: call.ledger.grants.count_news(me)),
            nights_overdue=late_nights(call, state.outside.recoveries, standings),
            silent=silent_of(call, standings),
            alerts=Alerts(person_id=me, untaken=state.untaken.for_frame(call, fresh=fresh))
            if standings.allow(Asking.LIST_CASES)
            else None,
            grants=grants_of(call, standings),
            breaches=breaches_of(call, standings),
            rights=rights_of(call, standings),
            reports_waiting=reports_waiting(call, standings),
            risk_notices=risks_of(call, standings),
            talks=state.talks.for_frame(call, standings),
            refusals=refusals_of(call, standings),
            families_left=counted(lambda: count_left(call.ledger, standings, call.now)),
            idle_minutes=call.ledger.rules.session_idle_minutes,
            writer=writer_mark(self.request, me),
        )


def _destinations(standings: Standings) -> tuple[Destination, ...]:
    return tuple(dict.fromkeys(place for asking, place in DESTINATIONS if standings.allow(asking)))


def _standings(call: Call) -> Standings:
    """Return the standings; while they cannot be told the frame leads nowhere, yet is drawn."""
    try:
        return standings_of(call.ledger, call.actor, call.now)
    except Unavailable:
        return Standings(actor=call.actor, held=frozenset(), duties=())


async def _visitor(
    request: Request, call: CallDep, read_id: ReadIdDep, language: LanguageDep
) -> Visitor:
    return Visitor(call, read_id, language, request)


async def _own_visitor(
    request: Request, call: OwnCallDep, read_id: ReadIdDep, language: LanguageDep
) -> Visitor:
    return Visitor(call, read_id, language, request)


VisitorDep = Annotated[Visitor, Depends(_visitor)]
OwnVisitorDep = Annotated[Visitor, Depends(_own_visitor)]


async def _fields(request: Request) -> Fields:
    """Raises: NotPermitted for a form drawn for somebody else; a worry is taken all the same."""
    await take_in(request)
    person_id: PersonId | None = getattr(request.state, "person_id", None)
    written_by: str = request.state.written_by
    if written_by and person_id is not None and written_by != writer_mark(request, person_id):
        raise NotPermitted("written_by_another")
    return Fields(request.state.typed)


async def take_in(request: Request) -> None:
    """Keep what was typed beside the request: whoever must sign in first is asked for it once."""
    typed = await request.form(
        max_files=0, max_fields=FIELDS_AT_MOST, max_part_size=FIELD_BYTES_AT_MOST
    )
    # Gone through once: looked up by name, each of many fields would be sought among all of them.
    found: dict[str, list[str]] = {}
    for name, value in typed.multi_items():
        found.setdefault(name, []).extend([value] if isinstance(value, str) else [])
    entries = {name: tuple(values) for name, values in found.items()}
    request.state.written_by = "".join(entries.pop(WRITTEN_BY, ())[:1])
    request.state.typed = entries


FieldsDep = Annotated[Fields, Depends(_fields)]


def plain_shell(request: Request) -> Shell:
    """Return the frame for whoever is not signed in."""
    state = request.app.state
    return Shell(path=request.url.path, today=local_day(state.clock()), mode=state.mode)


def see_other(path: str) -> Response:
    """Send the browser on after a form was taken (RFC 9110 §15.4.4), so that reload is harmless."""
    return RedirectResponse(path, status_code=303)
