"""Headings as offices word them: whose name, number or telephone stands below is never mixed up."""

import pytest

from infrastructure.rosters.columns import chosen, column_of, columns_of
from infrastructure.rosters.heading_words import Column

SENTENCE = "请于2026年9月30日前报送县民政局,逾期不报的予以通报,如有疑问请拨打监护人联系电话见下"
HEADINGS = {
    Column.NAME: "留守儿童姓名 学生姓名 被监护人姓名 帮扶对象姓名 姓名(与户口簿一致) 孩子",
    Column.ID_NUMBER: "公民身份证号码 身份证号(18位) 儿童身份证件号 学生身份证号",
    Column.BORN_ON: "出生年月(公历) 生日 儿童出生日期",
    Column.ABOUT_YEARS: "大概年龄 几岁 出生年份 估计岁数",
    Column.TOWNSHIP: "户口所在乡镇 镇(乡、街道) 乡(镇) 户籍所在地(乡镇) 所属镇街",
    Column.VILLAGE: "村委/社区 村(居)民委员会 所在村 居住地所在村 屯",
    Column.ADDRESS: "家庭住址(镇、村、组) 现居住地 现住址",
    Column.CARER_NAME: "监护人(姓名) 姓名(监护人) 实际照护人 家庭成员1姓名 成员1姓名 何人照顾",
    Column.CARER_RELATION: "与学生关系 监护人与儿童关系 与被监护人关系 家庭成员1关系码",
    Column.CARER_PHONE: "监护人手机 监护人(电话) 联系电话 家长联系方式 监护人电话号码",
    Column.SCHOOL: "就读学校 学校/年级/班级 学籍所在学校 就读学校(幼儿园)",
    Column.GRADE: "就读年级 年级班级",
    Column.CLASS: "就读班级 班别",
    Column.BOARDING: "是否寄宿 走读/住宿 寄宿情况 是否内宿",
    Column.LEFT_BEHIND: "留守类型 是否留守儿童 留守类型(0非留守1单亲2双亲)",
    Column.STUDENT_NUMBER: "学籍号 全国学籍号",
    Column.INFORMANT: "反映人 上报人 提供人姓名",
    Column.NOTICED: "情况说明 线索内容 主要困难",
    Column.OF_ANOTHER: (
        "父亲身份证号 母亲电话 祖父姓名 监护人身份证号码 监护人住址 户主姓名 与户主关系 班主任姓名"
        " 班主任电话 家庭成员2姓名 监护人2电话 第二监护人姓名 结对帮扶人电话 填报人 学校电话"
    ),
    Column.OTHER: "身份证件类型 证件有效期 出生地 学籍状态 户口所在地 户籍地址 曾用名 备注",
}


@pytest.mark.parametrize(
    ("column", "heading"),
    [(column, word) for column, words in HEADINGS.items() for word in words.split()],
)
def test_a_heading_tells_what_stands_below_it(column: Column, heading: str) -> None:
    found = column_of(heading)

    assert found is not None
    assert found[0] is column


@pytest.mark.parametrize(
    ("group", "heading", "column"),
    [
        ("儿童基本情况", "姓名", Column.NAME),
        ("监护人信息", "姓名", Column.CARER_NAME),
        ("监护人情况", "监护人", Column.CARER_NAME),
        ("实际照护人", "身份证号", Column.OF_ANOTHER),
        ("实际照护人", "与儿童关系", Column.CARER_RELATION),
        ("父母外出务工情况", "姓名", Column.OF_ANOTHER),
        ("父亲", "联系电话", Column.OF_ANOTHER),
        ("家庭成员2", "姓名", Column.OF_ANOTHER),
        ("联系人", "姓名", Column.INFORMANT),
        ("户籍所在地", "乡镇", Column.TOWNSHIP),
        ("就读学校", "名称", Column.SCHOOL),
    ],
)
def test_a_group_tells_of_whom_its_columns_tell(group: str, heading: str, column: Column) -> None:
    found = column_of(group, heading)

    assert found is not None
    assert found[0] is column


def places(*headings: str) -> dict[Column, int]:
    return chosen(columns_of((heading, "") for heading in headings))


def test_of_two_that_tell_the_same_the_plainer_one_is_read_wherever_it_stands() -> None:
    for first, second, column in [
        ("户籍乡镇", "现居住乡镇", Column.TOWNSHIP),
        ("班内学号", "学籍号", Column.STUDENT_NUMBER),
        ("姓名", "儿童姓名", Column.NAME),
        ("处理情况", "情况描述", Column.NOTICED),
        ("儿童联系电话", "监护人电话", Column.CARER_PHONE),
    ]:
        assert places(first, second)[column] == 1
        assert places(second, first)[column] == 0


def test_of_two_carers_one_is_read_and_never_a_name_with_anothers_telephone() -> None:
    found = places("监护人姓名", "监护人电话", "实际照护人姓名", "实际照护人电话", "与照护人关系")

    assert found == {
        Column.CARER_NAME: 2,
        Column.CARER_PHONE: 3,
        Column.CARER_RELATION: 4,
    }


def test_one_carer_called_by_two_words_is_one_carer() -> None:
    found = places("实际照护人姓名", "与监护人关系", "家长电话")

    assert found == {
        Column.CARER_NAME: 0,
        Column.CARER_RELATION: 1,
        Column.CARER_PHONE: 2,
    }


@pytest.mark.parametrize(
    "sentence",
    ["", "。", SENTENCE],
)
def test_a_sentence_is_no_heading(sentence: str) -> None:
    assert column_of(sentence) is None
