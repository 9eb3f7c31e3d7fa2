"""Views that screens show together: what one of them cannot follow is damaged in both."""

from collections.abc import Iterable

from application.rows import Quarantined
from infrastructure.views.clocks.tables import CLOCKS
from infrastructure.views.health.tables import HEALTH

OF_A_CASE = (HEALTH, CLOCKS)
"""The rows of a case are made of its events by one of them, and its deadlines by the other."""


def damaged_beside(view_name: str, quarantined: Iterable[Quarantined]) -> tuple[str, ...]:
    """Return the views shown with this one that set streams apart.

    They are filled anew with it: a case that was mended would else go on being shown as damaged, or
    as whole while its deadlines stand still.
    """
    if view_name not in OF_A_CASE:
        return ()
    damaged = {each.view for each in quarantined}
    return tuple(each for each in OF_A_CASE if each != view_name and each in damaged)
