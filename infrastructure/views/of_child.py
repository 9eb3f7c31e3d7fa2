"""Finds what there is of one child: what a view knows, and in the log what it has still to fold."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Engine, Select

from application.ports import Recorded
from domain.shared import ChildId
from infrastructure.database import for_single_reads
from infrastructure.log.names import NAMES
from infrastructure.views import positions
from infrastructure.views.pages import PageReader

SOUGHT_AT_MOST = 10_000
"""So many events are looked through: a view that is being filled anew holds up no worry.

Whoever has to know all of a child asks `is_near` as well, and comes again where it is not.
"""


class AboutChild(Protocol):
    """The fact with which something of a child begins."""

    @property
    def child_id(self) -> ChildId:
        """The child it is about."""
        ...


F = TypeVar("F", bound=AboutChild)


class OfChild(Generic[F]):
    """Looks in the log behind the place of a view, so that nobody waits for views to be moved.

    `known` asks the view for ids of `child`; `begins` is the fact that says of a new one.
    """

    def __init__(
        self,
        engine: Engine,
        pages: PageReader,
        view: str,
        known: Select[tuple[UUID]],
        begins: type[F],
        id_of: Callable[[F], UUID],
    ) -> None:
        self._engine = for_single_reads(engine)
        self._pages = pages
        self._view = view
        self._known = known
        self._begins = begins
        self._id_of = id_of
        self._names = frozenset(NAMES.stored_names([begins]))

    def ids(self, child_id: ChildId) -> tuple[UUID, ...]:
        """Return the ids of what the view knows, then of what began since, the first first.

        What cannot be read is left out; where the view is far behind also what began long before.

        Raises: WrittenByNewerProgram.
        """
        # In this order: a view that moves meanwhile knows more than is passed over in the log.
        stands, head = positions.standpoints_and_head(self._engine)
        known = self.known(child_id)
        after = max(stands[self._view].position, head - SOUGHT_AT_MOST)
        return tuple(dict.fromkeys([*known, *self._begun_after(after, head, child_id)]))

    def is_near(self) -> bool:
        """Return whether the view is so near to the log's end that `ids` leaves out nothing."""
        stands, head = positions.standpoints_and_head(self._engine)
        # Well within what is looked through: the log grows between two questions.
        return head - stands[self._view].position <= SOUGHT_AT_MOST // 2

    def known(self, child_id: ChildId) -> tuple[UUID, ...]:
        """Return the ids of what the view knows, the first first."""
        with self._engine.connect() as connection:
            return tuple(connection.scalars(self._known, {"child": child_id}))

    def _begun_after(self, position: int, head: int, child_id: ChildId) -> list[UUID]:
        found: list[UUID] = []
        while position < head:
            page = self._pages.read(position, self._names, head=head)
            opened = (each.content for each in page.rows)
            facts = (each.fact for each in opened if isinstance(each, Recorded))
            begun = (each for each in facts if isinstance(each, self._begins))
            found += [self._id_of(each) for each in begun if each.child_id == child_id]
            position = page.up_to
        return found
