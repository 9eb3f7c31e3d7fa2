"""What the desk marks of a crisis, folded from its facts: level, family, company, escort."""

from collections.abc import Iterable
from typing import assert_never

from msgspec.structs import replace

from application.crisis.marks import GuardianMark
from domain.referrals.feedback_facts import CaseRestored
from domain.referrals.guardian_facts import (
    AccompanyingEnded,
    ChildAccompanied,
    ConsentRefused,
    EmergencyEscortStarted,
    GuardianInformed,
    GuardianNotificationWithheld,
    GuardianNotReached,
)
from domain.referrals.level_facts import CrisisAssessed, LevelDropConfirmed
from domain.referrals.level_state import is_more_severe
from infrastructure.views.health_tables import Content

LevelFact = CrisisAssessed | LevelDropConfirmed | CaseRestored
TellingFact = GuardianInformed | GuardianNotReached | GuardianNotificationWithheld | ConsentRefused
CompanyFact = ChildAccompanied | AccompanyingEnded | EmergencyEscortStarted
MarkFact = LevelFact | TellingFact | CompanyFact
MARKING = (
    *(CrisisAssessed, LevelDropConfirmed, CaseRestored),
    *(GuardianInformed, GuardianNotReached, GuardianNotificationWithheld, ConsentRefused),
    *(ChildAccompanied, AccompanyingEnded, EmergencyEscortStarted),
)


def with_marks(content: Content, facts: Iterable[MarkFact]) -> Content:
    """Return what a case shows after these facts."""
    for fact in facts:
        content = _marked(content, fact)
    return content


def _marked(content: Content, fact: MarkFact) -> Content:
    match fact:
        case CrisisAssessed():
            rises = is_more_severe(fact.level, content.level)
            return replace(content, level=fact.level) if rises else content
        case LevelDropConfirmed() | CaseRestored():
            falls_to = fact.level if isinstance(fact, LevelDropConfirmed) else None
            return replace(content, level=falls_to)
        case ChildAccompanied():
            return replace(content, company=(*content.company, fact.company_id))
        case AccompanyingEnded():
            left = tuple(each for each in content.company if each != fact.company_id)
            return replace(content, company=left)
        case EmergencyEscortStarted():
            return replace(content, is_escorted=True)
        case _:
            return replace(content, guardian=_guardian(content, fact))


def _guardian(content: Content, fact: TellingFact) -> GuardianMark:
    match fact:
        case GuardianInformed():
            return GuardianMark.INFORMED
        case GuardianNotReached():
            # Another try that reached nobody takes nothing back from whoever was told before.
            told = content.guardian is GuardianMark.INFORMED
            return GuardianMark.INFORMED if told else GuardianMark.NOT_REACHED
        case GuardianNotificationWithheld():
            return GuardianMark.WITHHELD
        case ConsentRefused():
            return GuardianMark.REFUSED
        case _:
            assert_never(fact)
