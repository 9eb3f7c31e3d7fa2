"""The parts of an installation, each in processes of its own, killed and started again at will."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic, sleep
from typing import Protocol

from aiosmtpd.smtp import SMTP, Envelope, Session

from infrastructure import following, sweeping
from infrastructure.delivery import delivering, outbox
from infrastructure.delivery import opening as ways_out
from infrastructure.settings import Settings
from tests.engines import free_port
from tests.faults.serving import browser_on, is_ready
from tests.faults.turns import note_turns
from tests.faults.victims import Victim, serve, victim
from tests.infrastructure.delivery.mailbox import Mailbox, mail_server

READY_WITHIN_SECONDS = 60.0


class Part(Protocol):
    """What can be killed and started again."""

    def kill(self) -> None: ...

    def start(self) -> None: ...


class Forked:
    """A part that is one process of ours, forked from one that has loaded the program."""

    def __init__(self) -> None:
        self._life = ExitStack()
        self.died_at: dict[int, float] = {}
        self.port = free_port()
        self.process: Victim | None = None

    @property
    def pid(self) -> int | None:
        """Which process it is; None while there is none."""
        return None if self.process is None else self.process.process.pid

    def kill(self) -> None:
        """Kill it, whatever it is doing."""
        pid, process = self.pid, self.process
        if pid is None or process is None:
            return
        process.kill()
        assert process.died()
        self.died_at[pid] = monotonic()
        self.process = None
        self._life.close()

    def _begin(self, work: Callable[..., None], *more: object) -> Victim:
        self.process = self._life.enter_context(victim(work, *more))
        return self.process


class Web(Forked):
    """One `tongxin serve`."""

    def __init__(self, settings: Settings, folder: Path, turns: Path, *, hurried: bool) -> None:
        super().__init__()
        self._settings = settings.model_copy(update={"port": self.port})
        self._more = (folder, turns, hurried)

    @property
    def address(self) -> str:
        """Where it is asked."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and return when it is ready, again and again as whoever watches over it does."""
        deadline = monotonic() + READY_WITHIN_SECONDS
        with browser_on(self.address) as browser:
            while monotonic() < deadline:
                process = self._begin(serve_noting, self._settings, *self._more)
                while process.process.is_alive():
                    if is_ready(browser):
                        return
                    assert monotonic() < deadline
                    sleep(0.02)
                # A database that is away lets nobody start.
                self._life.close()
        raise AssertionError("it does not start")


class Mail(Forked):
    """A mail server, which notes what it took before it says that it did."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        file.touch()

    def start(self) -> None:
        """Start it and return when it listens."""
        said = self._begin(take_mail, self.file, self.port).acknowledged()
        assert next(said) == "listens"

    def taken(self) -> list[tuple[str, str]]:
        """Return the id and the receiver of each mail that was taken, in their order."""
        lines = (line.split() for line in self.file.read_text("utf-8").splitlines())
        return [(called, to) for called, to in lines]


def serve_noting(
    settings: Settings, folder: Path, turns: Path, hurried: bool, sending: Connection
) -> None:
    """Serve, and note each turn as the leader; `hurried`: leases last a fifth as long."""
    if hurried:
        _hurry()
    note_turns(turns)
    serve(settings, folder, sending)


def _hurry() -> None:
    """Let a dead leader be followed within seconds, all in the same proportions."""
    for room in (sweeping, following):
        vars(room)["LEASE_SECONDS"] = 3.0
    vars(sweeping).update(LOOK_EVERY_SECONDS=0.8, STOPS_BEFORE_SECONDS=0.6, SWEEP_EVERY_SECONDS=0.6)
    for room in (delivering, ways_out):
        vars(room)["LEASE_SECONDS"] = 6.0
    vars(delivering).update(
        RENEWED_EVERY_SECONDS=0.8, STOPS_BEFORE_SECONDS=4.0, NOTES_FOR_SECONDS=1.6
    )
    vars(outbox)["CLAIM_SECONDS"] = 6.0


def take_mail(file: Path, port: int, sending: Connection) -> None:
    """Serve mail until killed."""

    class Noting(Mailbox):
        async def take(self, server: SMTP, session: Session, envelope: Envelope) -> str:
            answer = await super().take(server, session, envelope)
            with file.open("a", encoding="utf-8") as noted:
                noted.write(f"{self.mails[-1]['Message-ID']} {envelope.rcpt_tos[0]}\n")
            return answer

    with mail_server(None, port=port, box=Noting()):
        sending.send("listens")
        while True:
            sleep(60)


@contextmanager
def running(*parts: Part) -> Iterator[None]:
    """Start all of them, and leave none of them behind."""
    with ExitStack() as ending:
        for part in parts:
            ending.callback(part.kill)
            part.start()
        yield
