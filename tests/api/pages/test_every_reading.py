"""Where a reading cannot be recorded nothing of a child is shown; a form that comes back is one.

That whoever asks for whatever there is leaves a record before: tests/api/pages/test_walk.py.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from fastapi.routing import APIRoute

from api import paths
from api.pages.every import PAGES
from api.routes.v1 import CONTEXTS
from tests import examples as given
from tests.api.pages import duty
from tests.api.pages.all_ids import ALL_IDS
from tests.api.pages.forms import send
from tests.api.pages.site import LEADER, OFFICER, SUPERVISOR, TEACHER, Site, open_site
from tests.api.routes.door import embedded
from tests.api.witness import text_of
from tests.full_log import FullLog

LEADING_OUT = {paths.SIGN_OUT, paths.STREAM}
ROSTER = {"request_id": str(given.example_id(889))}
TOLD = (given.CHILD_NAME, given.CHILD_WORDS, given.TALK_NOTES, given.PHONE)
"""What is known of the child; in the answers of this site it comes from nowhere else."""
SHOWING = (TEACHER, LEADER, SUPERVISOR, OFFICER, duty.LEAD)


@pytest.fixture(scope="module")
def site(office_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give an office in which there is something of the child to be shown everywhere."""
    folder = copytree(office_folder, tmp_path_factory.mktemp("read") / "office")
    with open_site(embedded(folder / "data", folder / "keyfile.json")) as opened:
        teacher = opened.signed_in(TEACHER)
        visit = {"visit_id": str(given.VISIT_ID), "words": given.CHILD_WORDS}
        talk = {"talk_id": str(given.TALK_ID), "notes": given.TALK_NOTES}
        met = {"outcome": "done", "child_seen": "yes"}
        assert send(teacher, at(paths.NEW_VISIT), **visit, **met).is_redirect
        assert send(teacher, at(paths.NEW_TALK), **talk, outcome="done").is_redirect
        opened.signed_in(SUPERVISOR).post(paths.ROSTERS, data=ROSTER, files={"file": listed()})
        duty.employ(opened)
        duty.worry_and_report(opened)
        yield opened


def listed() -> tuple[str, str]:
    """A list whose only row may be the child who is on file."""
    child = (given.CHILD_NAME, "男", given.BORN_ON.isoformat())
    return "示例.csv", f"姓名,性别,出生日期\n{','.join(child)}\n"


def at(path: str) -> str:
    return path.format(**ALL_IDS)


def routes(method: str) -> list[str]:
    """Return the addresses of all there is; a new kind of id needs an example among `ALL_IDS`."""
    return [
        at(route.path)
        for module in (*PAGES, *CONTEXTS)
        for route in module.router.routes
        if isinstance(route, APIRoute) and method in (route.methods or ())
        if route.path not in LEADING_OUT
    ]


@pytest.fixture
def unrecording(site: Site) -> Iterator[Site]:
    """Give the office while no reading can be recorded."""
    site.app.state.ledger = replace(site.opened.ledger, reads=FullLog())
    yield site
    site.app.state.ledger = site.opened.ledger


@pytest.mark.parametrize("who", SHOWING)
def test_nothing_of_a_child_is_shown_while_readings_cannot_be_recorded(
    unrecording: Site, who: str
) -> None:
    browser = unrecording.signed_in(who)
    for path in routes("GET"):
        answer = text_of(browser.get(path))
        assert [each for each in TOLD if each in answer] == [], path


@pytest.mark.parametrize("who", SHOWING)
def test_a_form_that_comes_back_is_a_reading_too(site: Site, who: str) -> None:
    browser = site.signed_in(who)
    # The client itself refuses an answer that is not on record.
    answers = [browser.post(path, data={}).status_code for path in routes("POST")]
    assert 500 not in answers
