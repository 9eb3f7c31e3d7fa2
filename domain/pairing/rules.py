"""Who may be paired with a child, that exactly one mentor leads, and how a pairing ends."""

from dataclasses import replace
from datetime import date, timedelta

from domain.days import require_last_day, require_not_future
from domain.errors import Invalid, NotFound, RuleBroken
from domain.pairing.facts import (
    LeadReassigned,
    MentorKind,
    MentorPaired,
    PairingEnded,
    PairingEndReason,
    PairingEvent,
    PairingExtended,
)
from domain.pairing.state import (
    EndPairing,
    ExtendPairing,
    PairingState,
    PairMentor,
    ReassignLead,
    ends_on,
)
from domain.ruleset import RuleSet
from domain.shared import Known, PairingId, PersonId

Answer = tuple[PairingEvent, ...] | Known[PairingEvent]


def pair_mentor(
    state: PairingState,
    request: PairMentor,
    *,
    by: PersonId,
    file_is_open: bool,
    today: date,
    rules: RuleSet,
) -> Answer:
    """Record a mentor of the child; the first one leads, and the first after the lead is over.

    Raises: RuleBroken without an open file, for oneself, for a mentor paired already, for one too
    many, for a volunteer whose record check is missing, later than the start, or too old
    (未成年人保护法 §62), and when the id stands for another pairing; Invalid for the days.
    """
    said = MentorPaired(
        child_id=request.child_id,
        pairing_id=request.pairing_id,
        mentor_id=request.mentor_id,
        mentor_kind=request.mentor_kind,
        is_lead=leading(state, today, rules) is None,
        from_on=request.from_on,
        vetted_on=request.vetted_on,
        until_on=request.until_on,
        paired_by=by,
    )
    paired = state.paired.get(request.pairing_id)
    if paired is not None:
        # Whether it led was decided then, not asked for now; so was by whom.
        if paired == replace(said, is_lead=paired.is_lead, paired_by=paired.paired_by):
            return Known((paired,))
        raise RuleBroken("pairing_already_recorded")
    if not file_is_open:
        raise RuleBroken("care_file_not_open")
    _require_other(by, said)
    require_not_future(said.from_on, today, field="from_on")
    _require_last_day(request.until_on, said.from_on, today, rules)
    _require_vetting(said, today, rules)
    _require_room(state, said, today, rules)
    return (said,)


def extend_pairing(
    state: PairingState, request: ExtendPairing, *, by: PersonId, today: date, rules: RuleSet
) -> Answer:
    """Record that a pairing lasts longer, also one whose last day is over.

    Raises: NotFound when there is none; RuleBroken when it ended, for oneself, when the child has
    others instead by now, or the record check of a volunteer is too old; Invalid for the day.
    """
    said = PairingExtended(
        child_id=request.child_id,
        pairing_id=request.pairing_id,
        until_on=request.until_on,
        extended_by=by,
    )
    if state.extended.get(request.pairing_id) == said:
        return Known((said,))
    paired, _lead = _require_active(state, request.pairing_id)
    _require_other(by, paired)
    now = next(each for each in state.active if each.pairing_id == request.pairing_id)
    if request.until_on <= ends_on(now, rules):
        raise Invalid("not_later", "until_on")
    _require_last_day(request.until_on, today, today, rules)
    _require_vetting(paired, today, rules)
    _require_room(state, paired, today, rules)
    return (said,)


def reassign_lead(
    state: PairingState, request: ReassignLead, *, by: PersonId, today: date, rules: RuleSet
) -> Answer:
    """Record that the lead passes to another active pairing; to the one that leads it is known.

    Raises: NotFound or RuleBroken when the pairing does not exist or is over, and for oneself: the
    lead reads what nobody else does; Invalid when the day lies ahead, or before the new lead's
    pairing or the old lead's term began.
    """
    paired, lead = _require_active(state, request.pairing_id)
    if paired.pairing_id not in {each.pairing_id for each in state.active_on(today, rules)}:
        raise RuleBroken("pairing_is_over")
    if lead.pairing_id == request.pairing_id:
        return Known((lead,))
    _require_other(by, paired)
    require_not_future(request.changed_on, today, field="changed_on")
    led_from_on = lead.changed_on if isinstance(lead, LeadReassigned) else lead.from_on
    if request.changed_on < max(paired.from_on, led_from_on):
        raise Invalid("before_earlier_step", "changed_on")
    return (
        LeadReassigned(
            child_id=request.child_id,
            pairing_id=request.pairing_id,
            previous_pairing_id=lead.pairing_id,
            changed_on=request.changed_on,
        ),
    )


