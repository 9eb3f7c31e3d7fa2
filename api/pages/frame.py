"""The frame of every page: who is signed in, where they can go, and what they must be told."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.deps import Call, CallDep, LanguageDep, ReadIdDep
from api.language import Language
from api.pages.typed_fields import Fields
from api.rendering import render
from api.view_models.shell import Destination, DutyLabel, PageModel, Shell, SignedIn
from application.looking import Asked
from application.permission import standings_of
from domain.access.table import Request as Asking
from domain.days import local_day
from domain.shared import ChildId, OrganisationId

DESTINATIONS = (
    (Asking.LIST_CHILDREN, Destination.DESK),
    (Asking.OPEN_CARE_FILE, Destination.NEW_FILE),
    (Asking.READ_STAFF, Destination.ORGANISATIONS),
    (Asking.READ_STAFF, Destination.PEOPLE),
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """A page's request by somebody who is signed in, and how it is answered."""

    call: Call
    read_id: UUID
    language: Language
    request: Request

    def asked(self, child_id: UUID) -> Asked:
        """Return the look at a child that this page takes."""
        return Asked(
            actor=self.call.actor,
            child_id=ChildId(child_id),
            now=self.call.now,
            read_id=self.read_id,
        )

    def page(self, model: PageModel, *, status: int = 200, behind: int = 0) -> Response:
        """Answer with a page in its frame."""
        return HTMLResponse(render(model, self._shell(behind), self.language), status_code=status)

    def _shell(self, behind: int) -> Shell:
        call, state = self.call, self.request.app.state
        standings = standings_of(call.ledger, call.actor, call.now)
        today = local_day(call.now)
        me = call.ledger.directory.people((call.actor.person_id,)).get(call.actor.person_id)
        held = [
            each
            for each in standings.duties
            if each.from_on <= today and (each.to_on is None or today <= each.to_on)
        ]
        places = {each.organisation_id: _place_name(call, each.organisation_id) for each in held}
        return Shell(
            path=self.request.url.path,
            today=today,
            mode=state.mode,
            signed_in=SignedIn(
                name=me.name if me else "",
                duties=tuple(
                    DutyLabel(role=each.role, organisation=places[each.organisation_id])
                    for each in held
                ),
            ),
            destinations=tuple(
                destination for asking, destination in DESTINATIONS if standings.allow(asking)
            ),
            behind=behind,
            quarantined=state.quarantined(),
        )


def _place_name(call: Call, organisation_id: OrganisationId) -> str:
    found = call.ledger.directory.organisation(organisation_id)
    return found.name if found else ""


async def _visitor(
    request: Request, call: CallDep, read_id: ReadIdDep, language: LanguageDep
) -> Visitor:
    return Visitor(call, read_id, language, request)


VisitorDep = Annotated[Visitor, Depends(_visitor)]


async def _fields(request: Request) -> Fields:
    typed = await request.form()
    return Fields(
        {
            name: tuple(value for value in typed.getlist(name) if isinstance(value, str))
            for name in typed
        }
    )


FieldsDep = Annotated[Fields, Depends(_fields)]


def plain_shell(request: Request) -> Shell:
    """Return the frame for whoever is not signed in."""
    state = request.app.state
    return Shell(path=request.url.path, today=local_day(state.clock()), mode=state.mode)


def see_other(path: str) -> Response:
    """Send the browser on after a form was taken (RFC 9110 §15.4.4), so that reload is harmless."""
    return RedirectResponse(path, status_code=303)
