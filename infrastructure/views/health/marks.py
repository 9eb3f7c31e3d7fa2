"""What the desk marks of a crisis, folded from its facts: level, family, company, escort."""

from collections.abc import Iterable
from typing import assert_never

from msgspec.structs import replace

from application.crisis.desk.marks import GuardianMark
from domain.referrals.facts import ConsentRecorded
from domain.referrals.family.guardian_facts import (
    AccompanyingEnded,
    ChildAccompanied,
    ConsentRefused,
    EmergencyEscortStarted,
    GuardianInformed,
    GuardianNotificationWithheld,
    GuardianNotReached,
)
from domain.referrals.hospital.feedback_facts import CaseRestored
from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel, LevelDropConfirmed
from domain.referrals.levels.level_state import is_more_severe
from infrastructure.views.health.tables import Companion, Content

LevelFact = CrisisAssessed | LevelDropConfirmed | CaseRestored
TellingFact = GuardianInformed | GuardianNotReached | GuardianNotificationWithheld
AnswerFact = ConsentRefused | ConsentRecorded
CompanyFact = ChildAccompanied | AccompanyingEnded | EmergencyEscortStarted
MarkFact = LevelFact | TellingFact | AnswerFact | CompanyFact
MARKING = (
    *(CrisisAssessed, LevelDropConfirmed, CaseRestored),
    *(GuardianInformed, GuardianNotReached, GuardianNotificationWithheld),
    *(ConsentRefused, ConsentRecorded),
    *(ChildAccompanied, AccompanyingEnded, EmergencyEscortStarted),
)


def with_marks(content: Content, facts: Iterable[MarkFact]) -> Content:
    """Return what a case shows after these facts."""
    for fact in facts:
        content = _marked(content, fact)
    return content


def level_after(level: CrisisLevel | None, fact: LevelFact) -> CrisisLevel | None:
    """Return the level that holds after a fact: one assessed lower lets it stand."""
    match fact:
        case CrisisAssessed():
            return fact.level if is_more_severe(fact.level, level) else level
        case LevelDropConfirmed():
            return fact.level
        case CaseRestored():
            return None
        case _:
            assert_never(fact)


def _marked(content: Content, fact: MarkFact) -> Content:
    match fact:
        case _ if isinstance(fact, LevelFact):
            return replace(content, level=level_after(content.level, fact))
        case _ if isinstance(fact, CompanyFact):
            return _accompanied(content, fact)
        case _ if isinstance(fact, AnswerFact):
            return _answered(content, fact)
        case _:
            return _told(content, fact)


def _accompanied(content: Content, fact: CompanyFact) -> Content:
    match fact:
        case ChildAccompanied():
            company = (*content.company, _companion(fact))
            return replace(content, company=company, was_accompanied=True)
        case AccompanyingEnded():
            left = tuple(each for each in content.company if each.company_id != fact.company_id)
            return replace(content, company=left)
        case EmergencyEscortStarted():
            return replace(content, is_escorted=True, escorted_to=fact.hospital_id)
        case _:
            assert_never(fact)


def _companion(fact: ChildAccompanied) -> Companion:
    return Companion(fact.company_id, fact.with_id, fact.relation_code)


def _told(content: Content, fact: TellingFact) -> Content:
    refused = content.guardian is GuardianMark.REFUSED
    match fact:
        case GuardianInformed():
            shown = GuardianMark.REFUSED if refused else GuardianMark.INFORMED
            return replace(content, told=GuardianMark.INFORMED, guardian=shown)
        case GuardianNotReached():
            # A try that reached nobody takes nothing back: not who was told, nor who must not be.
            none = GuardianMark.NOT_REACHED
            return replace(content, told=content.told or none, guardian=content.guardian or none)
        case GuardianNotificationWithheld():
            return replace(content, told=GuardianMark.WITHHELD, guardian=GuardianMark.WITHHELD)
        case _:
            assert_never(fact)


def _answered(content: Content, fact: AnswerFact) -> Content:
    """Return what is shown once the family answered: whoever agreed after a refusal lifts it."""
    if isinstance(fact, ConsentRefused):
        content = replace(content, refused_at=fact.refused_at)
        is_lifted = content.agreed_at is not None and content.agreed_at >= fact.refused_at
        return content if is_lifted else replace(content, guardian=GuardianMark.REFUSED)
    agreed_at = max(fact.given_at, content.agreed_at or fact.given_at)
    content = replace(content, agreed_at=agreed_at)
    is_lifted = content.refused_at is not None and agreed_at >= content.refused_at
    refused = content.guardian is GuardianMark.REFUSED
    return replace(content, guardian=content.told) if refused and is_lifted else content
