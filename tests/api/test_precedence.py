"""While a worry is under way fewer of the other requests run, and afterwards as many as before."""

from collections.abc import Awaitable, Callable

import anyio
import pytest
from anyio.to_thread import current_default_thread_limiter

from api.guards import precedence
from api.guards.apart import apart
from api.guards.precedence import OTHERS_MEANWHILE, going_first

USUAL = 8
A_LITTLE_LATER = 0.05


def others_at_a_time() -> float:
    return current_default_thread_limiter().total_tokens


def run_with(usual: int, what: Callable[[], Awaitable[None]]) -> None:
    async def begin() -> None:
        current_default_thread_limiter().total_tokens = usual
        await what()

    anyio.run(begin)


@pytest.fixture(autouse=True)
def soon_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precedence, "GOES_ON_SECONDS", A_LITTLE_LATER / 5)


def test_fewer_others_run_while_a_worry_is_under_way_and_for_a_moment_after_it() -> None:
    async def story() -> None:
        with going_first():
            assert others_at_a_time() == OTHERS_MEANWHILE
        assert others_at_a_time() == OTHERS_MEANWHILE

        await anyio.sleep(A_LITTLE_LATER)
        assert others_at_a_time() == USUAL

    run_with(USUAL, story)


def test_the_last_of_several_lets_the_others_in_again() -> None:
    async def story() -> None:
        with going_first():
            with going_first():
                pass
            await anyio.sleep(A_LITTLE_LATER)
            assert others_at_a_time() == OTHERS_MEANWHILE
        with going_first():
            await anyio.sleep(A_LITTLE_LATER)
            assert others_at_a_time() == OTHERS_MEANWHILE

        await anyio.sleep(A_LITTLE_LATER)
        assert others_at_a_time() == USUAL

    run_with(USUAL, story)


def test_where_only_one_runs_at_a_time_it_stays_so() -> None:
    async def story() -> None:
        with going_first():
            assert others_at_a_time() == 1
        await anyio.sleep(A_LITTLE_LATER)
        assert others_at_a_time() == 1

    run_with(1, story)


def test_work_set_apart_goes_first_also_when_it_fails() -> None:
    seen: list[float] = []

    @apart
    def fails() -> None:
        seen.append(anyio.from_thread.run_sync(others_at_a_time))
        raise LookupError

    async def story() -> None:
        with pytest.raises(LookupError):
            await fails()
        assert seen == [OTHERS_MEANWHILE]

        await anyio.sleep(A_LITTLE_LATER)
        assert others_at_a_time() == USUAL

    run_with(USUAL, story)