def end_pairing(state: PairingState, request: EndPairing, *, today: date, rules: RuleSet) -> Answer:
    """Record the last day of a pairing.

    Raises: NotFound when there is none; RuleBroken when it ended otherwise, and while it leads and
    others remain: pass the lead on first; Invalid when the day lies ahead or before its start.
    """
    said = PairingEnded(
        child_id=request.child_id,
        pairing_id=request.pairing_id,
        ended_on=request.ended_on,
        reason=request.reason,
    )
    if state.ended.get(request.pairing_id) == said:
        return Known((said,))
    paired, lead = _require_active(state, request.pairing_id)
    require_not_future(said.ended_on, today, field="ended_on")
    in_error = said.reason is PairingEndReason.PAIRED_IN_ERROR
    require_last_day(said.ended_on, paired.from_on, in_error=in_error, field="ended_on")
    now = next(each for each in state.active if each.pairing_id == request.pairing_id)
    if said.ended_on > ends_on(now, rules):
        raise Invalid("after_term", "ended_on")
    others = len({each.pairing_id for each in state.active_on(today, rules)} - {now.pairing_id})
    if others and lead.pairing_id == request.pairing_id:
        raise RuleBroken("lead_must_be_passed_on_first", others=others)
    return (said,)


def leading(state: PairingState, today: date, rules: RuleSet) -> PairingId | None:
    """Return the pairing that leads today, None when its last day is over and nobody follows."""
    active = {each.pairing_id for each in state.active_on(today, rules)}
    lead = state.lead
    return lead.pairing_id if lead is not None and lead.pairing_id in active else None


def _require_vetting(said: MentorPaired, today: date, rules: RuleSet) -> None:
    require_not_future(said.vetted_on, today, field="vetted_on")
    if said.mentor_kind is not MentorKind.VOLUNTEER:
        return
    if said.vetted_on is None or said.vetted_on > said.from_on:
        raise RuleBroken("volunteer_not_vetted")
    if today - said.vetted_on > timedelta(days=rules.vetting_valid_days):
        raise RuleBroken("vetting_too_old", valid_days=rules.vetting_valid_days)


def _require_other(by: PersonId, said: MentorPaired) -> None:
    if by == said.mentor_id:
        raise RuleBroken("pairing_for_oneself")


def _require_last_day(until_on: date, since: date, today: date, rules: RuleSet) -> None:
    if until_on < today:
        raise Invalid("already_over", "until_on")
    if until_on > since + timedelta(days=rules.pairing_days_at_most):
        raise Invalid("pairing_too_long", "until_on", days=rules.pairing_days_at_most)


def _require_room(state: PairingState, said: MentorPaired, today: date, rules: RuleSet) -> None:
    active = state.active_on(today, rules)
    others = [each for each in active if each.pairing_id != said.pairing_id]
    if any(each.mentor_id == said.mentor_id for each in others):
        raise RuleBroken("mentor_already_paired")
    if len(others) >= rules.mentors_per_child:
        raise RuleBroken("too_many_mentors", at_most=rules.mentors_per_child)


def _require_active(
    state: PairingState, pairing_id: PairingId
) -> tuple[MentorPaired, MentorPaired | LeadReassigned]:
    """Return the pairing and the fact that made the present lead."""
    paired, lead = state.paired.get(pairing_id), state.lead
    if paired is None or lead is None:
        raise NotFound("pairing_not_found")
    if pairing_id in state.ended:
        raise RuleBroken("pairing_already_ended")
    return paired, lead
