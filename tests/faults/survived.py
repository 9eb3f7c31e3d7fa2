"""What must hold of an office whose parts were killed: all that was raised is told, and once."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby, pairwise
from time import monotonic, sleep
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select

from application.crisis.telling.outside_rows import alert_of, delivery_of
from application.ports import Recorded
from domain.alerts.facts import ConcernAlerted
from domain.alerts.outside import Channel
from domain.alerts.trying import Stage
from domain.clocks.facts import Step, StepOverdue
from domain.referrals.facts import ConcernRaised
from domain.shared import CaseId, PersonId
from infrastructure.delivery.outbox import lease_of
from infrastructure.leases import SWEEPING
from infrastructure.log.names import NAMES
from infrastructure.log.tables import ALERTS, DELIVERIES, EVENTS, LEASES
from tests import crisis
from tests.faults.conftest import Scene
from tests.faults.installations import REACHED, Installation
from tests.faults.turns import SENDS, SWEEPS, Turn, turns

F = TypeVar("F")

_LEASES = {SWEEPS: SWEEPING, SENDS: lease_of(Channel.EMAIL)}


def drained(installation: Installation, cases: int, within_seconds: float) -> bool:
    """Wait until all are overdue, all are told of that and no message waits; then end what serves.

    Returns False where there is something left to do.
    """
    scene, deadline = installation.scene, monotonic() + within_seconds
    # What was connected to a database that was killed since is of no use.
    scene.databases.dispose()
    while not (is_drained := _is_drained(scene, cases)) and monotonic() < deadline:
        sleep(0.2)
    for web in installation.webs:
        web.kill()
    return is_drained


def _is_drained(scene: Scene, cases: int) -> bool:
    raised, overdue, told = (
        _recorded(scene, kind) for kind in (ConcernRaised, StepOverdue, ConcernAlerted)
    )
    waiting = select(func.count()).where(DELIVERIES.c.state == Stage.WAITING.value)
    with scene.databases.engine.connect() as connection:
        waits = connection.scalar(waiting)
    return raised == cases <= overdue and told == raised + overdue and not waits


def _recorded(scene: Scene, kind: type[object]) -> int:
    names = NAMES.stored_names((kind,))
    counted = select(func.count()).where(EVENTS.events.c.name.in_(names))
    with scene.databases.engine.connect() as connection:
        return connection.scalar(counted) or 0


def require_nothing_lost(
    installation: Installation, answered: Mapping[CaseId, int], kills: int
) -> None:
    """Require all of it of an installation whose processes have ended, after so many kills."""
    log = installation.scene.whole_log()
    raised, overdue = _of(log, ConcernRaised), _of(log, StepOverdue)
    assert {each.case_id: position for (position, _), each in raised.items()} == answered
    assert len(raised) == len(answered)
    _require_each_said_once(list(overdue.values()), answered.keys())
    causes = {event_id for _, event_id in (*raised, *overdue)}
    told = list(_of(log, ConcernAlerted).values())
    assert Counter(each.cause_id for each in told) == Counter(causes)
    at_first = {event_id for _, event_id in raised}
    assert {_addressees(each) for each in told if each.cause_id in at_first} == {crisis.ADDRESSEES}
    _require_on_their_pages(installation.scene, told)
    _require_by_mail(installation, told, kills)
    _require_one_leader_at_a_time(installation)


def _of(log: Sequence[Recorded[object]], kind: type[F]) -> dict[tuple[int, UUID], F]:
    return {
        (each.position, each.event_id): each.fact for each in log if isinstance(each.fact, kind)
    }


def _require_each_said_once(overdue: Sequence[StepOverdue], cases: Collection[CaseId]) -> None:
    assert {each.step for each in overdue} == {Step.TAKEN}
    tiers = {case: sorted(e.tier for e in overdue if e.case_id == case) for case in cases}
    assert all(found == list(range(1, len(found) + 1)) for found in tiers.values())
    assert all(tiers.values())


def _addressees(told: ConcernAlerted) -> frozenset[PersonId]:
    return frozenset(each.person_id for each in told.addressees)


def _require_on_their_pages(scene: Scene, told: Sequence[ConcernAlerted]) -> None:
    wanted = [
        (alert_of(each.cause_id, person_id), person_id, each.case_id)
        for each in told
        for person_id in _addressees(each)
    ]
    rows = select(ALERTS.c.alert, ALERTS.c.addressee, ALERTS.c.case_id)
    with scene.databases.engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(rows)]
    assert Counter(found) == Counter(wanted)


def _require_by_mail(
    installation: Installation, told: Sequence[ConcernAlerted], kills: int
) -> None:
    """Each message once for each alert and person; twice under its id where somebody died."""
    wanted = {
        delivery_of(each.cause_id, person_id, Channel.EMAIL): address
        for each in told
        for person_id, address in REACHED.items()
        if person_id in _addressees(each)
    }
    rows = select(DELIVERIES.c.delivery, DELIVERIES.c.state, DELIVERIES.c.tries)
    with installation.scene.databases.engine.connect() as connection:
        found = {row.delivery: row for row in connection.execute(rows)}
    assert {each: row.state for each, row in found.items()} == dict.fromkeys(wanted, Stage.SENT)
    arrived = Counter(installation.mail.taken())
    assert arrived.keys() == {
        (f"<{each}@city.example>", address) for each, address in wanted.items()
    }
    tries = {f"<{each}@city.example>": row.tries for each, row in found.items()}
    assert all(times <= tries[called] for (called, _), times in arrived.items())
    assert arrived.total() - len(arrived) <= kills


def _require_one_leader_at_a_time(installation: Installation) -> None:
    noted = turns(installation.turns, installation.died_at)
    with installation.scene.databases.engine.connect() as connection:
        numbers = {row.name: row.number for row in connection.execute(select(LEASES))}
    for kind, lease in _LEASES.items():
        each = noted[kind]
        assert all(not _overlap(*two) for two in pairwise(each))
        reigns = [pid for pid, _ in groupby(turn.pid for turn in each)]
        assert 1 <= len(reigns) <= numbers[lease]


def _overlap(earlier: Turn, later: Turn) -> bool:
    return earlier.pid != later.pid and later.began < earlier.ended
