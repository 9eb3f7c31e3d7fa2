"""Reads what has a code in a national standard, told by the code, by its word or by both."""

import re
from collections.abc import Mapping

from domain.codelists import ETHNICITY_CODES, RELATIONS, Sex
from infrastructure.rosters.cells import Cell, plain

_SEXES = {
    **dict.fromkeys(("男", "1", "男性", "男孩", "男生", "男童", "m", "male", "男孩子"), Sex.MALE),
    **dict.fromkeys(
        ("女", "2", "女性", "女孩", "女生", "女童", "f", "female", "女孩子"), Sex.FEMALE
    ),
}
# A tick in a cell is a yes, a cross a no; 1 and 2 are kinds of yes, as for one parent away or both.
_YES = frozenset({"1", "2", "y", "yes", "true", "√", "✓", "✔", "☑", "对", "v"})
_NO = frozenset({"0", "n", "no", "false", "×", "✗", "✕", "✘", "x", "☐"})
_SAYS_NO = re.compile(r"^(否|不|非|没|未|无)|走读|外宿|通校")
_SAYS_YES = re.compile(r"^(是|有)|寄宿|住校|住宿|内宿|留守|双亲|单亲|双方|一方|随迁|流动|孤儿")
_EITHER = re.compile(r"是\W*或?否|否\W*是")
_BOXES = "□☐☑√✓✔■"
_TICK_BEFORE = re.compile(r"[☑√✓✔■]\s*([是否])")
_TICK_AFTER = re.compile(r"([是否])\s*[☑√✓✔■]")

_PEOPLES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山"
    " 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克"
    " 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
_PEOPLE_WORDS: Mapping[str, str] = {
    people: f"{number:02}" for number, people in enumerate(_PEOPLES.split(), start=1)
}

_RELATION_WORDS = {
    **{relation.term: code for code, relation in RELATIONS.items()},
    **dict.fromkeys(("爸爸", "父", "爸", "生父", "亲生父亲", "父子", "父女"), "51"),
    **dict.fromkeys(("妈妈", "母", "妈", "生母", "亲生母亲", "母子", "母女"), "52"),
    **dict.fromkeys(("继父", "养父", "后爸"), "57"),
    **dict.fromkeys(("继母", "养母", "后妈"), "58"),
    **dict.fromkeys(("爷爷", "阿公", "阿爷", "公公", "爷"), "61"),
    **dict.fromkeys(("奶奶", "阿婆", "阿嬷", "婆婆", "奶"), "62"),
    **dict.fromkeys(("外公", "姥爷"), "63"),
    **dict.fromkeys(("外婆", "姥姥"), "64"),
    **dict.fromkeys(("哥哥", "哥"), "71"),
    **dict.fromkeys(("嫂子", "嫂嫂"), "72"),
    **dict.fromkeys(("弟弟",), "73"),
    **dict.fromkeys(("姐", "姐姐"), "75"),
    **dict.fromkeys(("妹", "妹妹"), "77"),
    **dict.fromkeys(("伯伯", "大伯", "大爷"), "81"),
    **dict.fromkeys(("伯娘", "大娘"), "82"),
    **dict.fromkeys(("叔叔", "叔"), "83"),
    **dict.fromkeys(("婶婶", "婶", "婶子"), "84"),
    **dict.fromkeys(("舅舅", "舅"), "85"),
    **dict.fromkeys(("舅妈", "舅娘"), "86"),
    **dict.fromkeys(("姨丈",), "87"),
    **dict.fromkeys(("姨妈", "姨", "阿姨", "姨娘"), "88"),
    **dict.fromkeys(("姑丈",), "89"),
    **dict.fromkeys(("姑姑", "姑妈", "姑", "姑娘"), "90"),
    **dict.fromkeys(("亲戚", "亲属", "其他亲戚"), "97"),
    **dict.fromkeys(("邻居", "朋友", "无关系", "老师", "其他"), "99"),
}

_CODE_BESIDE_WORD = re.compile(
    r"^\d{1,2}\s*(?:[-—–.、:_]\s*)?(?=[^\d\s])|(?<=[^\d\s])\s*[-—–:_(]\s*\d{1,2}\)?$"
)
_BRACKETED = re.compile(r"\([^()]*\)$")


def sex_in(cell: Cell) -> Sex | None:
    """Return the sex by word, or by its code in GB/T 2261.1."""
    return _SEXES.get(_word(cell))


def yes_in(cell: Cell) -> bool | None:
    """Return whether a cell says yes, in a word, a sign or a code, or which kind of yes."""
    said = _word(cell)
    if said in _YES or said in _NO:
        return said in _YES
    if _EITHER.search(said):
        ticked = (_TICK_BEFORE if said[0] in _BOXES else _TICK_AFTER).search(said)
        return ticked[1] == "是" if ticked else None
    if _SAYS_NO.search(said):
        return False
    return True if _SAYS_YES.search(said) else None


def boarding_in(cell: Cell) -> bool | None:
    """Return whether a way of attending is boarding, by word or code: 1 by day, 2 boarding."""
    said = _word(cell)
    return said == "2" if said in {"1", "2"} else yes_in(cell)


def relation_in(cell: Cell) -> str | None:
    """Return the GB/T 4761 code of a relation, told as word or code."""
    said = _word(cell)
    return said if said in RELATIONS else _RELATION_WORDS.get(_BRACKETED.sub("", said))


def ethnicity_in(cell: Cell) -> str | None:
    """Return the GB/T 3304 code of a people, told as word or code."""
    said = _word(cell)
    code = _PEOPLE_WORDS.get(said) or _PEOPLE_WORDS.get(said.removesuffix("族")) or said.zfill(2)
    return code if code in ETHNICITY_CODES else None


def _word(cell: Cell) -> str:
    """Return the word where a cell tells code and word, as in 1-男."""
    said = plain(cell).casefold()
    return said if said.isdigit() else _CODE_BESIDE_WORD.sub("", said)
