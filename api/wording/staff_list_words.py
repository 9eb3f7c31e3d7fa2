"""Why a row of a list of staff is not taken, in a few words and in a sentence."""

from collections.abc import Mapping
from enum import StrEnum

from domain.staff.listed import ListedProblem

STAFF_LIST_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    ListedProblem: {
        ListedProblem.FORMULA: "公式符号开头",
        ListedProblem.NAME_MISSING: "没有姓名",
        ListedProblem.NAME_UNUSABLE: "姓名没法登记",
        ListedProblem.PHONE_UNUSABLE: "电话号码不对",
        ListedProblem.LOGIN_OR_PHONE_MISSING: "没有账号也没有手机号",
        ListedProblem.LOGIN_UNUSABLE: "账号没法用",
        ListedProblem.LOGIN_OF_ANOTHER: "账号是别人的",
        ListedProblem.ROLE_UNKNOWN: "看不懂岗位",
        ListedProblem.ROLE_ONE_BY_ONE: "岗位要逐个提议",
        ListedProblem.PLACE_UNKNOWN: "没有这个单位",
        ListedProblem.PLACE_AMBIGUOUS: "单位同名",
        ListedProblem.ROLE_NOT_HELD_THERE: "单位没有这个岗位",
        ListedProblem.PLACE_OF_OTHERS: "单位不归您管",
        ListedProblem.REPEATED: "重复的任职",
    },
}

SENTENCES_OF_PROBLEMS: Mapping[ListedProblem, str] = {
    ListedProblem.FORMULA: "有一格以等号等公式符号开头。请改成普通文字。",
    ListedProblem.NAME_MISSING: "没有姓名。请补上。",
    ListedProblem.NAME_UNUSABLE: "姓名太长，或有看不见的字符。请重新填写。",
    ListedProblem.PHONE_UNUSABLE: "电话号码不对。请填手机号，或区号加座机号。",
    ListedProblem.LOGIN_OR_PHONE_MISSING: "账号和手机号至少要填一项。",
    ListedProblem.LOGIN_UNUSABLE: "账号太短、太长，或中间有空格。请换一个。",
    ListedProblem.LOGIN_OF_ANOTHER: "这个账号已经是别人的。请换一个账号，或核对姓名。",
    ListedProblem.ROLE_UNKNOWN: "看不懂这个岗位。请用权限表里的名称。",
    ListedProblem.ROLE_ONE_BY_ONE: "健康副校长要写明来自哪家医院。请在人员页面逐个提议。",
    ListedProblem.PLACE_UNKNOWN: "没有登记过这个单位。请先登记单位，或改用区划代码。",
    ListedProblem.PLACE_AMBIGUOUS: "有几个同名的单位。请在前面写上级单位，或改用区划代码。",
    ListedProblem.ROLE_NOT_HELD_THERE: "这一级单位没有这个岗位。请核对单位和岗位。",
    ListedProblem.PLACE_OF_OTHERS: "这个单位不归您管。请交给管它的人来登记。",
    ListedProblem.REPEATED: "和前面一行是同一个人、同一个岗位。",
}
