"""Whom the facts of a case name, so that their names can be shown with them."""

from collections.abc import Iterable

from domain.alerts.words_given import WordOfCase
from domain.referrals.joining.joining_facts import InvolvementReported, TakingAskedAnew
from domain.referrals.returning.return_facts import ReturnPlanned, ReturnReviewed
from domain.referrals.school.panel_facts import PanelDecided
from domain.shared import PersonId


def named_by(fact: object) -> Iterable[PersonId]:
    """Return who sat on a panel, sees to what it decided, was reported elsewhere, told, had it."""
    match fact:
        case PanelDecided():
            return (*fact.member_ids, *((fact.supported_by,) if fact.supported_by else ()))
        case ReturnReviewed():
            return fact.member_ids
        case ReturnPlanned():
            return (fact.met_by,)
        case InvolvementReported():
            return fact.involved_ids
        case _ if isinstance(fact, WordOfCase):
            return fact.told_ids
        case _:
            return (fact.had_by,) if isinstance(fact, TakingAskedAnew) else ()
