"""When the next home visit and the next talk with a child are due."""

from application.care_files.contacts import Contacts
from application.ports import History, Ledger
from domain.care.facts import (
    CareFileOpened,
    CareLevelAssessed,
    CategoryStated,
    ResidenceRecorded,
    SchoolingRecorded,
)
from domain.visits.due import Due, next_talk_due, next_visit_due
from domain.visits.facts import HomeVisitCorrected, HomeVisitLogged, TalkCorrected, TalkLogged

DUE_FROM = (
    *(HomeVisitLogged, HomeVisitCorrected, TalkLogged, TalkCorrected),
    *(CareFileOpened, ResidenceRecorded, SchoolingRecorded, CategoryStated, CareLevelAssessed),
)
"""With each of these the days are counted anew, by the rules of then: on desk and file alike."""


def dues(ledger: Ledger, history: History, contacts: Contacts) -> tuple[Due | None, Due | None]:
    """Return when the next home visit and the next talk are due; neither before a file is open."""
    counted = [each for each in history.recorded if isinstance(each.fact, DUE_FROM)]
    opened = [each.fact for each in counted if isinstance(each.fact, CareFileOpened)]
    if not opened:
        return None, None
    levels = [each.fact.level for each in counted if isinstance(each.fact, CareLevelAssessed)]
    level, opened_on = levels[-1] if levels else None, opened[-1].opened_on
    rules = ledger.rulebook.at(counted[-1].recorded_at)
    visit, talk = contacts.last_visit_done_on, contacts.last_talk_done_on
    return (
        next_visit_due(level, opened_on=opened_on, last_done_on=visit, rules=rules),
        next_talk_due(level, opened_on=opened_on, last_done_on=talk, rules=rules),
    )
