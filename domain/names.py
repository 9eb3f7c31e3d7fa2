"""The name by which a child is called where the whole is not needed, and when two are the same."""

from unicodedata import normalize

_IN_A_ROW = "欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐司徒司空夏侯轩辕端木南宫西门独孤长孙宇文"
COMPOUND_SURNAMES = frozenset(_IN_A_ROW[at : at + 2] for at in range(0, len(_IN_A_ROW), 2))
BETWEEN = "·"
"""Parts a name whose first part is given (阿卜杜拉·买买提), and those written by sound."""

_DOTS = str.maketrans(dict.fromkeys("•・‧∙.．。", BETWEEN))
"""A name of several parts is written with whatever dot a keyboard has."""


def given_name(name: str) -> str:
    """Return the name without its surname, as far as that can be told from how it is written."""
    if BETWEEN in name:
        return name.split(BETWEEN)[0].strip() or name
    if " " in name:
        return name.split()[0]
    surname = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > len(name[:2]) else 1
    return name[surname:] or name


def as_said(name: str) -> str:
    """Return the name without what only a keyboard decides: widths, spaces, and the dot."""
    return "".join(normalize("NFKC", name).casefold().split()).translate(_DOTS)
