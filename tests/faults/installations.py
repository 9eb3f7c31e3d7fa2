"""An office at work with all that serves it, each part of which may be killed: where, and by whom.

Whoever answers for worries has a work address, and the rules of the city ask for somebody who takes
a worry at once, so that each of them is overdue while parts are killed.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from application.authentication.work_addresses import CodeLimits
from application.ports import Commit
from application.rule_sets.seeing import RULES_STREAM
from domain.days import local_day
from domain.ruleset.facts import THE_CITY, RuleSetApproved, RuleSetProposed
from domain.ruleset.values import RuleUnit, RuleValue
from domain.shared import PersonId, RequestId, RuleSetId
from infrastructure.authentication.work_addresses import WorkAddresses
from infrastructure.delivery.settings import SmtpSecurity
from infrastructure.opening import open_ledger
from infrastructure.settings import Settings
from tests import crisis
from tests import examples as given
from tests.api.pages.site import found_office_on_duty, office_settings
from tests.engines import LedgerDatabases, PostgresLedgers
from tests.faults.conftest import Scene
from tests.faults.parts import Mail, Part, Web, running
from tests.faults.turns import SWEEPS, leader
from tests.office import WEEK_AGO
from tests.postgresql import running_cluster

REACHED = {crisis.CRISIS_LEAD: "lead@school.example", crisis.DUTY_OFFICER: "duty@county.example"}
"""Who is told by e-mail besides, and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """All that runs: processes that serve one ledger, a mail server, a database of their own."""

    scene: Scene
    webs: tuple[Web, ...]
    mail: Mail
    database: Part | None
    turns: Path

    def part(self, name: str) -> Part:
        """Return a part by its name; which process leads is looked up now."""
        if name == "mail":
            return self.mail
        if name == "database":
            assert self.database is not None
            return self.database
        leads = leader(self.turns, SWEEPS)
        leading = next((web for web in self.webs if web.pid == leads), self.webs[0])
        return leading if name == "leader" else next(w for w in self.webs if w is not leading)

    @property
    def died_at(self) -> dict[int, float]:
        """When each process that was killed was dead."""
        return {pid: at for web in self.webs for pid, at in web.died_at.items()}


@contextmanager
def embedded(
    databases: LedgerDatabases, taken_minutes: int, *, hurried: bool
) -> Iterator[Installation]:
    """Serve a founded ledger by one process, the only one that an embedded engine has."""
    with _serving(databases, None, 1, taken_minutes, hurried) as installation:
        yield installation


@contextmanager
def mortal(tmp_path: Path, taken_minutes: int, *, hurried: bool) -> Iterator[Installation]:
    """Serve a ledger by two processes, on a PostgreSQL that nobody else needs.

    Raises: PostgresMissing.
    """
    with ExitStack() as ending:
        cluster = ending.enter_context(running_cluster())
        with closing(PostgresLedgers(cluster)) as ledgers:
            databases = ledgers.lasting(tmp_path)
        ending.callback(databases.dispose)
        found_office_on_duty(databases)
        serving = _serving(databases, cluster.server, 2, taken_minutes, hurried)
        yield ending.enter_context(serving)


@contextmanager
def _serving(
    databases: LedgerDatabases,
    database: Part | None,
    processes: int,
    taken_minutes: int,
    hurried: bool,
) -> Iterator[Installation]:
    folder = databases.tmp_path
    mail, turns = Mail(folder / "mails"), folder / "turns"
    turns.touch()
    settings = _sending(office_settings(databases), mail.port)
    scene = Scene(databases, settings)
    _prepare(scene, taken_minutes)
    webs = tuple(Web(settings, folder, turns, hurried=hurried) for _ in range(processes))
    with running(mail, *webs):
        yield Installation(scene=scene, webs=webs, mail=mail, database=database, turns=turns)


def _sending(settings: Settings, port: int) -> Settings:
    return settings.model_copy(
        update={
            "address": "http://localhost:8000",
            "smtp_host": "127.0.0.1",
            "smtp_port": port,
            "smtp_security": SmtpSecurity.NONE,
            "smtp_from": "tongxin@city.example",
        }
    )


def _prepare(scene: Scene, taken_minutes: int) -> None:
    with open_ledger(scene.settings) as opened:
        for person_id, address in REACHED.items():
            _give_address(opened.ways_out.addresses, person_id, address)
        opened.ledger.log.append(
            Commit(
                facts=_rules(taken_minutes),
                expected={RULES_STREAM: 0},
                request_id=RequestId(given.example_id(972)),
                actor_id=given.SUPERVISOR,
                recorded_at=WEEK_AGO,
            )
        )
        assert opened.projector.catch_up(wait_ms=10_000)


def _give_address(addresses: WorkAddresses, person_id: PersonId, address: str) -> None:
    at, code = datetime.now(UTC), "AAAA2222"
    limits = CodeLimits(none_since=at, day_since=at, at_most=1)
    assert addresses.wait(person_id, address, code, at, limits)
    assert addresses.confirm(person_id, code, at - timedelta(minutes=1), 5, ())


def _rules(taken_minutes: int) -> tuple[RuleSetProposed, RuleSetApproved]:
    """Return the version by which a worry of danger is to be taken within so many minutes."""
    version, from_on = 2, local_day(WEEK_AGO) + timedelta(days=1)
    rule_set_id = RuleSetId(given.example_id(971))
    name, unit = "clocks.by_level.red.taken", RuleUnit.MINUTES
    proposed = RuleSetProposed(
        city_id=THE_CITY,
        rule_set_id=rule_set_id,
        version=version,
        from_version=1,
        from_on=from_on,
        values=(RuleValue(name=name, unit=unit, numbers=(taken_minutes,)),),
        why="马上有人接手",
        proposed_by=given.OPERATOR,
    )
    approved = RuleSetApproved(
        city_id=THE_CITY,
        rule_set_id=rule_set_id,
        version=version,
        from_on=from_on,
        why="同意",
        approved_by=given.SUPERVISOR,
    )
    return proposed, approved
