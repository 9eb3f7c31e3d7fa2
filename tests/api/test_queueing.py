"""Sign-ins pass two at a time in order; past the bound they are told to come again."""

import anyio
import pytest
from anyio import Event, create_task_group, sleep
from anyio.abc import TaskGroup
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send

from api import paths
from api.guards import queueing
from api.guards.queueing import SignInQueue
from domain.errors import Unavailable

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Door:
    """An application behind the queue that lets nobody in until told to."""

    def __init__(self) -> None:
        self.queue = SignInQueue(self, paths={paths.SIGN_IN})
        self.open = Event()
        self.within = 0
        self.most = 0
        self.bodies: list[bytes] = []
        self.turned_away = 0

    async def __call__(self, scope: Scope, receive: Receive, _send: Send) -> None:
        self.within += 1
        self.most = max(self.most, self.within)
        if scope["path"] == paths.SIGN_IN:
            await self.open.wait()
        self.bodies.append((await receive())["body"])
        self.within -= 1

    async def sign_in(self, body: bytes = b"", path: str = paths.SIGN_IN) -> None:
        await self.knock(_giving(body), path)

    async def knock(self, receive: Receive, path: str = paths.SIGN_IN) -> None:
        scope: Scope = {"type": "http", "method": "POST", "path": path}
        try:
            await self.queue(scope, receive, _nowhere)
        except Unavailable:
            self.turned_away += 1


class Broken(Exception):
    """What went wrong behind the queue."""


def _giving(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _nowhere(_message: Message) -> None:
    raise AssertionError


async def _come(tasks: TaskGroup, door: Door, *, times: int) -> None:
    for number in range(times):
        tasks.start_soon(door.sign_in, b"%d" % number)
        # So that they come one after the other.
        await anyio.lowlevel.checkpoint()
    await anyio.wait_all_tasks_blocked()


async def test_two_at_a_time_in_the_order_in_which_they_came() -> None:
    door = Door()
    async with create_task_group() as tasks:
        await _come(tasks, door, times=20)
        assert door.within == queueing.AT_ONCE
        door.open.set()
    assert door.most == queueing.AT_ONCE
    assert door.bodies == [b"%d" % number for number in range(20)]


async def test_past_the_bound_they_are_turned_away_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queueing, "WAITING_AT_MOST", 10)
    door = Door()
    async with create_task_group() as tasks:
        await _come(tasks, door, times=queueing.AT_ONCE + 10)
        with anyio.fail_after(0.5):
            await door.sign_in()
        assert door.turned_away == 1
        door.open.set()
    assert len(door.bodies) == queueing.AT_ONCE + 10


async def test_many_who_are_turned_away_are_answered_apart_and_never_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queueing, "WAITING_AT_MOST", 0)
    monkeypatch.setattr(queueing, "AWAY_SECONDS_AT_MOST", 0.2)
    door = Door()
    begun = anyio.current_time()
    async with create_task_group() as tasks:
        for _ in range(500):
            tasks.start_soon(door.sign_in)
    assert door.turned_away == 500
    assert 0.15 < anyio.current_time() - begun < 2


async def test_nobody_waits_longer_than_is_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queueing, "WAIT_SECONDS_AT_MOST", 0.05)
    door = Door()
    async with create_task_group() as tasks:
        await _come(tasks, door, times=queueing.AT_ONCE + 3)
        await sleep(0.1)
        assert door.turned_away == 3
        door.open.set()
    assert len(door.bodies) == queueing.AT_ONCE


async def test_a_queue_may_be_for_those_who_go_to_a_provider_and_come_back() -> None:
    guarded = SignInQueue(Door(), paths={paths.PROVIDER_BACK}, method="GET")
    for method, path, queues in (
        ("GET", paths.PROVIDER_BACK, True),
        ("POST", paths.PROVIDER_BACK, False),
        ("GET", paths.SIGN_IN, False),
    ):
        scope: Scope = {"type": "http", "method": method, "path": path}
        assert guarded._queues(scope) is queues


async def test_everything_else_goes_past_the_queue() -> None:
    door = Door()
    async with create_task_group() as tasks:
        await _come(tasks, door, times=queueing.AT_ONCE + 3)
        with anyio.fail_after(0.5):
            await door.sign_in(b"a worry", paths.WORRY)
        assert door.bodies == [b"a worry"]
        door.open.set()


async def test_who_sends_slowly_holds_no_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queueing, "BODY_SECONDS_AT_MOST", 0.05)
    door, refused = Door(), 0
    door.open.set()

    async def slow() -> Message:
        await sleep(60)
        raise AssertionError

    async def knock_slowly() -> None:
        nonlocal refused
        with pytest.raises(HTTPException, match="408"):
            await door.knock(slow)
        refused += 1

    async with create_task_group() as tasks:
        for _ in range(queueing.AT_ONCE + 2):
            tasks.start_soon(knock_slowly)
        await anyio.wait_all_tasks_blocked()
        await door.sign_in(b"quick")
        assert door.bodies == [b"quick"]
    assert refused == queueing.AT_ONCE + 2


async def test_what_waits_is_small() -> None:
    with pytest.raises(HTTPException, match="413"):
        await Door().knock(_giving(b"x" * (queueing.BODY_BYTES_AT_MOST + 1)))


async def test_a_turn_is_given_back_by_whoever_fails() -> None:
    async def fail(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise Broken

    queue = SignInQueue(fail, paths={paths.SIGN_IN})
    scope: Scope = {"type": "http", "method": "POST", "path": paths.SIGN_IN}
    for _ in range(queueing.AT_ONCE + 1):
        with anyio.fail_after(1), pytest.raises(Broken):
            await queue(scope, _giving(b""), _nowhere)
