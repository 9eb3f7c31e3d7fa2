"""The numbers to call, for everybody; a copy of them stays on the telephone without a network."""

import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from api import paths
from api.deps import AccountsDep, Call, LanguageDep, LedgerDep, NowDep, ReadIdDep, actor_of
from api.faults import place_of
from api.guards.apart import apart
from api.language import Language
from api.pages.crisis.worry_forms import telephones
from api.pages.frame import Visitor, plain_shell
from api.rendering import render
from api.view_models.crisis.worries import HelpNumbersPage, Offline, Telephone
from application.authentication.signing_in import NotSignedIn
from application.crisis.worries.worrying import places_around

router = APIRouter(include_in_schema=False)

logger = logging.getLogger(__name__)

API_FOLDER = Path(__file__).parents[2]
# What keeps a form until it is sent stands in both; a classic worker cannot import a module.
WORKER_FILES = (API_FOLDER / "static" / "unsent.js", API_FOLDER / "sw.js")


async def _who(
    request: Request,
    accounts: AccountsDep,
    ledger: LedgerDep,
    now: NowDep,
    read_id: ReadIdDep,
    language: LanguageDep,
) -> Callable[[], Visitor | None]:
    def find() -> Visitor | None:
        try:
            actor = actor_of(request, accounts, ledger, now)
        except NotSignedIn:
            return None
        return Visitor(Call(ledger, actor, now, request.url.path), read_id, language, request)

    return find


@router.get(paths.HELP_NUMBERS)
@apart
def help_numbers(
    request: Request,
    who: Annotated[Callable[[], Visitor | None], Depends(_who)],
    language: LanguageDep,
    copy: str = "",
) -> Response:
    """Show the numbers; `copy` leaves out who is signed in, since it will be kept."""
    offline = Offline.UNTOLD if copy else None
    try:
        return _answer(request, who(), language, offline)
    except Exception as error:
        # Whatever is away, the numbers are needed; not 200, so that a fuller copy stays kept.
        logger.warning("telephone numbers without those of places: %s", place_of(error))
        page = HelpNumbersPage(telephones=(), offline=offline)
        return HTMLResponse(render(page, plain_shell(request), language), status_code=503)


def _answer(
    request: Request, visitor: Visitor | None, language: Language, offline: Offline | None
) -> Response:
    own: tuple[Telephone, ...] = ()
    if visitor is not None:
        call = visitor.call
        own = telephones(places_around(call.ledger, call.actor, call.now))
    page = HelpNumbersPage(telephones=own, offline=offline)
    if visitor is None or offline:
        return HTMLResponse(render(page, plain_shell(request), language))
    return visitor.page(page)


@router.get(paths.SERVICE_WORKER)
async def keeper() -> Response:
    """Send the program that keeps copies; browsers ask each time whether there is a newer one."""
    return Response(_program(), media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@cache
def _program() -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in WORKER_FILES)
