"""`tongxin import`: each row of a list with what becomes of it, or why a file is no list."""

import json
from pathlib import Path

import pytest

from tests.api.operating import Operator
from tests.infrastructure.rosters.lists import text_file, workbook
from tests.rosters import ROSTERS

REGISTER = ROSTERS / "灵山县农村留守儿童登记表.xlsx"
HEADER = ["姓名", "性别", "出生日期", "身份证号", "监护人", "监护人电话", "就读学校"]
CHILD = ["示例甲", "女", "2015-03-05", "", "示例乙", "13800000000", "示例小学"]


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    """Give an operator who has set up nothing at all."""
    return Operator(tmp_path / "data")


def preview(operator: Operator, *files: Path) -> tuple[int, list[dict[str, object]]]:
    """Return the exit code and every object that a preview prints."""
    return imported(operator, *files, "--preview")


def imported(operator: Operator, *arguments: Path | str) -> tuple[int, list[dict[str, object]]]:
    """Return the exit code and every object that an import prints."""
    code, said = operator.run("import", *map(str, arguments), "--json")
    objects = said.replace("}{", "}\n{").splitlines()
    return code, [json.loads(each) for each in objects]


def test_a_preview_needs_neither_ledger_nor_account_and_makes_none(operator: Operator) -> None:
    code, rows = preview(operator, REGISTER)

    assert code == 0
    assert rows[0] == {
        "file": REGISTER.name,
        "row": rows[0]["row"],
        "outcome": "accept",
        "why": "",
        "child": rows[0]["child"],
    }
    assert {each["outcome"] for each in rows} >= {"accept", "accept_flagged", "ignore"}
    assert not operator.data.exists()


def test_a_preview_tells_which_child_and_nothing_else_of_one(
    operator: Operator, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(text_file([HEADER, CHILD]))

    code, said = operator.run("import", str(file), "--preview", "--json")

    assert code == 0
    assert [cell for cell in CHILD if cell and cell in said] == []


def test_the_same_file_previews_the_same_whenever_it_is_read(operator: Operator) -> None:
    assert preview(operator, REGISTER) == preview(operator, REGISTER)


def test_two_sheets_with_lists_are_told_apart(operator: Operator, tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    other = ["示例丙", *CHILD[1:]]
    file.write_bytes(workbook({"一班": [HEADER, CHILD], "二班": [HEADER, other]}))

    _, rows = preview(operator, file)

    assert [(each["sheet"], each["row"]) for each in rows] == [("一班", 2), ("二班", 2)]


def test_a_child_of_one_file_is_known_in_the_next(operator: Operator, tmp_path: Path) -> None:
    files = [tmp_path / "first.csv", tmp_path / "second.csv"]
    files[0].write_bytes(text_file([HEADER, CHILD]))
    files[1].write_bytes(text_file([HEADER, ["示例丙", *CHILD[1:]], CHILD]))

    _, rows = preview(operator, *files)

    assert [each["why"] for each in rows] == ["id_missing", "id_missing", "same_child_no_id"]
    assert rows[2]["child"] == rows[0]["child"]


def test_a_file_that_is_no_list_is_named_and_the_others_are_read(
    operator: Operator, tmp_path: Path
) -> None:
    wrong, right = tmp_path / "wrong.xlsx", tmp_path / "right.csv"
    wrong.write_bytes(b"")
    right.write_bytes(text_file([HEADER, CHILD]))

    code, told = preview(operator, wrong, right)

    assert code == 1
    assert (told[0]["file"], told[0]["error"]) == ("wrong.xlsx", "file_empty")
    assert str(told[0]["detail"]).endswith("。")
    assert [each.get("outcome") for each in told[1:]] == ["accept"]


def test_without_json_a_table_tells_the_rows_somebody_has_to_look_at(operator: Operator) -> None:
    code, said = operator.run("import", str(REGISTER), "--preview")

    assert code == 0
    assert REGISTER.stem in said
    assert "共" in said
    assert "示例" not in said


def test_an_import_records_what_its_preview_showed_and_again_nothing(operator: Operator) -> None:
    assert operator.run("migrate")[0] == 0
    lists = sorted(ROSTERS.glob("*.xlsx")) + sorted(ROSTERS.glob("*.csv"))
    _, shown = preview(operator, *lists)

    code, first = imported(operator, *lists, "--as", "示例操作员")
    code_again, again = imported(operator, *lists, "--as", "示例操作员")

    assert (code, code_again) == (0, 0)
    recorded = [each.pop("recorded") for each in first]
    assert [each.pop("recorded") for each in again] == [False] * len(again)
    assert first == again == shown
    kept = {"accept", "accept_flagged", "review", "lead"}
    assert recorded == [each["outcome"] in kept for each in shown]


def test_an_import_tells_how_many_rows_it_recorded(operator: Operator, tmp_path: Path) -> None:
    assert operator.run("migrate")[0] == 0
    file = tmp_path / "list.csv"
    file.write_bytes(text_file([HEADER, CHILD, ["", *CHILD[1:]]]))

    code, said = operator.run("import", str(file), "--as", "示例操作员")

    assert code == 0
    assert "登记了 1 行" in said
    assert CHILD[0] not in said


def test_without_a_ledger_nothing_can_be_recorded(operator: Operator, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(text_file([HEADER, CHILD]))

    code, told = imported(operator, file)

    assert (code, told[0]["error"]) == (1, "not_migrated")
