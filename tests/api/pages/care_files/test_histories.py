"""A child's history by the page: now, as known on any day, and each look at it on record."""

import re
from uuid import uuid5

import pytest

from api import paths
from domain.reads.facts import Reading, RecordsRead
from infrastructure.log.mapper import SealingMapper
from infrastructure.log.recorder import LogRecorder
from infrastructure.log.tables import READS
from tests import examples as given
from tests.api.pages.forms import send
from tests.api.pages.site import LEADER, TEACHER, Site

HISTORY = paths.filled(paths.HISTORY, child_id=given.CHILD)
NOTHING_THEN = "那一天还不知道这个孩子的任何事"


def readings(site: Site) -> list[RecordsRead]:
    mapper = SealingMapper(uuid5(site.opened.ledger_id, "reads"), site.opened.vault)
    rows = LogRecorder(site.opened.engine, READS).rows_after(0, 1_000)
    return [fact for row in rows if isinstance(fact := mapper.open_row(row).fact, RecordsRead)]


def log_a_visit(site: Site) -> None:
    visit = {"visit_id": str(given.VISIT_ID), "outcome": "done", "child_seen": "yes"}
    path = paths.filled(paths.NEW_VISIT, child_id=given.CHILD)
    words = {"words": given.CHILD_WORDS, "note": "奶奶身体还好。"}
    assert send(site.signed_in(TEACHER), path, **visit, **words).status_code == 303


@pytest.mark.parametrize(
    ("as_of", "shown", "hidden"),
    [
        ("", ["家访", "奶奶身体还好。", "关爱档案建立"], [NOTHING_THEN, given.CHILD_WORDS]),
        ("2026-03-10", ["奶奶身体还好。", "关爱档案建立"], [NOTHING_THEN]),
        ("2026-03-09", ["关爱档案建立"], ["奶奶身体还好。", NOTHING_THEN]),
        ("2026-03-02", [NOTHING_THEN], ["奶奶身体还好。", "关爱档案建立", given.PHONE]),
        ("0001-01-01", [NOTHING_THEN], ["关爱档案建立"]),
    ],
)
def test_the_history_is_shown_as_it_was_known_on_a_day(
    site: Site, as_of: str, shown: list[str], hidden: list[str]
) -> None:
    log_a_visit(site)
    page = site.signed_in(TEACHER).get(HISTORY, params={"as_of": as_of} if as_of else None)
    assert (page.status_code, given.CHILD_NAME in page.text) == (200, True)
    timeline = re.sub("<(form|nav).*?</(form|nav)>", "", page.text, flags=re.DOTALL)
    assert [each for each in shown if each not in timeline] == []
    assert [each for each in hidden if each in timeline] == []


def test_what_has_no_day_of_its_own_tells_alone_when_it_was_learned(site: Site) -> None:
    log_a_visit(site)
    page = site.signed_in(TEACHER).get(HISTORY).text
    assert ("未说明" in page, page.count("<dt>发生") < page.count("<dt>得知")) == (False, True)


@pytest.mark.parametrize("as_of", ["2026-03-11", "2026-02-30", "yesterday"])
def test_a_day_that_cannot_be_is_told_beside_its_field_and_kept(site: Site, as_of: str) -> None:
    page = site.signed_in(TEACHER).get(HISTORY, params={"as_of": as_of})
    assert page.status_code == 422
    assert 'id="as_of-error"' in page.text
    assert f'value="{as_of}"' in page.text


@pytest.mark.parametrize("as_of", [None, "2026-03-09", "2026-03-02"])
def test_every_look_at_the_history_is_on_record_before_it_is_shown(
    site: Site, as_of: str | None
) -> None:
    before = len(readings(site))
    query = {"as_of": as_of} if as_of else None
    assert site.signed_in(LEADER).get(HISTORY, params=query).status_code == 200
    new = readings(site)[before:]
    assert new[0].what == Reading.HISTORY
    assert {child for each in new for child in each.child_ids} == {given.CHILD}
