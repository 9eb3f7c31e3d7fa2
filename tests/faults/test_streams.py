"""Open screens: told in every process, no burden on other requests, no hindrance to stopping."""

from pathlib import Path
from signal import SIGTERM
from time import monotonic

import pytest
from httpx2 import Client

from tests import crisis
from tests.api.pages.site import TEACHER, found_office_on_duty, office_settings
from tests.engines import FoundedLedger, LedgerDatabases
from tests.faults.conftest import Scene
from tests.faults.listening import enter, listening, many_listening
from tests.faults.serving import browser_on, served
from tests.faults.test_alerts import body

OPEN, WAITING = 20, 60
"""So many screens of somebody who is told of a worry, and so many of somebody who is not."""
STOPPED_WITHIN_SECONDS = 2.0
ENDED_WITHIN_SECONDS = 10.0


@pytest.fixture
def postgres_scene(postgres_ledger: LedgerDatabases) -> Scene:
    found_office_on_duty(postgres_ledger)
    return on_duty(postgres_ledger)


@pytest.fixture
def any_scene(founded_ledger: FoundedLedger) -> Scene:
    return on_duty(founded_ledger(found_office_on_duty))


def on_duty(databases: LedgerDatabases) -> Scene:
    return Scene(databases, office_settings(databases))


def raise_worry(browser: Client, *parts: object) -> str:
    case = crisis.case_id(*parts)
    assert browser.put(f"/api/v1/cases/{case}/concern", json=body(case)).status_code == 201
    return str(case)


@pytest.mark.postgres
def test_a_worry_raised_in_one_process_shows_on_a_screen_of_another(
    postgres_scene: Scene, tmp_path: Path
) -> None:
    settings = postgres_scene.settings
    with (
        served(settings, tmp_path) as (here, _),
        served(settings, tmp_path) as (there, _),
        browser_on(here) as teacher,
        browser_on(there) as lead,
    ):
        enter(teacher, TEACHER)
        enter(lead, "lead")
        with listening(lead) as screen:
            case = raise_worry(teacher, "in one process")
            assert screen.is_told()
        assert f"/cases/{case}" in lead.get("/duty").text


def test_eighty_open_streams_take_no_thread_from_other_requests_and_all_end_when_it_stops(
    any_scene: Scene, tmp_path: Path
) -> None:
    with (
        served(any_scene.settings, tmp_path) as (address, server),
        browser_on(address) as teacher,
        browser_on(address) as lead,
    ):
        waiting, told = enter(teacher, TEACHER), enter(lead, "lead")
        with (
            many_listening(address, told, OPEN) as screens,
            many_listening(address, waiting, WAITING) as others,
        ):
            raise_worry(teacher, "with many screens open")
            assert all(screen.is_told() for screen in screens)
            assert lead.get("/duty").status_code == 200
            begun = monotonic()
            server.process.terminate()
            assert all(
                each.wait_for_the_end(STOPPED_WITHIN_SECONDS) for each in (*screens, *others)
            )
            server.process.join(STOPPED_WITHIN_SECONDS)
            # Told to stop it ends everything in order, and then by that very signal.
            assert not any(each.was_cut_off for each in (*screens, *others))
            assert server.process.exitcode == -SIGTERM
            assert monotonic() - begun < STOPPED_WITHIN_SECONDS


def test_a_screen_is_told_of_what_happens_after_the_server_was_started_again(
    any_scene: Scene, tmp_path: Path
) -> None:
    with served(any_scene.settings, tmp_path) as (address, server):
        with browser_on(address) as lead, browser_on(address) as teacher:
            lead_token, teacher_token = enter(lead, "lead"), enter(teacher, TEACHER)
            with listening(lead) as screen:
                server.kill()
                assert screen.wait_for_the_end(STOPPED_WITHIN_SECONDS)
        assert server.died()
    with (
        served(any_scene.settings, tmp_path) as (address, _),
        browser_on(address) as lead,
        browser_on(address) as teacher,
    ):
        lead.headers["authorization"] = f"Bearer {lead_token}"
        teacher.headers["authorization"] = f"Bearer {teacher_token}"
        with listening(lead) as screen:
            case = raise_worry(teacher, "after the restart")
            assert screen.is_told()
        assert f"/cases/{case}" in lead.get("/duty").text


def test_whoever_signs_out_hears_no_more_on_any_screen_of_that_session(
    any_scene: Scene, tmp_path: Path
) -> None:
    with (
        served(any_scene.settings, tmp_path) as (address, _),
        browser_on(address) as lead,
        browser_on(address) as teacher,
    ):
        enter(lead, "lead")
        enter(teacher, TEACHER)
        with listening(lead) as screen, listening(teacher) as other:
            assert lead.delete("/api/v1/sessions/current").status_code == 204
            assert screen.wait_for_the_end(ENDED_WITHIN_SECONDS)
            assert (screen.was_cut_off, other.ended) == (False, False)


def test_nobody_who_is_not_signed_in_can_listen(any_scene: Scene, tmp_path: Path) -> None:
    with served(any_scene.settings, tmp_path) as (address, _), browser_on(address) as browser:
        answer = browser.get("/alerts/stream", follow_redirects=False)
        assert answer.status_code == 303
