"""Refusals and faults as pages: one sentence on what to do, and one action."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from api import paths
from api.cookies import SessionCookie
from api.deps import asked_language
from api.language import Language
from api.pages.frame import plain_shell, see_other, take_in
from api.pages.link_over import link_over
from api.problems import Problem
from api.rendering import render
from api.view_models.authentication.accounts import StepUpPage
from api.view_models.authentication.sign_in import KeptFormPage
from api.view_models.care_files.visits import YES
from api.view_models.crisis.answers import ErrorPage
from api.view_models.shell import Mode, Shell
from application.outsiders.links import LINK_OVER

NOT_SIGNED_IN, REFUSED = 401, 403
NOT_THEIRS = "child_not_found"
STEP_UP_NEEDED = "step_up_needed"
WRITTEN_BY_ANOTHER = "written_by_another"
FORM = "application/x-www-form-urlencoded"
# Where a session begins, goes on or ends: who comes there without one starts again.
NEVER_SENT_AGAIN = frozenset(
    {
        *(paths.SECOND_STEP, paths.OWN_CHOICE, paths.ENROL, paths.SIGN_OUT),
        *(paths.RENEWAL, paths.ENROL_DEVICE),
    }
)
OF_THE_STEP = frozenset({"code", "next", "resend"})
"""What belongs to showing the factor, and not to what was being done when it was asked for."""
NOBODY = "nobody"
NEVER_KEPT = frozenset({"code", "old", "password", "pin", "again"})
SAFE_METHODS = frozenset({"GET", "HEAD"})
BUSY = "sign_in_busy"
"""What thousands may be told at once, nobody of whom is signed in: drawn once."""


async def answer_as_page(request: Request, problem: Problem) -> Response:
    """Return the page of a refusal; who is not signed in is led to the form and back again."""
    if problem.code == LINK_OVER:
        return await link_over(request)
    if problem.status == NOT_SIGNED_IN:
        return await _signed_out(request)
    if problem.code == WRITTEN_BY_ANOTHER:
        return _kept(request, REFUSED, by_another=True)
    if problem.code == STEP_UP_NEEDED:
        return _step_up(request)
    if _is_cut_off_link(problem):
        problem = Problem(status=404, code="no_such_address")
    headers = {}
    if problem.retry_after_seconds is not None:
        headers["Retry-After"] = str(problem.retry_after_seconds)
    return HTMLResponse(_drawn(request, problem), status_code=problem.status, headers=headers)


def _drawn(request: Request, problem: Problem) -> str:
    language = asked_language(request)
    if problem.code == BUSY:
        return _drawn_once(
            problem.status, problem.retry_after_seconds, plain_shell(request), language
        )
    page = ErrorPage(
        status=problem.status,
        code=problem.code,
        parameters=problem.parameters,
        was_form=request.method not in SAFE_METHODS,
        retry_seconds=problem.retry_after_seconds,
        number=problem.number,
        child_id=_closed_child(request, problem),
    )
    return render(page, _shell(request), language)


def _closed_child(request: Request, problem: Problem) -> str | None:
    """Return the child whose file the person may not see: access to it can be asked for."""
    child_id: str | None = request.path_params.get("child_id")
    if child_id is None or problem.code == NOT_THEIRS:
        return child_id
    is_file = request.url.path == paths.filled(paths.CHILD, child_id=child_id)
    return child_id if is_file and problem.status == REFUSED else None


@lru_cache(maxsize=8)
def _drawn_once(status: int, retry_seconds: int | None, shell: Shell, language: Language) -> str:
    page = ErrorPage(status=status, code=BUSY, was_form=True, retry_seconds=retry_seconds)
    return render(page, shell, language)


async def _signed_out(request: Request) -> Response:
    """Lead to signing in; a form that was sent stays on its page and is sent again afterwards.

    Signing in goes on in a page of its own, so that what was typed need not travel with it.
    """
    if request.method in SAFE_METHODS:
        back = _asked(request)
        query = None if back == paths.HOME else {"back": back}
        return see_other(paths.filled(paths.SIGN_IN, query=query))
    is_form = request.headers.get("content-type", "").startswith(FORM)
    if not is_form or request.url.path in NEVER_SENT_AGAIN:
        return see_other(paths.SIGN_IN)
    await take_in(request)
    if request.url.path == paths.STEP_UP:
        return _kept_for_step_up(request)
    return _kept(request, NOT_SIGNED_IN)


def _kept_for_step_up(request: Request) -> Response:
    """Keep what waited for the code to be shown again, to be sent to where it was going."""
    typed = _typed(request)
    if YES not in typed.get("resend", ()):
        return see_other(paths.SIGN_IN)
    request.state.typed = {name: each for name, each in typed.items() if name not in OF_THE_STEP}
    return _kept(request, NOT_SIGNED_IN, action=paths.own("".join(typed.get("next", ())[:1])))


def _kept(
    request: Request, status: int, *, by_another: bool = False, action: str | None = None
) -> Response:
    cookie: SessionCookie = request.app.state.session_cookie
    page = KeptFormPage(
        action=action or request.url.path,
        kept=_typed(request),
        # A page of before an upgrade bears no mark: it is of whoever signed in last, or nobody's.
        written_by=_written_by(request) or cookie.writer(request) or NOBODY,
        by_another=by_another,
    )
    return HTMLResponse(render(page, _shell(request), asked_language(request)), status_code=status)


def _step_up(request: Request) -> Response:
    """Ask for the second factor again; what was typed goes on with it when the code is right."""
    is_form = request.method not in SAFE_METHODS
    if not is_form:
        return see_other(paths.filled(paths.STEP_UP, query={"next": _asked(request)}))
    page = StepUpPage(
        next=request.url.path,
        kept=_typed(request),
        is_form=True,
        written_by=_written_by(request),
        asks_password=request.app.state.mode is Mode.DEMO,
    )
    return HTMLResponse(render(page, _shell(request), asked_language(request)), status_code=REFUSED)


def _asked(request: Request) -> str:
    """Return the address with what was asked of it."""
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def _typed(request: Request) -> Mapping[str, tuple[str, ...]]:
    """Return what was typed but for what may stand on no page."""
    typed: Mapping[str, tuple[str, ...]] = getattr(request.state, "typed", {})
    return {name: each for name, each in typed.items() if name not in NEVER_KEPT}


def _written_by(request: Request) -> str:
    """Return for whom the form was drawn, nothing where it bears no mark or was not looked at."""
    written_by: str = getattr(request.state, "written_by", "")
    return written_by


def _shell(request: Request) -> Shell:
    """Return the frame; nobody asks the database here, yet the way to a worry stays open."""
    cookie: SessionCookie = request.app.state.session_cookie
    return replace(plain_shell(request), offers_worry=cookie.token(request) is not None)


def _is_cut_off_link(problem: Problem) -> bool:
    """Return whether only the address itself could not be read: nobody filled anything in."""
    return (
        problem.code == "invalid_request"
        and bool(problem.fields)
        and all(each.field.startswith(("path.", "query.")) for each in problem.fields)
    )
