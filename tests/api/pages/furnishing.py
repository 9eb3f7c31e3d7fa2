"""An office that is walked through: whatever an address names is there, and belongs to others."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from urllib.parse import urlencode

from httpx2 import Response

from api import paths
from api.routes.authorisation.grants import GLASS
from api.routes.v1 import PREFIX
from application.authorisation.glass import break_glass
from application.ports import Commit
from application.states import reads_stream
from domain.grants.facts import GlassReason
from domain.grants.state import BreakGlass
from domain.reads.facts import Doubt, ReadingQuestioned
from domain.shared import GrantId, QuestionId, ReadId, RequestId
from infrastructure.settings import Settings
from tests import examples as given
from tests.api.pages import account_pages, duty, granted
from tests.api.pages.all_ids import ALL_IDS
from tests.api.pages.forms import send
from tests.api.pages.privacy import privacy
from tests.api.pages.site import SUPERVISOR, TEACHER, Site, open_site
from tests.api.pages.test_every_page import SENT, valid
from tests.api.walking import ELSEWHERE, HERE, Bodies, employ, walkers
from tests.office import WEEK_AGO, with_factor
from tests.screening_examples import LEAD

STRANGERS, NEIGHBOURS = walkers(ELSEWHERE), walkers(HERE)
RATES = ("reads_a_minute", "writes_a_minute", "uploads_an_hour", "address_requests_a_minute")
# These end the session or never end themselves.
NOT_WALKED = {
    *(paths.SIGN_OUT, paths.STREAM, paths.SIGN_IN, f"{PREFIX}/sessions/current"),
    # Where people come in or show a factor again: a wrong code there counts against them.
    *account_pages.SENT_BY_ANYBODY,
    *(paths.PROVIDER_BACK, f"{PREFIX}/sessions/current/second-factor"),
    # Broken glass opens any child, under everybody's eyes: its own tests say to whom.
    *(paths.BREAK_GLASS, PREFIX + GLASS),
    # Answers 503 while nobody looks for deadlines, as nobody does here: its own tests ask it.
    "/readyz/deadlines",
    "/readyz/messages",
}
FORM = "application/x-www-form-urlencoded"
TYPED = {name: value for path in SENT for name, value in valid(path).items()}
DESCRIPTION = f"{PREFIX}/openapi.json"
OF_GLASS = ("/review", "/close", "/end")
BROKEN = BreakGlass(
    child_id=given.CHILD,
    grant_id=GrantId(given.example_id(872)),
    reason=GlassReason.CHILD_MISSING,
    why="放学后没有到家。",
)

QUESTIONED = ReadingQuestioned(
    question_id=QuestionId(given.example_id(50)),
    reader_id=given.TEACHER,
    doubt=Doubt.AT_NIGHT,
    read_on=given.TODAY - timedelta(days=30),
    first_read_id=ReadId(given.example_id(51)),
    last_read_id=ReadId(given.example_id(51)),
    child_count=1,
)


@contextmanager
def furnished(settings: Settings) -> Iterator[Site]:
    """Give an office with a child of whom there is something to be told everywhere."""
    with open_site(settings.model_copy(update=dict.fromkeys(RATES, 100_000))) as opened:
        teacher = opened.signed_in(TEACHER)
        met = {"outcome": "done", "child_seen": "yes"}
        visit = {"visit_id": str(given.VISIT_ID), "words": given.CHILD_WORDS, **met}
        talk = {"talk_id": str(given.TALK_ID), "notes": given.TALK_NOTES, "outcome": "done"}
        assert send(teacher, at(paths.NEW_VISIT), **visit).is_redirect
        assert send(teacher, at(paths.NEW_TALK), **talk).is_redirect
        listed = f"姓名,性别,出生日期\n{given.CHILD_NAME},男,{given.BORN_ON.isoformat()}\n"
        opened.signed_in(SUPERVISOR).post(
            paths.ROSTERS,
            data={"request_id": str(given.example_id(889))},
            files={"file": ("示例.csv", listed)},
        )
        duty.employ(opened)
        duty.worry(opened)
        duty.refer(opened)
        duty.report(opened)
        privacy.employ(opened)
        opened.know(LEAD, number=38)
        granted.ask(opened)
        break_glass(
            opened.opened.ledger, with_factor(duty.POSTS[duty.ADVISER][0]), BROKEN, given.NOW
        )
        employ(opened, *STRANGERS, *NEIGHBOURS)
        ask_about_reading(opened)
        yield opened


def ask_about_reading(site: Site) -> None:
    """Ask the teacher about a reading so long ago that it may be answered and settled."""
    site.opened.ledger.reads.append(
        Commit(
            facts=(QUESTIONED,),
            expected={reads_stream(QUESTIONED.question_id): 0},
            request_id=RequestId(given.example_id(999)),
            actor_id=given.SUPERVISOR,
            recorded_at=WEEK_AGO,
        )
    )
    assert site.opened.reads_projector.catch_up()


def at(path: str) -> str:
    """Return the path with the ids of others; a new kind of id needs an example among them."""
    return path.format(**ids_at(path))


def ids_at(path: str) -> Mapping[str, object]:
    """Return what there is of what the path names."""
    of_glass = {"grant_id": BROKEN.grant_id} if path.endswith(OF_GLASS) else {}
    return {**ALL_IDS, **of_glass}


def is_described(path: str) -> bool:
    """Return whether the description of the API tells of a path."""
    return path.startswith(PREFIX) and path != DESCRIPTION


def asked(site: Site, bodies: Bodies, login: str, method: str, path: str) -> Response:
    """Return what somebody is answered who sends what the path takes."""
    browser = site.signed_in(login)
    if is_described(path):
        query = bodies.query(method, path)
        return browser.request(method, at(path), params=query, json=bodies.body(method, path))
    if method == "GET":
        return browser.get(at(path))
    return browser.post(at(path), content=filled(path), headers={"content-type": FORM})


@cache
def filled(path: str) -> bytes:
    """Return all fields that any form has, as a browser sends them, those of the path valid."""
    fields = TYPED | (valid(path) if path in SENT else {})
    return urlencode(fields, doseq=True).encode()
