"""Every page with example values; `python -m tests.api.gallery` serves them for looking at."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from threading import Thread
from time import sleep
from urllib.parse import parse_qs, urlsplit

from api import paths
from api.guards.security import CONTENT_SECURITY_POLICY
from api.language import Language
from api.qr import qr_image
from api.rendering import STATIC_FILES, render
from api.view_models.care_files.desk import DeskPage
from api.view_models.shell import Alerts, PageModel, Shell
from application.rows import DueFilter
from tests import examples as e
from tests.api.shells import (
    ASKED,
    AT_EASE,
    BREACHED,
    INSIDE,
    NOTICED,
    ON_DUTY,
    OUTSIDE,
    UNASSIGNED,
    WITHOUT_LIST,
)
from tests.api.showcases import (
    showcase,
    showcase_accounts,
    showcase_answering,
    showcase_breaches,
    showcase_cases,
    showcase_clocks,
    showcase_county,
    showcase_disclosures,
    showcase_duties,
    showcase_duty,
    showcase_families,
    showcase_first_sign_ins,
    showcase_forms,
    showcase_grants,
    showcase_history,
    showcase_hospital,
    showcase_identity,
    showcase_levels,
    showcase_office,
    showcase_outsiders,
    showcase_panels,
    showcase_permissions,
    showcase_readings,
    showcase_refusals,
    showcase_reporting,
    showcase_rights_answers,
    showcase_risk_notices,
    showcase_rosters,
    showcase_security,
    showcase_staff_lists,
    showcase_worries,
)

Page = tuple[PageModel, Shell]
PAGES: Mapping[str, Page] = {
    **showcase_accounts.among(OUTSIDE, INSIDE),
    "desk": (showcase.DESK, INSIDE),
    "desk-long": (showcase.LONG_DESK, NOTICED),
    "desk-empty": (DeskPage(lines=(), total=0, may_open_file=True), INSIDE),
    "desk-none-paired": (DeskPage(lines=(), total=0), INSIDE),
    "desk-none-due": (replace(showcase.DESK, lines=(), chosen=DueFilter.OVERDUE), INSIDE),
    "duty": (
        showcase_duty.CALM_DESK,
        replace(ON_DUTY, alerts=Alerts(person_id=e.TEACHER, untaken=1)),
    ),
    "duty-full": (showcase_duty.DESK, replace(ON_DUTY, behind=12)),
    "duty-empty": (showcase_duty.EMPTY_DESK, AT_EASE),
    "duty-hospital": (showcase_duty.HOSPITAL_DESK, ON_DUTY),
    "duty-hospital-empty": (showcase_duty.EMPTY_HOSPITAL_DESK, AT_EASE),
    **{name: (model, WITHOUT_LIST) for name, model in showcase_county.PAGES.items()},
    "case": (showcase_cases.CASE, ON_DUTY),
    "case-untold": (showcase_cases.CASE_UNTOLD, ON_DUTY),
    "case-just-raised": (showcase_cases.CASE_JUST_RAISED, ON_DUTY),
    "case-taken": (showcase_cases.CASE_TAKEN, AT_EASE),
    "case-of-another": (showcase_cases.CASE_OF_ANOTHER, AT_EASE),
    "case-of-somebody-away": (showcase_cases.CASE_OF_SOMEBODY_AWAY, AT_EASE),
    "case-proposed": (showcase_cases.CASE_PROPOSED, AT_EASE),
    "case-advised": (showcase_cases.CASE_ADVISED, AT_EASE),
    "case-issued": (showcase_cases.CASE_ISSUED, AT_EASE),
    "case-at-hospital": (showcase_cases.CASE_AT_HOSPITAL, ON_DUTY),
    "case-received": (showcase_cases.CASE_RECEIVED, AT_EASE),
    "case-withdrawn": (showcase_cases.CASE_WITHDRAWN, AT_EASE),
    **{name: (model, AT_EASE) for name, model in showcase_answering.PAGES.items()},
    **{n: (m, AT_EASE) for n, m in {**showcase_levels.PAGES, **showcase_panels.PAGES}.items()},
    **{name: (model, AT_EASE) for name, model in showcase_hospital.PAGES.items()},
    **{name: (model, ON_DUTY) for name, model in showcase_clocks.PAGES.items()},
    **{name: (model, AT_EASE) for name, model in showcase_families.PAGES.items()},
    **{name: (model, INSIDE) for name, model in showcase_answering.APPOINTING.items()},
    **{name: (model, INSIDE) for name, model in showcase_duties.PAGES.items()},
    **{name: (model, INSIDE) for name, model in showcase_first_sign_ins.PAGES.items()},
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
    **{name: (model, INSIDE) for name, model in showcase_office.PAIRINGS.items()},
    "end-pairing": (showcase_office.END_PAIRING, INSIDE),
    "end-last-pairing": (showcase_office.END_LAST_PAIRING, INSIDE),
    **{name: (page, INSIDE) for name, page in showcase_rights_answers.PAGES.items()},
    **{name: (page, BREACHED) for name, page in showcase_breaches.PAGES.items()},
    **{name: (page, INSIDE) for name, page in showcase_disclosures.PAGES.items()},
    **{name: (page, INSIDE) for name, page in showcase_identity.PAGES.items()},
    **{name: (page, INSIDE) for name, page in showcase_permissions.PAGES.items()},
    "organisations": (showcase_office.ORGANISATIONS, INSIDE),
    "organisations-none": (showcase_office.NO_ORGANISATIONS, INSIDE),
    "people": (showcase_office.PEOPLE, INSIDE),
    "people-none": (showcase_office.NO_PEOPLE, INSIDE),
    "people-over": (replace(showcase_office.NO_PEOPLE, is_first_page=False), INSIDE),
    "person": (showcase_office.PERSON, INSIDE),
    "person-without-duty": (showcase_office.PERSON_WITHOUT_DUTY, INSIDE),
    "end-duty": (showcase_office.END_DUTY, INSIDE),
    **{name: (page, INSIDE) for name, page in showcase_staff_lists.PAGES.items()},
    "rosters": (showcase_rosters.SOME, INSIDE),
    "rosters-none": (showcase_rosters.NONE, INSIDE),
    "rosters-refused": (showcase_rosters.REFUSED, INSIDE),
    "roster": (showcase_rosters.ROSTER, INSIDE),
    "roster-all-well": (showcase_rosters.ALL_WELL, INSIDE),
    "roster-opened": (showcase_rosters.OPENED, INSIDE),
    "roster-record": (showcase_rosters.RECORD, INSIDE),
    "roster-record-wrong": (showcase_rosters.RECORD_NOTHING_CHOSEN, INSIDE),
    "roster-record-nothing": (showcase_rosters.RECORD_NOTHING_LEFT, INSIDE),
    "roster-recording": (showcase_rosters.RECORDING, INSIDE),
    "roster-waiting": (showcase_rosters.WAITING, INSIDE),
    "roster-recorded": (showcase_rosters.RECORDED, INSIDE),
    "roster-broken-off": (showcase_rosters.BROKEN_OFF, INSIDE),
    "roster-delete": (showcase_rosters.DELETE, INSIDE),
    **{name: (page, INSIDE) for name, page in showcase_readings.PAGES.items()},
    **{name: (page, INSIDE) for name, page in showcase_security.PAGES.items()},
    **{name: (page, ASKED) for name, page in showcase_grants.PAGES.items()},
    "receipt": (showcase_office.RECEIPT, INSIDE),
    "receipt-file": (showcase_office.FILE_RECEIPT, INSIDE),
    "conflict": (showcase_office.CONFLICT, INSIDE),
    **{name: (page, INSIDE) for name, page in showcase_office.ERRORS.items()},
    "waiting": (showcase_office.WAITING, INSIDE),
    "refused": (showcase_office.REFUSED, INSIDE),
    "not-begun": (showcase_office.NOT_BEGUN, OUTSIDE),
    "fault": (showcase_office.FAULT, OUTSIDE),
    **showcase_reporting.PAGES,
    **showcase_outsiders.PAGES,
    **showcase_worries.FORMS,
    "worry-sent": (showcase_worries.SENT, INSIDE),
    "worry-told": (showcase_worries.TOLD, INSIDE),
    "worry-taken": (showcase_worries.TAKEN, INSIDE),
    "worry-nobody": (showcase_worries.NOBODY, INSIDE),
    "worry-over": (showcase_worries.OVER, INSIDE),
    **showcase_refusals.PAGES,
    **showcase_risk_notices.PAGES,
    "help": (showcase_worries.HELP, OUTSIDE),
    "help-inside": (showcase_worries.HELP_INSIDE, INSIDE),
    "help-kept": (showcase_worries.HELP_KEPT, OUTSIDE),
    "help-offline": (showcase_worries.HELP_OFFLINE, OUTSIDE),
    "help-unsent": (showcase_worries.HELP_UNSENT, OUTSIDE),
    "welcome": (showcase_office.WELCOME, INSIDE),
    "welcome-unassigned": (showcase_office.WELCOME, UNASSIGNED),
    "welcome-without-list": (showcase_office.WELCOME, WITHOUT_LIST),
}


def drawn(name: str, language: Language) -> str:
    """Return one example page as HTML."""
    page, shell = PAGES[name]
    return render(page, shell, language)


class Gallery(BaseHTTPRequestHandler):
    """Answers /<page>?lang=en and /static/<file> with the policy that the product sends.

    /help-numbers is as asked for; under another name as shown when that could not be reached.
    """

    def do_GET(self) -> None:
        at = urlsplit(self.path)
        name = at.path[1:] if at.path[1:] in PAGES else at.path.rsplit("/", 1)[-1]
        if at.path.startswith("/static/") and (STATIC_FILES / name).is_file():
            self._send((STATIC_FILES / name).read_bytes(), guess_type(name)[0] or "text/plain")
        elif at.path == paths.ENROL_IMAGE:
            self._send(qr_image("otpauth://totp/example"), "image/svg+xml")
        elif at.path == paths.STREAM:
            self._stay_open()
        elif name in PAGES:
            language = parse_qs(at.query).get("lang", [Language.CHINESE])[0]
            self._send(drawn(name, Language(language)).encode(), "text/html; charset=utf-8")
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        self.do_GET()

    def _stay_open(self) -> None:
        """Keep a screen connected as the product does, without anything to tell it."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with suppress(OSError):
            while True:
                self.wfile.write(b": still here\n\n")
                sleep(1)

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
