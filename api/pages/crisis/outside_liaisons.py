"""The pages by which a hospital's liaison without an account is named, told and let in."""

from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from api import paths
from api.cookies import SessionCookie
from api.deps import (
    AccountsDep,
    LanguageDep,
    LedgerDep,
    NowDep,
    OutsideDep,
    actor_of,
    asked_language,
)
from api.guards.apart import VisitorApartDep, apart
from api.language import Language
from api.pages.crisis.case_forms import case_for
from api.pages.crisis.case_lines import actions_of, head_of
from api.pages.crisis.cases import case_path
from api.pages.frame import FieldsDep, Visitor, plain_shell, see_other
from api.pages.people_names import place
from api.pages.taking import take
from api.rendering import render
from api.view_models.forms import Form
from api.view_models.liaisons import (
    Entry,
    LiaisonEntryPage,
    LiaisonGivenPage,
    LiaisonLine,
    NameLiaisonPage,
)
from application.authentication.signing_in import NotSignedIn
from application.crisis.case_reading import Case
from application.crisis.outside_liaisons import (
    Given,
    Keys,
    LinkOver,
    Naming,
    come_in,
    end_liaison,
    name_liaison,
    secret_for,
)
from application.ports import Ledger
from domain.access.table import Request as Asking
from domain.shared import CaseId, PersonId

router = APIRouter(include_in_schema=False)

WRONG, REFUSED, IN_THE_WAY = 401, 403, 409


async def _keys(accounts: AccountsDep, doors: OutsideDep) -> Keys:
    return Keys(digest=doors.digest, code=accounts.chance.code)


KeysDep = Annotated[Keys, Depends(_keys)]
NAMES = {"name": "liaison_name", "function": "liaison_function", "phone": "liaison_phone"}


@router.get(paths.NAME_LIAISON)
@apart
def ask_whom(case_id: UUID, visitor: VisitorApartDep) -> Response:
    """Ask who of the hospital is let in, and show who is."""
    found = case_for(visitor, case_id, Asking.ISSUE_REFERRAL)
    if not actions_of(found, visitor.call.actor.person_id).name_liaison:
        return see_other(case_path(case_id))
    return visitor.page(_name_page(visitor, found, uuid4(), Form()), fresh=True)


@router.post(paths.NAME_LIAISON)
@apart
def name(
    case_id: UUID,
    visitor: VisitorApartDep,
    keys: KeysDep,
    fields: FieldsDep,
) -> Response:
    """Name them, and show link and code this once."""
    call, naming_id = visitor.call, fields.maybe_id("naming_id") or uuid4()
    given = list[Given]()

    def save() -> None:
        naming = Naming(
            case_id=CaseId(case_id),
            naming_id=naming_id,
            name=fields.needed("liaison_name"),
            function=fields.needed("liaison_function"),
            phone=fields.needed("liaison_phone"),
        )
        fields.require_no_errors()
        given.append(name_liaison(call.ledger, call.actor, keys, naming, call.now))

    def again(form: Form) -> NameLiaisonPage:
        found = case_for(visitor, case_id, Asking.ISSUE_REFERRAL)
        return _name_page(visitor, found, naming_id, form)

    answer = take(
        visitor, fields, save, done=lambda _none: case_path(case_id), again=again, names=NAMES
    )
    if not given:
        return answer
    link = paths.filled(paths.LIAISON_ENTRY, link=given[0].token)
    page = LiaisonGivenPage(
        case=head_of(case_for(visitor, case_id, Asking.ISSUE_REFERRAL), call.now),
        now=call.now,
        name=fields.text("liaison_name"),
        link=f"{visitor.request.base_url}{link.removeprefix('/')}",
        code=given[0].code,
        days=call.ledger.rules.doors.outside_liaison_days,
    )
    return visitor.page(page)


@router.post(paths.END_LIAISON)
@apart
def end(case_id: UUID, liaison_id: UUID, visitor: VisitorApartDep) -> Response:
    """Take a link back."""
    call = visitor.call
    end_liaison(call.ledger, call.actor, CaseId(case_id), PersonId(liaison_id), call.now)
    return see_other(paths.filled(paths.NAME_LIAISON, case_id=case_id))


@router.get(paths.LIAISON_DONE)
def done(request: Request, language: LanguageDep) -> Response:
    """Say that what they said is recorded, to whoever opens the referral no more."""
    return _entry_page(request, language, Entry.DONE)


@router.get(paths.LIAISON_ENTRY)
def ask_code(request: Request, link: str, keys: KeysDep, language: LanguageDep) -> Response:
    """Ask for the code, whatever the link is."""
    del link
    cookie: SessionCookie = request.app.state.session_cookie
    answer = _entry_page(request, language, Entry.ASKED)
    cookie.put_secret(answer, secret_for(keys, cookie.secret(request)))
    return answer


@router.post(paths.LIAISON_ENTRY)
@apart
def enter(
    request: Request,
    link: str,
    ledger: LedgerDep,
    keys: KeysDep,
    now: NowDep,
    fields: FieldsDep,
) -> Response:
    """Let in whoever has both, and let this browser keep what opens the referral."""
    language = asked_language(request)
    if _is_signed_in(request, ledger, now):
        return _entry_page(request, language, Entry.SIGNED_IN, status=IN_THE_WAY)
    cookie: SessionCookie = request.app.state.session_cookie
    secret = secret_for(keys, cookie.secret(request))
    try:
        came = come_in(ledger, keys, link, fields.text("code"), secret, now)
    except LinkOver:
        return _entry_page(request, language, Entry.OVER, status=REFUSED)
    if came.kept is None:
        return _entry_page(request, language, Entry.WRONG, status=WRONG)
    answer = see_other(case_path(came.case_id))
    # What is left of a session that has ended would keep the link shut.
    cookie.clear(answer)
    cookie.put_liaison(answer, came.case_id, came.kept, ledger.rules.doors.outside_liaison_days)
    return answer


def _is_signed_in(request: Request, ledger: Ledger, now: datetime) -> bool:
    """Return whether somebody else works in this browser: the link would be spent for nothing."""
    try:
        actor_of(request, request.app.state.accounts, ledger, now)
    except NotSignedIn:
        return False
    return True


def _entry_page(request: Request, language: Language, entry: Entry, status: int = 200) -> Response:
    shown = render(LiaisonEntryPage(entry=entry), plain_shell(request), language)
    return HTMLResponse(shown, status_code=status)


def _name_page(visitor: Visitor, found: Case, naming_id: UUID, form: Form) -> NameLiaisonPage:
    call, issued = visitor.call, found.state.issued
    hospital_id = issued.hospital_id if issued else None
    return NameLiaisonPage(
        case=head_of(found, call.now),
        now=call.now,
        naming_id=naming_id,
        hospital=place(found.names, hospital_id) or "",
        days=call.ledger.rules.doors.outside_liaison_days,
        open=tuple(
            LiaisonLine(
                liaison_id=each.named.liaison_id,
                name=each.named.name,
                function=each.named.function,
                phone=each.named.phone,
                ends_at=each.named.ends_at,
                has_entered=each.browser_digest is not None,
            )
            for each in found.state.at_hospital.liaisons.open(hospital_id, call.now)
        ),
        may_name=actions_of(found, call.actor.person_id).name_liaison,
        form=form,
    )
