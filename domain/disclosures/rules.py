"""On what basis data is handed to others, how long that stays on record, and who is told."""

from datetime import date

from domain.codelists import LegalBasis
from domain.days import require_not_future, working_days_after, years_after
from domain.disclosures.facts import DataDisclosed, DataKind, DisclosuresEvent, DisclosureTold
from domain.disclosures.state import DisclosuresState, RecordDisclosure, TellDisclosure
from domain.errors import Invalid, NotFound, RuleBroken
from domain.ruleset import RuleSet
from domain.shared import Known
from domain.text import ORGANISATION_NAME_AT_MOST, one_line

Answer = tuple[DisclosuresEvent, ...] | Known[DisclosuresEvent]


def record_disclosure(
    state: DisclosuresState,
    request: RecordDisclosure,
    *,
    has_consent: bool,
    today: date,
    rules: RuleSet,
) -> Answer:
    """Record what was handed to whom, on what basis and under which contract or letter.

    `has_consent` tells whether the family agreed to it and has not taken that back.

    Raises: RuleBroken when it rests on a consent that there is not, or the id stands for another;
    Invalid without recipient, reference or kinds of data, or for a day ahead.
    """
    in_emergency = request.basis is LegalBasis.EMERGENCY
    told_within = rules.data.emergency_told_working_days
    said = DataDisclosed(
        child_id=request.child_id,
        disclosure_id=request.disclosure_id,
        recipient=one_line(request.recipient, field="recipient", at_most=ORGANISATION_NAME_AT_MOST),
        recipient_id=request.recipient_id,
        kinds=tuple(each for each in DataKind if each in request.kinds),
        basis=request.basis,
        reference=one_line(request.reference, field="reference", at_most=ORGANISATION_NAME_AT_MOST),
        disclosed_on=request.disclosed_on,
        keep_until_on=years_after(request.disclosed_on, rules.data.disclosures_kept_years),
        tell_by_on=working_days_after(request.disclosed_on, told_within) if in_emergency else None,
    )
    known = state.disclosed.get(request.disclosure_id)
    if known is not None:
        if known == said:
            return Known((known,))
        raise RuleBroken("disclosure_already_recorded")
    if not said.kinds:
        raise Invalid("required", "kinds")
    require_not_future(said.disclosed_on, today, field="disclosed_on")
    if said.basis is LegalBasis.CONSENT and not has_consent:
        raise RuleBroken("no_consent_to_disclose")
    return (said,)


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
        raise Invalid("before_start", "told_on")
    return (said,)
