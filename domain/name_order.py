"""In which order Chinese readers look for a name in a list."""

_BEHIND_ALL = b"\xff"


def place_in_order(name: str) -> bytes:
    """Return what sorts names: by the pinyin of common characters, rare ones behind them.

    GB/T 2312 has its 3,755 common characters in the order of their pinyin, then rarer ones by
    radical; whatever it has not stands last.
    """
    return b"".join(map(_place, name.casefold()))


def _place(character: str) -> bytes:
    try:
        return character.encode("gb2312")
    except UnicodeEncodeError:
        return _BEHIND_ALL + character.encode("utf-32-be", "surrogatepass")
