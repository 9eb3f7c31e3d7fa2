"""One list is read at a time, and a list that was just read is not read again."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from application.survey.staging_ports import RosterHead, RosterId
from domain.errors import Unavailable
from infrastructure.rosters.known import KnownBefore
from infrastructure.rosters.previews import RosterPreviews
from infrastructure.rosters.sheets import read_sheets
from tests import examples as given
from tests.infrastructure.rosters.lists import text_file

CONTENT = text_file([["姓名", "性别", "出生日期"], ["示例甲", "男", "2015-06-01"]])


def head(number: int) -> RosterHead:
    return RosterHead(
        roster_id=RosterId(given.example_id(number)),
        uploaded_by=given.SUPERVISOR,
        uploaded_at=given.NOW,
        file_name="list.csv",
    )


def test_while_a_list_is_read_others_are_told_to_come_again() -> None:
    """Some hundred megabytes each: eight at once would take the machine from everybody."""
    previews = RosterPreviews(KnownBefore, read_sheets, turn_seconds=0.05)
    reads, may_go_on = Event(), Event()

    def slowly() -> bytes:
        reads.set()
        assert may_go_on.wait(30)
        return CONTENT

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(previews.sheets, head(1), slowly, given.NOW, given.RULES)
        assert reads.wait(30)
        with pytest.raises(Unavailable, match="lists_busy"):
            previews.sheets(head(2), lambda: CONTENT, given.NOW, given.RULES)
        may_go_on.set()
        sheets = first.result(30)
    assert previews.sheets(head(1), _never, given.NOW, given.RULES) == sheets
    assert previews.sheets(head(2), lambda: CONTENT, given.NOW, given.RULES)


def _never() -> bytes:
    raise AssertionError("a list is read once in five minutes")
