"""A page asks the directory about all its places at once, however many people are on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Engine, event

from api import paths
from domain.shared import ChildId, DutyId, PairingId, PersonId
from infrastructure.views.directory.fold import ORGANISATIONS
from tests import examples as given
from tests.api.pages.site import ADMINISTRATOR, TEACHER, Site


@contextmanager
def places_asked_for() -> Iterator[list[str]]:
    """Note every question about organisations, on whichever engine."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if ORGANISATIONS in statement:
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def questions(site: Site, login: str, path: str) -> int:
    browser = site.signed_in(login)
    with places_asked_for() as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


def test_more_people_in_the_list_are_no_more_questions(site: Site) -> None:
    before = questions(site, ADMINISTRATOR, paths.PEOPLE)
    for number, place in enumerate((given.OTHER_VILLAGE, given.TOWNSHIP, given.VILLAGE)):
        person_id = PersonId(given.example_id(760 + number))
        site.know(
            replace(given.TEACHER_REGISTERED, person_id=person_id),
            replace(
                given.DUTY_ASSIGNED,
                person_id=person_id,
                duty_id=DutyId(given.example_id(770 + number)),
                organisation_id=place,
            ),
            number=number + 1,
        )
    assert questions(site, ADMINISTRATOR, paths.PEOPLE) == before


def test_more_children_to_choose_from_are_no_more_questions(site: Site) -> None:
    before = questions(site, TEACHER, paths.WORRY)
    child = ChildId(given.example_id(780))
    site.know(
        replace(given.CHILD_REGISTERED, child_id=child, name="施海月"),
        replace(given.CARE_FILE_OPENED, child_id=child),
        replace(given.RESIDENCE_RECORDED, child_id=child, village_id=given.OTHER_VILLAGE),
        replace(given.SCHOOLING_RECORDED, child_id=child),
        replace(given.MENTOR_PAIRED, child_id=child, pairing_id=PairingId(given.example_id(781))),
        number=1,
    )
    browser = site.signed_in(TEACHER)
    assert "另一示例村" in browser.get(paths.WORRY).text
    assert questions(site, TEACHER, paths.WORRY) == before
