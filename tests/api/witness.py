"""Watches every answer that a test's client gets: none names the child without a reading before."""

from contextlib import suppress
from io import BytesIO
from urllib.parse import unquote_plus
from zipfile import ZipFile

from eventsourcing.persistence import PersistenceError
from fastapi.testclient import TestClient
from httpx2 import Request, Response

from domain.reads.facts import RecordsRead
from infrastructure.opening import OpenLedger
from tests import examples as given

WORKBOOK = "spreadsheetml"
CHILD_ID = str(given.CHILD)
OWN_GRANT, OWN_LISTS = "/access/own/", ("/access", "/api/v1/grants")
"""What one asked for oneself: whom one named is shown again where it was opened (ADR 16)."""
LOOKED_INTO = ("text/html", "application/json", WORKBOOK)
BEFORE = "readings_before"


def watched(client: TestClient, opened: OpenLedger) -> TestClient:
    """Return the client, from now on refusing an answer that shows the child off the record."""
    recorder, _ = opened.logs["reads"]

    def note(request: Request) -> None:
        # Where no database answers, no answer can name a child.
        with suppress(PersistenceError):
            request.extensions[BEFORE] = recorder.head()

    def check(response: Response) -> None:
        before = response.request.extensions.get(BEFORE)
        if before is not None and _names_the_child(response):
            assert given.CHILD in children_read_since(opened, before), response.request.url

    client.event_hooks = {"request": [note], "response": [check]}
    return client


def children_read_since(opened: OpenLedger, position: int) -> set[object]:
    """Return the children of whom something was shown after a place in the log of readings."""
    recorder, mapper = opened.logs["reads"]
    facts = [each.fact for each in mapper.open_rows(recorder.rows_after(position, 1_000))]
    return {child for fact in facts if isinstance(fact, RecordsRead) for child in fact.child_ids}


def text_of(response: Response) -> str:
    """Return what an answer says, of a workbook all its parts."""
    response.read()
    if WORKBOOK not in response.headers.get("content-type", ""):
        return response.text
    with ZipFile(BytesIO(response.content)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


def _names_the_child(response: Response) -> bool:
    kind = response.headers.get("content-type", "")
    if not any(each in kind for each in LOOKED_INTO):
        return False
    # What somebody typed comes back to them without anything being looked up.
    sent = unquote_plus(response.request.read().decode("utf-8", "ignore"))
    address = response.request.url
    told, known = text_of(response), sent + unquote_plus(str(address))
    if given.CHILD_NAME in told and given.CHILD_NAME not in sent:
        return True
    is_own = address.path in OWN_LISTS or address.path.startswith(OWN_GRANT)
    return CHILD_ID in told and CHILD_ID not in known and not is_own
