"""Finds the cases of one child: those the view `health` knows, and worries it has still to fold."""

from sqlalchemy import Engine

from application.ports import Recorded
from domain.referrals.facts import ConcernRaised
from domain.shared import CaseId, ChildId
from infrastructure.database import for_single_reads
from infrastructure.log.names import NAMES
from infrastructure.views import positions
from infrastructure.views.health_questions import OF_CHILD
from infrastructure.views.health_tables import HEALTH
from infrastructure.views.pages import PageReader

SOUGHT_AT_MOST = 10_000
"""So many events are looked through: a view that is being filled anew holds up no worry."""

_RAISED = frozenset(NAMES.stored_names([ConcernRaised]))


class CasesOfChild:
    """Looks in the log behind the place of the view, so that nobody waits for views to be moved."""

    def __init__(self, engine: Engine, pages: PageReader) -> None:
        self._engine = for_single_reads(engine)
        self._pages = pages

    def raised(self, child_id: ChildId) -> tuple[CaseId, ...]:
        """Return a child's cases up to the end of the log, the first first.

        Those that the view knows to be over are left out, and worries that cannot be read; where
        the view is far behind also what was raised long before.

        Raises: WrittenByNewerProgram.
        """
        # In this order: a view that moves meanwhile knows more than is passed over in the log.
        stands, head = positions.standpoints_and_head(self._engine)
        with self._engine.connect() as connection:
            known = [CaseId(each) for each in connection.scalars(OF_CHILD, {"child": child_id})]
        after = max(stands[HEALTH].position, head - SOUGHT_AT_MOST)
        later = self._raised_after(after, head, child_id)
        return tuple(dict.fromkeys([*known, *later]))

    def _raised_after(self, position: int, head: int, child_id: ChildId) -> list[CaseId]:
        found: list[CaseId] = []
        while position < head:
            page = self._pages.read(position, _RAISED, head=head)
            opened = (each.content for each in page.rows)
            facts = (each.fact for each in opened if isinstance(each, Recorded))
            raised = (each for each in facts if isinstance(each, ConcernRaised))
            found += [each.case_id for each in raised if each.child_id == child_id]
            position = page.up_to
        return found
