"""No person, and no process, keeps more streams open than it may."""

import asyncio
from contextlib import AsyncExitStack, aclosing
from uuid import uuid5

import pytest

from api import paths, streams
from api.streams import Streams
from application.authentication.listening import Listener
from application.rows import CasesChanged, Seen
from domain.errors import Unavailable
from domain.shared import PersonId, SessionId
from tests import examples as given
from tests.api.pages.duty import LEAD, employ
from tests.api.pages.site import TEACHER, Site


class Still:
    """Watches cases of which none ever changes."""

    def now(self) -> Seen:
        raise AssertionError("nobody looks")

    def changed_since(self, seen: Seen) -> CasesChanged:
        raise AssertionError(seen)


def listener_of(person_id: PersonId) -> Listener:
    return Listener(SessionId(uuid5(person_id, "session")), person_id)


def has_room(opened: Streams, person_id: PersonId, *, is_on_duty: bool = True) -> bool:
    try:
        opened.require_room(person_id, is_on_duty=is_on_duty)
    except Unavailable:
        return False
    return True


async def rooms(*following: PersonId) -> tuple[bool, bool, bool]:
    """Return whether the teacher and the volunteer have room while these follow, and after."""
    opened = Streams(Still(), frozenset)
    async with AsyncExitStack() as closing:
        for person_id in following:
            stream = await closing.enter_async_context(
                aclosing(opened.follow(listener_of(person_id)))
            )
            await anext(stream)
        rooms_now = (has_room(opened, given.TEACHER), has_room(opened, given.VOLUNTEER))
    return *rooms_now, has_room(opened, given.TEACHER)


def test_a_person_has_so_many_streams_and_another_has_room_still(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(streams, "STREAMS_A_PERSON", 2)
    assert asyncio.run(rooms(given.TEACHER)) == (True, True, True)
    assert asyncio.run(rooms(given.TEACHER, given.TEACHER)) == (False, True, True)


def test_a_process_has_so_many_streams_whosever_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "STREAMS_AT_MOST", 2)
    assert asyncio.run(rooms(given.TEACHER, given.SUPERVISOR)) == (False, False, True)


def test_class_teachers_use_up_no_stream_of_whoever_is_on_duty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(streams, "STREAMS_BEFORE_DUTY_ALONE", 1)

    async def rooms_of_both() -> tuple[bool, bool]:
        opened = Streams(Still(), frozenset)
        async with aclosing(opened.follow(listener_of(given.TEACHER))) as stream:
            await anext(stream)
            other = given.VOLUNTEER
            return has_room(opened, other, is_on_duty=False), has_room(opened, other)

    assert asyncio.run(rooms_of_both()) == (False, True)


def test_the_stream_tells_apart_who_answers_for_cases(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def full(_: Streams, person_id: PersonId, *, is_on_duty: bool) -> None:
        del person_id
        asked.append(is_on_duty)
        raise Unavailable("too_many_streams")

    monkeypatch.setattr(Streams, "require_room", full)
    employ(site)
    for name in (TEACHER, LEAD):
        assert site.signed_in(name).get(paths.STREAM).status_code == 503
    assert asked == [False, True]


def test_whoever_has_too_many_open_is_told_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "STREAMS_A_PERSON", 0)
    refused = site.signed_in(TEACHER).get(paths.STREAM)
    assert (refused.status_code, "打开的页面太多" in refused.text) == (503, True)
