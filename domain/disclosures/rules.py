"""On what basis data is handed to others, how long that stays on record, and who is told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from domain.calendar import Calendar
from domain.codelists import LegalBasis, Processing
from domain.days import require_not_future, years_after
from domain.disclosures.facts import DataDisclosed, DataKind, DisclosuresEvent, DisclosureTold
from domain.disclosures.state import DisclosuresState, RecordDisclosure, TellDisclosure
from domain.errors import Invalid, NotFound, RuleBroken
from domain.ruleset import RuleSet
from domain.shared import Known
from domain.text import ORGANISATION_NAME_AT_MOST, one_line

Answer = tuple[DisclosuresEvent, ...] | Known[DisclosuresEvent]


SHARING = frozenset({Processing.SHARING_WITH_HOSPITAL, Processing.SHARING_WITH_CHARITY})
"""The uses in which data is handed to others."""

OF_HEALTH = frozenset({Processing.SHARING_WITH_HOSPITAL})
"""The uses of which a family knows, when they agree, that they are of the child's health."""


def record_disclosure(
    state: DisclosuresState,
    request: RecordDisclosure,
    *,
    agreed: Mapping[Processing, bool],
    today: date,
    rules: RuleSet,
    calendar: Calendar,
) -> Answer:
    """Record what was handed to whom, on what basis and under which contract or letter.

    `agreed` tells of each use in which anything is handed to such a recipient whether the family
    agreed to it and has not taken that back. By when they are told is counted once, by the calendar
    known then.

    Raises: RuleBroken when it rests on a consent that there is not, or one that is not of health
    (个人信息保护法 §29), or the id stands for another; Invalid without recipient, reference or
    kinds of data, without the use or for one that hands nothing to such a recipient, or for a day
    ahead.
    """
    known = state.disclosed.get(request.disclosure_id)
    said = _said(request, rules, known.tell_by_on if known else _tell_by(request, rules, calendar))
    if known is not None:
        # Which use was meant was not kept at first, and is not named by every older program.
        one_unsaid = None in (known.processing, said.processing)
        if known == said or (one_unsaid and replace(known, processing=said.processing) == said):
            return Known((known,))
        raise RuleBroken("disclosure_already_recorded")
    if not said.kinds:
        raise Invalid("required", "kinds")
    require_not_future(said.disclosed_on, today, field="disclosed_on")
    if said.basis is LegalBasis.CONSENT:
        _require_consent(said, agreed)
    return (said,)


def _tell_by(request: RecordDisclosure, rules: RuleSet, calendar: Calendar) -> date | None:
    if request.basis is not LegalBasis.EMERGENCY:
        return None
    told_within = rules.data.emergency_told_working_days
    return calendar.working_days_after(request.disclosed_on, told_within)


def _said(request: RecordDisclosure, rules: RuleSet, tell_by_on: date | None) -> DataDisclosed:
    return DataDisclosed(
        child_id=request.child_id,
        disclosure_id=request.disclosure_id,
        recipient=one_line(request.recipient, field="recipient", at_most=ORGANISATION_NAME_AT_MOST),
        recipient_id=request.recipient_id,
        kinds=tuple(each for each in DataKind if each in request.kinds),
        basis=request.basis,
        reference=one_line(request.reference, field="reference", at_most=ORGANISATION_NAME_AT_MOST),
        disclosed_on=request.disclosed_on,
        keep_until_on=years_after(request.disclosed_on, rules.data.disclosures_kept_years),
        tell_by_on=tell_by_on,
        processing=request.processing if request.basis is LegalBasis.CONSENT else None,
    )


def _require_consent(said: DataDisclosed, agreed: Mapping[Processing, bool]) -> None:
    processing = said.processing
    # Who agreed to tell a charity did not agree to tell a hospital, whatever name is written here.
    if processing is None:
        raise Invalid("required", "processing")
    if processing not in agreed:
        raise Invalid("unknown_code", "processing")
    if DataKind.HEALTH in said.kinds and processing not in OF_HEALTH:
        raise RuleBroken("health_needs_own_consent")
    if not agreed[processing]:
        raise RuleBroken("no_consent_to_disclose")


def tell_disclosure(state: DisclosuresState, request: TellDisclosure, *, today: date) -> Answer:
    """Record that the family was told afterwards of what was handed out.

    Raises: NotFound; RuleBroken when they were told otherwise before; Invalid for a day ahead or
    before it was handed out.
    """
    disclosed = state.disclosed.get(request.disclosure_id)
    if disclosed is None:
        raise NotFound("disclosure_not_found")
    said = DisclosureTold(
        child_id=request.child_id,
        disclosure_id=request.disclosure_id,
        spoken_by=request.spoken_by,
        means=request.means,
        told_on=request.told_on,
    )
    known = state.told.get(request.disclosure_id)
    if known is not None:
        if known == said:
            return Known((known,))
        raise RuleBroken("disclosure_already_told")
    require_not_future(said.told_on, today, field="told_on")
    if said.told_on < disclosed.disclosed_on:
        raise Invalid("before_earlier_step", "told_on")
    return (said,)
