"""In which browsers somebody signed in before, and by what that is remembered."""

from application.authentication.account_ports import Source
from application.authentication.session_store import Gone
from application.authentication.signing_in import PROGRAM, Door, SignedIn
from application.authentication.throttling import known_since


def remember_browser(door: Door, entered: SignedIn, source: Source) -> str | None:
    """Know the browser of whoever just proved who they are, and return what it holds from now on.

    None for a program, and where nobody proved anything: half a sign-in, a device, another's word.
    """
    if not entered.proven or source.device in (None, PROGRAM):
        return None
    gone = Gone(
        unused_since=known_since(door.now, door.rules), all_but=door.rules.known_browsers_at_most
    )
    return door.accounts.browsers.remember(entered.person_id, source.browser, door.now, gone)
