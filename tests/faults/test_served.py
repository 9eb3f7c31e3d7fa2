"""A server killed under load: whoever sends again what was not answered has it recorded once."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Barrier
from uuid import UUID

from httpx2 import Client, TransportError

from domain.visits.facts import HomeVisitLogged
from tests import examples as given
from tests import signing
from tests.api.pages.site import TEACHER
from tests.api.routes.door import sent
from tests.faults.conftest import Scene
from tests.faults.serving import browser_on, served
from tests.faults.victims import CHILDREN, Victim, visit_id

PHONES = 4
ANSWERS_BEFORE = 12
"""How many visits the first phone has logged when the server is killed."""

VISIT = sent(given.HOME_VISIT, words=given.CHILD_WORDS)

Answers = dict[UUID, tuple[int, object]]


def test_a_killed_server_has_recorded_every_visit_it_answered_and_none_twice(
    scene: Scene, tmp_path: Path
) -> None:
    with served(scene.settings, tmp_path) as (address, server), ThreadPoolExecutor() as threads:
        ready = Barrier(PHONES)
        phones = [
            threads.submit(log_until_cut_off, address, phone, server, ready)
            for phone in range(PHONES)
        ]
        before = [phone.result() for phone in phones]
        assert server.died()
    with served(scene.settings, tmp_path) as (address, _), ThreadPoolExecutor() as threads:
        again = list(threads.map(send_again, [address] * PHONES, range(PHONES), before))
    assert len([asked for asked, each in before[0].items() if each[0] == 201]) > ANSWERS_BEFORE
    for first, second in zip(before, again, strict=True):
        answered = {asked: each for asked, each in first.items() if each[0] == 201}
        assert {asked: (200, each[1]) for asked, each in answered.items()} == {
            asked: second[asked] for asked in answered
        }
    logged = [each for each in scene.whole_log() if isinstance(each.fact, HomeVisitLogged)]
    assert sorted(each.request_id for each in logged) == sorted(
        asked for each in again for asked in each
    )
    scene.require_views_as_if_rebuilt()


def log_until_cut_off(address: str, phone: int, server: Victim, ready: Barrier) -> Answers:
    """Log visits one after the other; the first phone kills the server after enough answers."""
    answers: Answers = {}
    with browser_on(address) as browser:
        enter(browser)
        ready.wait(60)
        for number in count():
            asked = visit_id(99, phone, number)
            answers[asked] = (0, None)
            try:
                answer = browser.put(path(phone, asked), json=VISIT)
            except TransportError:
                return answers
            answers[asked] = (answer.status_code, answer.json())
            if phone == 0 and number == ANSWERS_BEFORE:
                server.kill()
    return answers


def send_again(address: str, phone: int, answers: Answers) -> Answers:
    with browser_on(address) as browser:
        enter(browser)
        found = {asked: browser.put(path(phone, asked), json=VISIT) for asked in answers}
    return {asked: (answer.status_code, answer.json()) for asked, answer in found.items()}


def path(phone: int, asked: UUID) -> str:
    return f"/api/v1/children/{CHILDREN[phone]}/home-visits/{asked}"


def enter(browser: Client) -> None:
    signing.enter(browser, TEACHER)
