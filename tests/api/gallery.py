"""Every page with example values; `python -m tests.api.gallery` serves them for looking at."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from api.language import Language
from api.rendering import STATIC_FILES, render
from api.security import CONTENT_SECURITY_POLICY
from api.view_models.desk import DeskPage
from api.view_models.shell import Destination, DutyLabel, Mode, PageModel, Shell, SignedIn
from application.rows import DueFilter
from domain.staff.facts import Role
from tests import examples as e
from tests.api import showcase, showcase_forms, showcase_history, showcase_office

OUTSIDE = Shell(path="/sign-in", today=e.TODAY, mode=Mode.PREVIEW)
INSIDE = Shell(
    path="/desk",
    today=e.TODAY,
    mode=Mode.DEMO,
    signed_in=SignedIn(
        name="示例老师",
        duties=(DutyLabel(role=Role.CLASS_TEACHER, organisation="示例小学五(2)班"),),
    ),
    destinations=tuple(Destination),
)
NOTICED = replace(INSIDE, mode=Mode.PREVIEW, receipt="1284-7f3a9c02", behind=12, quarantined=1)
UNASSIGNED = replace(INSIDE, signed_in=SignedIn(name=showcase.LONG_NAME), destinations=())

Page = tuple[PageModel, Shell]
PAGES: Mapping[str, Page] = {
    "sign-in": (showcase_office.SIGN_IN, OUTSIDE),
    "sign-in-refused": (showcase_office.SIGN_IN_REFUSED, OUTSIDE),
    "sign-in-locked": (showcase_office.SIGN_IN_LOCKED, OUTSIDE),
    "desk": (showcase.DESK, INSIDE),
    "desk-long": (showcase.LONG_DESK, NOTICED),
    "desk-empty": (DeskPage(lines=(), total=0, may_open_file=True), INSIDE),
    "desk-none-paired": (DeskPage(lines=(), total=0), INSIDE),
    "desk-none-due": (replace(showcase.DESK, lines=(), chosen=DueFilter.OVERDUE), INSIDE),
    "desk-failed": (DeskPage(lines=(), total=0, failed=True), INSIDE),
    "file": (showcase.FILE, INSIDE),
    "file-empty": (showcase.EMPTY_FILE, INSIDE),
    "open-file": (showcase_forms.OPEN_FILE, INSIDE),
    "open-file-wrong": (showcase_forms.OPEN_FILE_WRONG, INSIDE),
    "visit": (showcase_forms.VISIT, INSIDE),
    "visit-correct": (showcase_forms.FILLED_VISIT, INSIDE),
    "visit-wrong": (showcase_forms.VISIT_WRONG, INSIDE),
    "talk": (showcase_forms.TALK, INSIDE),
    "talk-correct": (showcase_forms.FILLED_TALK, INSIDE),
    "words": (showcase_forms.WORDS, INSIDE),
    "history": (showcase_history.HISTORY, INSIDE),
    "history-past": (showcase_history.PAST, INSIDE),
    "history-nothing-then": (showcase_history.NOTHING_THEN, INSIDE),
    "history-nothing-yet": (showcase_history.NOTHING_YET, INSIDE),
    "pairing": (showcase_office.PAIRING, INSIDE),
    "pairing-warned": (showcase_office.PAIRING_WARNED, INSIDE),
    "pairing-read-only": (showcase_office.PAIRING_READ_ONLY, INSIDE),
    "end-pairing": (showcase_office.END_PAIRING, INSIDE),
    "end-last-pairing": (showcase_office.END_LAST_PAIRING, INSIDE),
    "organisations": (showcase_office.ORGANISATIONS, INSIDE),
    "organisations-none": (showcase_office.NO_ORGANISATIONS, INSIDE),
    "people": (showcase_office.PEOPLE, INSIDE),
    "people-none": (showcase_office.NO_PEOPLE, INSIDE),
    "person": (showcase_office.PERSON, INSIDE),
    "person-without-duty": (showcase_office.PERSON_WITHOUT_DUTY, INSIDE),
    "end-duty": (showcase_office.END_DUTY, INSIDE),
    "receipt": (showcase_office.RECEIPT, INSIDE),
    "receipt-file": (showcase_office.FILE_RECEIPT, INSIDE),
    "conflict": (showcase_office.CONFLICT, INSIDE),
    **{name: (page, INSIDE) for name, page in showcase_office.ERRORS.items()},
    "waiting": (showcase_office.WAITING, INSIDE),
    "refused": (showcase_office.REFUSED, INSIDE),
    "fault": (showcase_office.FAULT, OUTSIDE),
    "welcome": (showcase_office.WELCOME, INSIDE),
    "welcome-unassigned": (showcase_office.WELCOME, UNASSIGNED),
}


def drawn(name: str, language: Language) -> str:
    """Return one example page as HTML."""
    page, shell = PAGES[name]
    return render(page, shell, language)


class Gallery(BaseHTTPRequestHandler):
    """Answers /<page>?lang=en and /static/<file> with the policy that the product sends."""

    def do_GET(self) -> None:
        at = urlsplit(self.path)
        name = at.path.rsplit("/", 1)[-1]
        if at.path.startswith("/static/") and (STATIC_FILES / name).is_file():
            self._send((STATIC_FILES / name).read_bytes(), guess_type(name)[0] or "text/plain")
        elif name in PAGES:
            language = parse_qs(at.query).get("lang", [Language.CHINESE])[0]
            self._send(drawn(name, Language(language)).encode(), "text/html; charset=utf-8")
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        self.do_GET()

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(port: int = 0) -> Iterator[str]:
    """Serve the pages on this machine only and give their address."""
    server = ThreadingHTTPServer(("127.0.0.1", port), Gallery)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


if __name__ == "__main__":
    with served(8010) as address:
        sys.stdout.write("".join(f"{address}/{name}\n" for name in PAGES))
        sys.stdin.read()
