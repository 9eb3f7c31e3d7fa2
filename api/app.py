"""The composition root: what meets infrastructure, for the web and for the command line."""

from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    ExitStack,
    asynccontextmanager,
    contextmanager,
)
from datetime import UTC, datetime
from uuid import UUID

from anyio import create_task_group
from anyio.to_thread import current_default_thread_limiter, run_sync
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from api import paths
from api.counted import Counted
from api.guards.rates import counting_of
from api.guards.security import guard
from api.pages.every import PAGES
from api.pages.refusals import answer_as_page
from api.rendering import STATIC_FILES
from api.routes.v1 import add_routes
from api.sections import put_in_sections
from api.serving import serve_app
from api.streams import Streams
from api.talks import TalksWaiting
from api.untaken import UntakenCounts
from api.view_models.shell import Mode
from application.authentication.listening import Listener, still_listening
from application.crisis.desk.duty_desk import nobody_sweeps
from application.staffing.founding import Founding
from domain.errors import DomainError, NotFound
from domain.ruleset import RULES_1
from infrastructure.authentication.outside import outside_doors
from infrastructure.database import is_answering
from infrastructure.demo.city import CHILDREN as DEMO_CHILDREN
from infrastructure.demo.city import CHILDREN_AT_LEAST as DEMO_CHILDREN_AT_LEAST
from infrastructure.demo.city import City
from infrastructure.demo.filling import PASSWORD as DEMO_PASSWORD
from infrastructure.demo.filling import fill
from infrastructure.demo.folder import DemoFolder
from infrastructure.demo.staffing import Colleague, colleagues
from infrastructure.following import log_followed
from infrastructure.keys.refusals import KeysRefused
from infrastructure.not_ready import NotReady
from infrastructure.opening import OpenLedger, migrate_ledger, open_ledger
from infrastructure.rosters.known import KnownBefore, known_before
from infrastructure.rosters.previewing import Preview, SheetPreview
from infrastructure.rosters.recording import RecordedRow, RosterRecorder
from infrastructure.rosters.refusals import NotARoster
from infrastructure.rosters.serving import previewing, reading_staff, recording, staged_rosters
from infrastructure.rosters.staff_files import StaffFiles
from infrastructure.rosters.staff_writing import workbook_of_lines
from infrastructure.settings import Settings, SettingsError, read_settings
from infrastructure.single_server import AlreadyServed, SingleServer
from infrastructure.verifying import Verified, verify_log

Progress = Callable[[int, int], None]

# What the operator can put right; anything else is a fault of the program.
__all__ = [
    "DEMO_CHILDREN",
    "DEMO_CHILDREN_AT_LEAST",
    "DEMO_PASSWORD",
    "TOLD_TO_OPERATORS",
    "Installation",
    "NotARoster",
    "Preview",
    "RecordedRow",
    "RosterRecorder",
    "SheetPreview",
    "create_app",
]

TOLD_TO_OPERATORS = (AlreadyServed, DomainError, KeysRefused, NotReady, SettingsError)


