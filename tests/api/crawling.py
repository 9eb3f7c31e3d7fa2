"""Follows what pages offer, as their reader would: one address of each kind."""

from collections.abc import Iterator
from html.parser import HTMLParser
from re import compile as pattern

from fastapi.testclient import TestClient

from api import paths

ID = pattern(r"[0-9a-f]{8}-[0-9a-f-]{27}")
VALUE = pattern(r"=[^&]+")
NUMBER = pattern(r"/\d+")
REFUSED = {403, 404, 405, 409, 422}
# What ends the session, what never ends, and what is no page.
NOT_FOLLOWED = (paths.SIGN_OUT, paths.STREAM, "/static/")
OF_A_KIND = 2


class _Offers(HTMLParser):
    """Collects where the links and forms of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.linked: set[str] = set()
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link, or the address of a form."""
        given = dict(attrs)
        # Words that stand ready for a later moment are shown to nobody now.
        if tag == "p" and ("hidden" in given or self._hidden):
            self._hidden.append(tag)
        if self._hidden:
            return
        address = given.get("href") if tag == "a" else given.get("action") if tag == "form" else ""
        if address and address.startswith("/"):
            self.found.append(address.partition("#")[0])
            self.linked |= {self.found[-1]} if tag == "a" else set()

    def handle_endtag(self, tag: str) -> None:
        """Note where what is hidden ends."""
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()


def offered_by(page: str) -> list[str]:
    """Return the addresses within the site to which a page leads."""
    return _offers_of(page).found


def _offers_of(page: str) -> _Offers:
    offers = _Offers()
    offers.feed(page)
    return offers


def dead_links(page: str, getable: set[str]) -> list[str]:
    """Return the kinds of the links of a page that lead to no page at all."""
    linked = {kind_of(each).partition("?")[0] for each in _offers_of(page).linked}
    return sorted(
        each for each in linked if each not in getable and not each.startswith(NOT_FOLLOWED)
    )


def kind_of(address: str) -> str:
    """Return an address without what differs from one child or day to the next."""
    return NUMBER.sub("/N", VALUE.sub("=V", ID.sub("ID", address)))


def refusals(browser: TestClient, getable: set[str]) -> Iterator[str]:
    """Walk on from the first page, and tell of each offer that was refused, and where it stood.

    The address of a form is asked for where it has a page: one kept for `getable` kinds alone.
    """
    waiting, known = [(paths.HOME, "")], dict[str, int]()
    done = set[str]()
    while waiting:
        address, on = waiting.pop(0)
        kind = kind_of(address)
        passed_over = address.startswith(NOT_FOLLOWED) or kind.partition("?")[0] not in getable
        if passed_over or address in done or known.get(kind, 0) == OF_A_KIND:
            continue
        done.add(address)
        known[kind] = known.get(kind, 0) + 1
        answer = browser.get(address)
        if answer.status_code in REFUSED:
            yield f"{kind_of(on)} offers {kind}: {answer.status_code}"
        elif answer.is_redirect:
            waiting.append((answer.headers["location"], on))
        elif "html" in answer.headers["content-type"]:
            for dead in dead_links(answer.text, getable):
                yield f"{kind} links to {dead}: no such page"
            waiting += [(each, address) for each in offered_by(answer.text)]
