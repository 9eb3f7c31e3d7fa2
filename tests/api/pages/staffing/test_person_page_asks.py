"""The page of a person asks the database seldom: what is refused anyway is not looked for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, Engine, event

from api import paths
from tests import examples as given
from tests.api.pages.site import ADMINISTRATOR, OFFICER, SECURITY, TEACHER, Site

PERSON = paths.filled(paths.PERSON, person_id=given.TEACHER)


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect what is asked of duties and places; of the first, not what streams look for."""
    found: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if re.search(r"access_(?!told)|directory_organisations", statement):
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("login", "at_most"), [(ADMINISTRATOR, 20), (OFFICER, 20), (SECURITY, 23), (TEACHER, 9)]
)
def test_the_page_of_a_person_asks_each_question_once(site: Site, login: str, at_most: int) -> None:
    browser = site.signed_in(login)
    assert browser.get(PERSON).status_code == 200
    with statements() as asked:
        browser.get(PERSON)
    assert 0 < len(asked) <= at_most, asked
