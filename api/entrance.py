"""Where sessions begin, go on and end, for the pages and for the API."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response

from api.cookies import SessionCookie
from api.deps import AccountsDep, LedgerDep, NowDep, OutsideDep
from api.marking import mark_of
from api.view_models.shell import Mode
from application.authentication.known_browsers import remember_browser
from application.authentication.open_sessions import sign_out
from application.authentication.signing_in import PROGRAM, Door, SignedIn, Source, sign_in
from application.authentication.stepping_up import show_factor
from application.ports import Ledger


@dataclass(frozen=True, slots=True)
class Entrance:
    """The one door, and what came to it: a browser with its cookie, from an address."""

    ledger: Ledger
    door: Door
    cookie: SessionCookie
    source: Source
    digest: Callable[[str, str], bytes]
    liaisons: tuple[str, ...]
    """Cookies of links for hospitals: nobody acts by one where somebody signed in or out."""

    def hold(self, response: Response, session: SignedIn) -> None:
        """Give the browser the session, a mark of whose forms it holds, and what it is known by."""
        self.cookie.put(response, session.token)
        self.cookie.clear_liaisons(response, self.liaisons)
        self.cookie.put_writer(response, mark_of(self.digest, session.person_id))
        known = remember_browser(self.door, session, self.source)
        if known is not None:
            self.cookie.put_known(response, known, self.door.rules.password_valid_days)

    def enter(self, login: str, password: str) -> SignedIn:
        """Open a session in place of the one there was; `hold` gives it to the browser.

        Raises: SignInRefused, SignInLocked, Unavailable.
        """
        return sign_in(self.door, login, password, self.source)

    def show_factor(self, code: str) -> SignedIn:
        """Take the second step, or show the factor again.

        Raises: NotSignedIn, SignInRefused, SignInLocked, Unavailable.
        """
        return show_factor(self.door, self.source.replaces or "", code, self.source)

    def leave(self, response: Response) -> None:
        """End the session, if there is one, and take the cookie back."""
        if self.source.replaces is not None:
            sign_out(self.door, self.source.replaces)
        self.cookie.clear(response)
        self.cookie.clear_liaisons(response, self.liaisons)
        # Not "storage": the page of telephone numbers stays. Not "cookies": they would be cleared
        # for other sites of the same domain, too.
        response.headers["Clear-Site-Data"] = '"cache"'


async def _entrance(
    request: Request, accounts: AccountsDep, ledger: LedgerDep, outside: OutsideDep, now: NowDep
) -> Entrance:
    cookie: SessionCookie = request.app.state.session_cookie
    source = Source(
        address=request.client.host if request.client else "",
        device=_device(request.headers.get("user-agent", "")),
        replaces=cookie.token(request),
        browser=cookie.known(request),
    )
    door = Door(
        accounts=accounts,
        rules=ledger.rules,
        now=now,
        reads=ledger.reads,
        # The demo's people are invented: nobody could have their telephones.
        password_alone=request.app.state.mode is Mode.DEMO,
    )
    return Entrance(ledger, door, cookie, source, outside.digest, cookie.liaison_names(request))


EntranceDep = Annotated[Entrance, Depends(_entrance)]


def _device(user_agent: str) -> str:
    """Return what kind of device it says it is; nothing by which it could be told from others."""
    if "Mozilla/" not in user_agent:
        return PROGRAM
    return "phone" if "Mobi" in user_agent else "computer"