def create_app(
    opened: OpenLedger,
    settings: Settings,
    *,
    mode: Mode = Mode.PREVIEW,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> FastAPI:
    """Return the application; `clock` tells the time of every request."""
    rosters, accounts = staged_rosters(opened, clock), opened.accounts

    def still(listeners: Collection[Listener]) -> frozenset[Listener]:
        return still_listening(opened.ledger.at(clock()), accounts, listeners, clock())

    streams = Streams(opened.watch, still)
    app = FastAPI(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_running(settings.request_threads, streams, rosters.close),
        telemetry={"tracing": False, "metrics": False, "logs": False},  # Paths hold ids.
    )
    app.state.ledger, app.state.accounts = opened.ledger, accounts
    app.state.outside = outside_doors(opened, settings, paths.PROVIDER_BACK)
    app.state.rosters, app.state.streams = rosters, streams
    app.state.clock, app.state.mode, app.state.talks = clock, mode, TalksWaiting()
    app.state.refusals, app.state.workbook = opened.refusals.note, workbook_of_lines
    app.state.mail, app.state.untaken = opened.ways_out.mail, UntakenCounts()
    app.state.is_ready = lambda: is_answering(opened.engine)
    app.state.is_swept = lambda: not nobody_sweeps(opened.ledger)
    app.state.quarantined = Counted(lambda: len(opened.projector.quarantined()))
    guard(app, settings, counting_of(settings), html=answer_as_page)
    add_routes(app)
    app.router.routes += [route for pages in PAGES for route in pages.router.routes]
    app.mount(paths.STATIC, StaticFiles(directory=STATIC_FILES), name="static")
    put_in_sections(app)
    return app


def _running(
    request_threads: int, streams: Streams, at_exit: Callable[[], None]
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Bound the threads that serve requests, more than a few are slower; tell open screens."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = request_threads
        async with create_task_group() as tasks:
            tasks.start_soon(streams.run)
            yield
            await run_sync(at_exit)
            tasks.cancel_scope.cancel()

    return lifespan


class Installation:
    """One installation as its operator handles it: the commands go through here."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @classmethod
    def of_environment(cls) -> "Installation":
        """Return the installation that the environment names. Raises: SettingsError."""
        return cls(read_settings())

    @contextmanager
    def opened(self, operator: str) -> Iterator[tuple[OpenLedger, Founding]]:
        """Open the ledger for one command by a named operator."""
        with open_ledger(self.settings) as opened:
            yield opened, Founding(opened.ledger, opened.ledger_id, operator)

    def migrate(self) -> UUID:
        """Bring the databases to this program's schema and return the ledger's id."""
        return migrate_ledger(self.settings)

    def serve(self, mode: Mode = Mode.PREVIEW, announce: Callable[[], None] = lambda: None) -> None:
        """Serve pages and API until told to stop; an embedded ledger by one process only.

        `announce` is called when it is about to listen. Raises: NotReady `folder_is_a_demo`.
        """
        with ExitStack() as ending:
            if self.settings.embedded:
                DemoFolder(self.settings.data).require_served(as_demo=mode is Mode.DEMO)
                ending.callback(SingleServer(self.settings.data).close)
            opened = ending.enter_context(open_ledger(self.settings))
            ending.enter_context(log_followed(opened))
            app = create_app(opened, self.settings, mode=mode)
            announce()
            serve_app(
                app,
                self.settings.host,
                self.settings.port,
                behind_proxy=self.settings.https,
                at_exit=app.state.streams.close,
            )

    def for_demo(self) -> "Installation":
        """Return the installation of the demo: always embedded, in a folder of its own."""
        return Installation(Settings(data=self.settings.data / "demo", port=self.settings.port))

    def prepare_demo(
        self, progress: Progress, *, afresh: bool, children: int = DEMO_CHILDREN
    ) -> tuple[Colleague, ...]:
        """Make and fill the demo's ledger unless it is there; return its people.

        Raises: RuleBroken `folder_is_not_a_demo`: nothing else is ever cleared away.
        """
        folder = DemoFolder(self.settings.data)
        folder.clear(unless_filled=not afresh)
        self.migrate()
        city = City(children)
        with self.opened("demo") as (opened, founding):
            if not folder.is_filled:
                fill(city, opened, founding, datetime.now(UTC), progress)
                folder.note_filled()
            return colleagues(city, founding.bureau_id)

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the pages."""
        return f"http://{self.settings.host}:{self.settings.port}"

    @contextmanager
    def previewing(self) -> Iterator[Preview]:
        """Give what previews lists; without a ledger, nobody is known yet."""
        known = KnownBefore()
        if not self.settings.embedded or self.settings.ledger_file.exists():
            with open_ledger(self.settings) as opened:
                known = known_before(opened)
        with previewing(known, RULES_1) as previews:
            yield previews

    @contextmanager
    def importing(self, operator: str) -> Iterator[tuple[Preview, RosterRecorder]]:
        """Give what previews lists and what records them in the name of an operator."""
        with self.opened(operator) as (opened, founding), recording(opened, founding) as both:
            yield both

    @contextmanager
    def inviting(self, operator: str) -> Iterator[tuple[OpenLedger, Founding, StaffFiles]]:
        """Give what reads a list of staff, and what it is recorded with."""
        with self.opened(operator) as (opened, founding), reading_staff(opened.vault) as files:
            yield opened, founding, files

    def rebuild(self, view: str, progress: Progress) -> Sequence[str]:
        """Fill a view, or each of them, anew from the log while the old one serves.

        Raises: NotFound `no_such_view`.
        """
        with open_ledger(self.settings) as opened:
            projectors = (opened.projector, opened.reads_projector)
            driven = {name: each for each in projectors for name in each.view_names}
            names = [view] if view else list(driven)
            if not set(names) <= driven.keys():
                raise NotFound("no_such_view")
            for name in names:
                driven[name].rebuild(name, progress)
            return names

    def verify(self, progress: Progress) -> Mapping[str, Verified]:
        """Read both logs again, of events and of readings, and return what was found in each."""
        with open_ledger(self.settings) as opened:
            return {
                name: verify_log(recorder, mapper, progress)
                for name, (recorder, mapper) in opened.logs.items()
            }
