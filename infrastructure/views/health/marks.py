"""What the desk marks of a crisis, folded from its facts: level, family, company, escort."""

from collections.abc import Iterable
from typing import assert_never

from msgspec.structs import replace

from application.crisis.desk.marks import GuardianMark
from domain.referrals.facts import ConcernConflictKept, ConsentRecorded, RepeatRedirected
from domain.referrals.family.guardian_facts import (
    AccompanyingEnded,
    ChildAccompanied,
    ConsentRefused,
    EmergencyEscortStarted,
    GuardianInformed,
    GuardianNotificationWithheld,
    GuardianNotReached,
)
from domain.referrals.family.refusing import Settling, settles_refusal
from domain.referrals.hospital.feedback_facts import CaseRestored
from domain.referrals.involvement import OF_THE_FAMILY
from domain.referrals.joining.joining_facts import InvolvementReported
from domain.referrals.levels.level_facts import CrisisAssessed, CrisisLevel, LevelDropConfirmed
from domain.referrals.levels.level_state import is_more_severe
from infrastructure.views.health.tables import Companion, Content

LevelFact = CrisisAssessed | LevelDropConfirmed | CaseRestored
TellingFact = GuardianInformed | GuardianNotReached | GuardianNotificationWithheld
AnswerFact = ConsentRefused | ConsentRecorded
CompanyFact = ChildAccompanied | AccompanyingEnded | EmergencyEscortStarted
NamingFact = ConcernConflictKept | RepeatRedirected | InvolvementReported
RefusalEnd = Settling | NamingFact
"""After which a refusal may count no more; what else they are is folded elsewhere."""
MarkFact = LevelFact | TellingFact | AnswerFact | CompanyFact
MARKING = (
    *(CrisisAssessed, LevelDropConfirmed, CaseRestored),
    *(GuardianInformed, GuardianNotReached, GuardianNotificationWithheld),
    *(ConsentRefused, ConsentRecorded),
    *(ChildAccompanied, AccompanyingEnded, EmergencyEscortStarted),
)


def with_marks(content: Content, facts: Iterable[MarkFact | RefusalEnd]) -> Content:
    """Return what a case shows after these facts."""
    for fact in facts:
        if isinstance(fact, MarkFact):
            content = _marked(content, fact)
        if _ends_refusal(content, fact):
            content = replace(content, guardian=content.told)
    return content


def may_end_refusal(fact: object) -> bool:
    """Return whether the desk marks a refusal no more after a fact, if it marks one at all."""
    if isinstance(fact, Settling):
        return settles_refusal(fact)
    return isinstance(fact, NamingFact) and _may_mean_family(fact)


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


def _ends_refusal(content: Content, fact: MarkFact | RefusalEnd) -> bool:
    """Return whether the refusal that is marked counts no more.

    A report that may mean guardian or carer takes its weight from it, unless whoever recorded it
    had made sure that it means somebody else. Where no crisis is found nothing is left to refuse.
    """
    if content.guardian is not GuardianMark.REFUSED:
        return False
    if isinstance(fact, CrisisAssessed | LevelDropConfirmed):
        return content.level is None
    return may_end_refusal(fact) and (isinstance(fact, Settling) or not content.refusal_is_sure)


def _may_mean_family(fact: NamingFact) -> bool:
    said = fact if isinstance(fact, InvolvementReported) else fact.kept
    return not OF_THE_FAMILY.isdisjoint(said.involved)


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
        is_sure = bool(fact.not_suspected)
        content = replace(content, refused_at=fact.refused_at, refusal_is_sure=is_sure)
        is_lifted = content.agreed_at is not None and content.agreed_at >= fact.refused_at
        return content if is_lifted else replace(content, guardian=GuardianMark.REFUSED)
    agreed_at = max(fact.given_at, content.agreed_at or fact.given_at)
    content = replace(content, agreed_at=agreed_at)
    is_lifted = content.refused_at is not None and agreed_at >= content.refused_at
    refused = content.guardian is GuardianMark.REFUSED
    return replace(content, guardian=content.told) if refused and is_lifted else content
