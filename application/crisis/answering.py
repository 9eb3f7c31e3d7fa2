"""From which facts something follows, and what answers each of them."""

from collections.abc import Callable

from application.crisis import reactions
from application.crisis.clocks.proposals import PROPOSED
from application.crisis.delivery.link_messages import LINK_CAUSES, react_to_link
from application.crisis.telling.contact_news import CONTACT_NEWS, react_to_contact_end
from application.crisis.telling.county_word import send_county_word
from application.crisis.telling.glass_word import GLASS_CAUSES, send_glass_word
from application.crisis.telling.refusals import send_to_offices
from application.crisis.telling.sharing_news import SHARING_NEWS, react_to_sharing_news
from application.crisis.telling.teacher_reactions import (
    TEACHER_CAUSES,
    react_for_teachers,
    then_teachers,
)
from application.crisis.telling.word_reactions import react_to_proposal
from application.reporting.news import REPORT_NEWS, react_to_report_news
from application.reporting.reactions import REPORT_CAUSES, react_to_report
from domain.alerts.facts import RefusalTold
from domain.alerts.word_facts import CountyTold

_ANSWERS: tuple[tuple[tuple[type[object], ...], Callable[..., None]], ...] = (
    (REPORT_CAUSES, react_to_report),
    (REPORT_NEWS, react_to_report_news),
    (TEACHER_CAUSES, react_for_teachers),
    (LINK_CAUSES, react_to_link),
    (PROPOSED, react_to_proposal),
    (SHARING_NEWS, react_to_sharing_news),
    (CONTACT_NEWS, react_to_contact_end),
    ((CountyTold,), send_county_word),
    ((RefusalTold,), send_to_offices),
    (GLASS_CAUSES, send_glass_word),
)

ALL_CAUSES = (*reactions.CAUSES, *(cause for causes, _ in _ANSWERS for cause in causes))
"""The facts from which something follows."""


def answer_to(fact: object, is_last: bool) -> Callable[..., None]:
    """Return what answers a fact, at the last attempt what hangs on the fewest records."""
    for causes, answer in _ANSWERS:
        if isinstance(fact, causes):
            return answer
    # To which case a worry belongs must not keep anybody from being told of it.
    return then_teachers(reactions.react_alone if is_last else reactions.react)
