"""`tongxin staff invite`: what is wrong with which row, who is invited, and where the codes go."""

import json
import stat
from pathlib import Path
from shutil import copytree

import pytest

from api.inviting import new_file
from domain.errors import NotFound
from infrastructure.rosters.sheets import read_sheets
from tests.api.operating import Operator
from tests.infrastructure.rosters.lists import text_file

HEADER = ["姓名", "单位", "岗位", "手机号", "账号"]
GENG = ["示例庚", "示例机构", "督导员", "13000000099", "geng"]
XIN = ["示例辛", "示例机构", "大使", "13000000098", "xin"]


@pytest.fixture(scope="module")
def ready_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    operator = Operator(tmp_path_factory.mktemp("ready") / "data")
    assert operator.run("migrate")[0] == 0
    added = ("--as", "示例", "--name", "示例甲", "--login", "admin", "--bureau", "示例机构")
    assert operator.run("staff", "add-administrator", *added)[0] == 0
    return operator.data


@pytest.fixture
def operator(ready_data: Path, tmp_path: Path) -> Operator:
    return Operator(copytree(ready_data, tmp_path / "ready"))


@pytest.fixture
def staff_list(tmp_path: Path) -> Path:
    file = tmp_path / "staff.csv"
    file.write_bytes(text_file([HEADER, GENG, XIN]))
    return file


def test_what_broke_off_before_it_wrote_leaves_no_file(tmp_path: Path) -> None:
    slips = tmp_path / "slips.xlsx"
    with pytest.raises(NotFound), new_file(slips):
        raise NotFound("person_not_found")
    assert not slips.exists()
    with new_file(slips) as written:
        written.write(b"a code")
    assert slips.read_bytes() == b"a code"


def invited(operator: Operator, *arguments: Path | str) -> tuple[int, list[dict[str, object]]]:
    code, said = operator.run("staff", "invite", *map(str, arguments), "--as", "示例", "--json")
    return code, [json.loads(each) for each in said.replace("}{", "}\n{").splitlines()]


def lines_of(file: Path) -> list[list[object]]:
    (sheet,) = read_sheets(file.read_bytes(), file.name)
    return [list(row) for row in sheet.rows]


def test_without_a_file_for_the_codes_a_list_is_only_looked_at(
    operator: Operator, staff_list: Path, tmp_path: Path
) -> None:
    back = tmp_path / "back.xlsx"
    said = invited(operator, staff_list, "--back", str(back))
    assert said == (0, [{"row": 3, "problem": "role_unknown"}, {"rows": 2, "not_taken": 1}])
    assert lines_of(back)[1][:3] == XIN[:3]


def test_codes_go_into_a_new_file_of_the_operators_own_and_nobody_is_invited_twice(
    operator: Operator, staff_list: Path, tmp_path: Path
) -> None:
    slips, again = tmp_path / "slips.xlsx", tmp_path / "again.xlsx"
    code, said = invited(operator, staff_list, "--slips", str(slips))
    assert (code, said[-1]) == (1, {"taken": 1, "not_taken": 1, "invited": 1})
    assert stat.S_IMODE(slips.stat().st_mode) == 0o600
    heading, line = lines_of(slips)
    assert (heading[:3], line[:3]) == (["姓名", "单位", "账号"], ["示例庚", "示例机构", "geng"])
    assert str(line[3]) not in json.dumps(said)
    assert invited(operator, staff_list, "--slips", str(again))[1][-1]["invited"] == 0
    refused = invited(operator, staff_list, "--slips", str(slips))
    assert refused[1][-1]["error"] == "file_is_there"


def test_what_is_no_list_of_staff_is_told(operator: Operator, tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_bytes(text_file([["甲", "乙"], ["1", "2"]]))
    code, said = invited(operator, file)
    assert (code, said[-1]["error"]) == (1, "not_a_staff_list")
