"""Records lists as the command line does, for tests that look at what came of it."""

from collections.abc import Sequence

from application.ports import History
from application.staffing.founding import Founding
from application.states import care_stream, children_stream, survey_stream
from domain.shared import ChildId
from infrastructure.opening import OpenLedger
from infrastructure.rosters.known import KnownBefore, known_before
from infrastructure.rosters.previewing import Preview, SheetPreview
from infrastructure.rosters.recording import RecordedRow, RosterRecorder
from infrastructure.rosters.sheets import read_sheets
from tests import examples as given
from tests.infrastructure.rosters.lists import text_file

USUAL = {
    "乡镇": "示例镇",
    "村": "示例村",
    "姓名": "示例小红",
    "性别": "女",
    "出生日期": "2014-05-06",
    "身份证号": "",
    "监护人": "示例外婆",
    "与儿童关系": "外祖母",
    "监护人电话": "13000000009",
    "就读学校": "示例小学",
    "是否留守": "是",
}


def listed(**cells: str) -> list[str]:
    """Return a row of a list: a child of the office's village and school unless told otherwise."""
    return list((USUAL | cells).values())


def list_of(*rows: Sequence[str]) -> bytes:
    """Return a file with these rows under the usual header."""
    return text_file([list(USUAL), *rows])


def previewed(
    opened: OpenLedger, content: bytes, known: KnownBefore | None = None
) -> list[SheetPreview]:
    """Return what a preview says of the rows of a file."""
    preview = Preview(
        known=known or known_before(opened),
        today=given.TODAY,
        rules=opened.ledger.rules,
        sheets_of=read_sheets,
    )
    return list(preview.of(content, "list.csv"))


def recorder_of(opened: OpenLedger) -> RosterRecorder:
    """Return what records lists in the name of an operator, at the time of the examples."""
    founding = Founding(opened.ledger, opened.ledger_id, "示例操作员")
    recording = founding.roster_recording(known_before(opened).places, given.NOW)
    return RosterRecorder(recording=recording, vault=opened.vault, clock=lambda: given.NOW)


def record_list(opened: OpenLedger, content: bytes) -> list[RecordedRow]:
    """Record the rows of a file."""
    recorder = recorder_of(opened)
    return [row for sheet in previewed(opened, content) for row in recorder.record(sheet)]


def facts_of(opened: OpenLedger, child_id: ChildId) -> list[object]:
    """Return what was recorded of a child by lists and of the child's file, in order."""
    streams = [survey_stream(child_id), children_stream(child_id), care_stream(child_id)]
    history = opened.ledger.log.load(streams)
    assert isinstance(history, History)
    return [each.fact for each in history.recorded]
