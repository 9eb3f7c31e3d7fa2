"""The folder of a demo: marked as such, the only kind that is ever cleared away, keys included."""

import shutil
from pathlib import Path

from domain.errors import RuleBroken
from infrastructure.not_ready import NotReady

MARK = "this-is-a-demo"
FILLED = "filled"


class DemoFolder:
    """A folder that holds a demo's ledger and keys; a fill that was broken off starts again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mark = folder / MARK

    @property
    def is_filled(self) -> bool:
        """Whether the invented city is complete in it."""
        return self._mark.exists() and self._mark.read_text(encoding="utf-8") == FILLED

    def require_served(self, *, as_demo: bool) -> None:
        """Raises: NotReady when it is a demo's, whose password all can read, and served otherwise.

        A demo that was not filled to its end has some of these accounts as well.
        """
        if self._mark.exists() and not as_demo:
            raise NotReady("folder_is_a_demo")

    def clear(self, *, unless_filled: bool) -> None:
        """Leave an empty folder marked as a demo, or the filled one as it is.

        Raises: RuleBroken when there is something in it that is no demo.
        """
        if unless_filled and self.is_filled:
            return
        if self._folder.exists():
            if any(self._folder.iterdir()) and not self._mark.exists():
                raise RuleBroken("folder_is_not_a_demo")
            shutil.rmtree(self._folder)
        self._folder.mkdir(parents=True)
        self._mark.touch()

    def note_filled(self) -> None:
        """Keep that the demo is complete."""
        self._mark.write_text(FILLED, encoding="utf-8")
