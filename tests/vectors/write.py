"""Writes missing vectors, never over others: `python -m tests.vectors.write [NAME…]`."""

import json
import sys
from collections.abc import Sequence

from infrastructure.log.names import NAMES
from tests.vectors.samples import SAMPLES
from tests.vectors.vector import FOLDER, make, path_of


def write(names: Sequence[str]) -> list[str]:
    """Write the vectors of these names that are not there yet, and return which those were."""
    FOLDER.mkdir(exist_ok=True)
    written = []
    for name in names:
        vector = make(name, SAMPLES[name])
        try:
            with path_of(name).open("x", encoding="utf-8") as file:
                file.write(json.dumps(vector, ensure_ascii=False, indent=1) + "\n")
        except FileExistsError:
            continue
        written.append(name)
    return written


def main(arguments: Sequence[str]) -> None:
    names = arguments or [row.name for row in NAMES.rows if row.name in SAMPLES]
    written = write(names)
    sys.stdout.write("".join(f"{path_of(name)}\n" for name in written) or "none was missing\n")


if __name__ == "__main__":
    main(sys.argv[1:])
