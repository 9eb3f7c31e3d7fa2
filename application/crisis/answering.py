"""From which facts something follows, and what answers each of them."""

from collections.abc import Callable

from application.crisis import reactions
from application.crisis.link_messages import LINK_CAUSES, react_to_link
from application.crisis.teacher_reactions import TEACHER_CAUSES, react_for_teachers, then_teachers
from application.reporting.reactions import REPORT_CAUSES, react_to_report

ALL_CAUSES = (*reactions.CAUSES, *REPORT_CAUSES, *TEACHER_CAUSES, *LINK_CAUSES)
"""The facts from which something follows."""


def answer_to(fact: object, is_last: bool) -> Callable[..., None]:
    """Return what answers a fact, at the last attempt what hangs on the fewest records."""
    if isinstance(fact, REPORT_CAUSES):
        return react_to_report
    if isinstance(fact, TEACHER_CAUSES):
        return react_for_teachers
    if isinstance(fact, LINK_CAUSES):
        return react_to_link
    # To which case a worry belongs must not keep anybody from being told of it.
    return then_teachers(reactions.react_alone if is_last else reactions.react)
