"""Writes .xls files byte by byte, as [MS-CFB] and [MS-XLS] have them, honest and hostile ones."""

import struct
from collections.abc import Iterator, Mapping, Sequence

SECTOR_BYTES, FEWEST_BYTES = 512, 4_096
FREE, END, OF_TABLE, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Place = tuple[int, int]


def old_book(cells: Mapping[Place, str | float]) -> bytes:
    """Return an .xls file of one sheet with these cells, by row and column from 0."""
    globals_before = _begin(5) + _record(0x42, struct.pack("<H", 1200))
    sheet_at = len(globals_before) + len(_sheet_named(0)) + len(_END)
    sheet = _begin(0x10) + b"".join(map(_cell, cells, cells.values())) + _END
    return _compound(globals_before + _sheet_named(sheet_at) + _END + sheet)


def old_list(rows: Sequence[Sequence[str | float]]) -> bytes:
    """Return an .xls file of one sheet with these rows."""
    return old_book(
        {(at, place): cell for at, row in enumerate(rows) for place, cell in enumerate(row)}
    )


def far_corner() -> bytes:
    """Return a file of six kilobytes for which a reader asks for 137 GB."""
    return old_book({(0, 0): 1.0, (65_535, 65_535): 1.0})


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


_END = _record(0x0A, b"")


def _begin(what: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, what, 0, 0, 0, 0))


def _sheet_named(at: int) -> bytes:
    return _record(0x85, struct.pack("<IBBBB", at, 0, 0, 2, 1) + "名单".encode("utf-16-le"))


def _cell(place: Place, said: str | float) -> bytes:
    row, column = place
    head = struct.pack("<HHH", row, column, 0)
    if isinstance(said, float):
        return _record(0x203, head + struct.pack("<d", said))
    text = said.encode("utf-16-le")
    return _record(0x204, head + struct.pack("<HB", len(said), 1) + text)


def _compound(stream: bytes) -> bytes:
    """Return a compound file with one stream, which stands in sectors one after the other."""
    size = max(FEWEST_BYTES, len(stream))
    sectors = -(-size // SECTOR_BYTES)
    table = [OF_TABLE, END, *range(3, sectors + 2), END]
    folder = b"".join(_entries(size)).ljust(SECTOR_BYTES, b"\0")
    header = struct.pack("<8s16xHHHHH6x", MAGIC, 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<10I", 0, 1, 1, 0, FEWEST_BYTES, END, 0, END, 0, 0)
    return (
        header.ljust(SECTOR_BYTES, b"\xff")
        + struct.pack("<128I", *table, *[FREE] * (128 - len(table)))
        + folder
        + stream.ljust(sectors * SECTOR_BYTES, b"\0")
    )


def _entries(size: int) -> Iterator[bytes]:
    for name, kind, first, length, child in (
        ("Root Entry", 5, END, 0, 1),
        ("Workbook", 2, 2, size, NONE),
    ):
        said = (name + "\0").encode("utf-16-le")
        head = struct.pack("<64sHBBIII", said, len(said), kind, 1, NONE, NONE, child)
        yield head + bytes(36) + struct.pack("<IQ", first, length)
