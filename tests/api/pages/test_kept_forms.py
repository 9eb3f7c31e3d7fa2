"""The forms that a telephone keeps for want of a network, and when what waited was written."""

import re
from datetime import datetime, timedelta
from typing import TypeVar

import pytest

from api import paths
from api.view_models.crisis.worries import NO_ID
from domain.referrals.facts import ConcernRaised
from domain.reporting.facts import HarmSuspected
from tests import examples as given
from tests.api.pages.crisis.test_worries import BY_HAND, readings
from tests.api.pages.duty import LEAD, employ
from tests.api.pages.forms import form_on
from tests.api.pages.site import STRANGER, TEACHER, Site

F = TypeVar("F")

COPY = "?copy=yes"
TOLD = {name: BY_HAND[name] for name in ("child_id", "name", "school_id", "described_as")}
WRITTEN = given.NOW - timedelta(hours=2)


def mark(text: str) -> str:
    found = re.search(r'name="written_by" value="(\w+)"', text)
    assert found
    return found[1]


@pytest.mark.parametrize("path", [paths.WORRY, paths.REPORT])
def test_a_kept_form_names_no_child_and_not_who_is_signed_in(kept_site: Site, path: str) -> None:
    before = readings(kept_site)
    teacher, stranger = (kept_site.signed_in(each) for each in (TEACHER, STRANGER))
    copy, shown = teacher.get(path + COPY).text, teacher.get(path).text
    assert given.CHILD_NAME in shown
    for told in (given.CHILD_NAME, str(given.CHILD), "账户", "data-worker"):
        assert told not in copy
    assert copy.count(f'value="{NO_ID}"') == 2
    assert mark(copy) == mark(shown) != mark(stranger.get(path + COPY).text)
    # The page with the children is on record as read, the copy shows nobody.
    assert len(readings(kept_site)) == len(before) + 1
    assert "没有网络" in copy
    assert "没有网络—急的请打电话" not in shown


def test_whoever_is_not_signed_in_is_given_no_form_to_keep(kept_site: Site) -> None:
    for path in (paths.WORRY, paths.REPORT):
        assert kept_site.client().get(path + COPY).headers["location"].startswith(paths.SIGN_IN)


NO_TIMES = ("", "yesterday", "2026-03-10T09:30", "0001-01-01T00:00:00Z")


def test_when_it_was_written_is_on_record_and_what_is_no_time_holds_nothing_up(site: Site) -> None:
    employ(site)
    teacher = site.signed_in(TEACHER)
    for told in (f"{WRITTEN:%FT%T}.000Z", *NO_TIMES):
        filled = form_on(teacher.get(paths.WORRY)).filled(**BY_HAND, entered_at=told)
        assert teacher.post(paths.WORRY, data=filled).status_code == 303
    harm = {**TOLD, "harm_kind": "abandoned", "entered_at": f"{WRITTEN:%FT%T}.000Z"}
    filled = form_on(teacher.get(paths.REPORT)).filled(**harm)
    assert teacher.post(paths.REPORT, data=filled).status_code == 303
    raised = recorded(site, ConcernRaised)
    assert [entered_at for _, entered_at in raised] == [WRITTEN, None, None, None, None]
    assert [entered_at for _, entered_at in recorded(site, HarmSuspected)] == [WRITTEN]
    assert site.opened.projector.catch_up(wait_ms=5_000)
    lead = site.signed_in(LEAD)
    pages = [lead.get(paths.filled(paths.CASE, case_id=each.case_id)).text for each, _ in raised]
    assert ["写在手机上，当时没有网络，后来才送达" in each for each in pages] == [
        True,
        *[False] * 4,
    ]


def recorded(site: Site, kind: type[F]) -> list[tuple[F, datetime | None]]:
    """Return each fact of a kind, and when a telephone says that it was written."""
    rows = site.opened.mapper.open_rows(site.opened.recorder.rows_after(0, 1_000))
    return [(each.fact, each.context.entered_at) for each in rows if isinstance(each.fact, kind)]
