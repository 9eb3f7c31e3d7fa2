"""A plain form with a worry is taken and answered while nobody's permission can be told."""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest

from api import paths
from application.staffing.staff import end_duty
from domain.errors import Unavailable
from domain.referrals.facts import ConcernConflictKept, ConcernRaised
from domain.shared import DutyId
from domain.staff.facts import DutyEndReason
from domain.staff.state import EndDuty
from infrastructure.views.access.answers import AccessDuties
from infrastructure.views.projector import Projector
from tests import examples as given
from tests import office
from tests.api.pages.crisis.test_worries import ABOUT, BY_HAND
from tests.api.pages.crisis.test_worry_answers import standing
from tests.api.pages.forms import form_on, send
from tests.api.pages.site import TEACHER, Site, found_office, office_settings, open_site
from tests.engines import FoundedLedger
from tests.office import acting

ENDED = EndDuty(
    person_id=given.COMMUNITY_WORKER,
    duty_id=DutyId(given.example_id(282)),
    ended_on=given.TODAY,
    reason=DutyEndReason.MOVED,
)


class Standstill:
    """What moves the view of duties, and does not."""

    def catch_up(self) -> bool:
        return False


@pytest.fixture
def behind(founded_ledger: FoundedLedger) -> Iterator[Site]:
    """Give the office, the teacher signed in, on whose duties the view will never tell again."""
    databases = founded_ledger(found_office)
    with open_site(office_settings(databases)) as site:
        site.signed_in(TEACHER)
        opened = site.opened
        access = AccessDuties(
            databases.views_engine,
            cast("Projector", Standstill()),
            opened.mapper.stream_id,
            current_within_seconds=0.05,
        )
        behind = replace(opened.ledger, access=access, catch_up=lambda: None)
        site.app.state.ledger = behind
        end_duty(behind, acting(office.ADMINISTRATOR), ENDED, given.NOW)
        with pytest.raises(Unavailable):
            access.duties_of(given.TEACHER)
        yield site


@pytest.mark.parametrize("path", [paths.WORRY, ABOUT])
def test_the_form_is_shown_and_taken_and_how_it_stands_is_told(behind: Site, path: str) -> None:
    teacher = behind.signed_in(TEACHER)
    form = teacher.get(path)
    assert (form.status_code, f'href="{path}"' in form.text) == (200, True)
    assert given.CHILD_NAME not in form.text
    assert ("照样可以上报" in form.text) == (path == ABOUT)
    typed = BY_HAND if path == paths.WORRY else {"situation": "nobody_caring"}
    answer = send(teacher, path, form, **typed)
    assert answer.status_code == 303
    page = teacher.get(answer.headers["location"])
    assert (page.status_code, standing(page)) == (200, "sent")
    assert len(behind.facts(ConcernRaised)) == 1


def test_what_is_missing_is_said_and_the_mended_form_is_taken(behind: Site) -> None:
    teacher = behind.signed_in(TEACHER)
    page = send(teacher, paths.WORRY, **{**BY_HAND, "situation": ""})
    assert (page.status_code, form_on(page).fields["heard"]) == (422, [BY_HAND["heard"]])
    answer = send(teacher, paths.WORRY, page, situation="suspected_harm")
    assert (answer.status_code, len(behind.facts(ConcernRaised))) == (303, 1)


def test_a_repeat_that_differs_counts_as_delivered(behind: Site) -> None:
    teacher = behind.signed_in(TEACHER)
    form = teacher.get(ABOUT)
    assert send(teacher, ABOUT, form, situation="nobody_caring").status_code == 303
    again = send(teacher, ABOUT, form, situation="suspected_harm")
    page = teacher.get(again.headers["location"])
    assert (page.status_code, "两份都送到了" in page.text) == (200, True)
    assert len(behind.facts(ConcernConflictKept)) == 1


def test_a_page_that_cannot_be_shown_leads_to_the_form_and_to_the_numbers(behind: Site) -> None:
    teacher = behind.signed_in(TEACHER)
    page = teacher.get(paths.HOME)
    assert page.status_code == 503
    assert all(f'href="{each}"' in page.text for each in (paths.WORRY, paths.HELP_NUMBERS))
    numbers = teacher.get(paths.HELP_NUMBERS)
    assert (numbers.status_code, f'href="{paths.WORRY}"' in numbers.text) == (200, True)
