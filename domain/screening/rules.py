"""Which results of a screening lead to a talk, and how a lead comes to its end.

Nothing here is a crisis: no clock of one runs, nobody is told, and no level follows. Whoever sees
danger raises a worry, which asks no rule of this context.
"""

from datetime import date, timedelta

from domain.days import require_not_future
from domain.errors import Invalid, NotFound, RuleBroken
from domain.ruleset import RuleSet
from domain.screening.facts import (
    DropReason,
    InterviewHeld,
    InterviewMissed,
    InterviewOutcome,
    ScreeningEvent,
    ScreeningLeadDropped,
    ScreeningLeadRecorded,
    WorryRaisedInstead,
)
from domain.screening.state import (
    DropScreeningLead,
    Interview,
    Lead,
    LeaveToWorry,
    NoteInterviewMissed,
    RecordInterview,
    RecordScreeningLead,
    ScreeningState,
)
from domain.shared import InterviewId, Known, OrganisationId, ScreeningId

Answer = tuple[ScreeningEvent, ...] | Known[ScreeningEvent]


def record_screening_lead(
    state: ScreeningState,
    request: RecordScreeningLead,
    *,
    school_id: OrganisationId,
    has_consent: bool,
    today: date,
    rules: RuleSet,
) -> Answer:
    """Record that the result of a screening asks for a talk.

    One screening is one lead, however often it is told: the first is the answer to the others, also
    where it is over. Days count from the screening, so that a list that comes late hides nothing.
    `school_id` is for which school it is brought; `has_consent` tells that the family had agreed on
    that day and has not taken it back.

    Raises: RuleBroken without consent (个人信息保护法 §29, §31), or where the id stands for another
    lead; Invalid for a day ahead, or so long ago that it would have to be deleted by now.
    """
    said = _said(request, school_id, rules)
    named = state.leads.get(request.screening_id)
    same = state.of_screening(request.scale, request.screened_on)
    if named is not None and named is not same:
        raise RuleBroken("screening_already_recorded")
    if same is not None:
        return Known((same.recorded,))
    require_not_future(request.screened_on, today, field="screened_on")
    if request.screened_on <= today - timedelta(days=rules.screening.kept_days):
        raise Invalid("screened_too_long_ago", "screened_on", days=rules.screening.kept_days)
    if not has_consent:
        raise RuleBroken("no_consent_to_screening")
    return (said,)


def note_interview_missed(
    state: ScreeningState,
    request: NoteInterviewMissed,
    *,
    has_consent: bool,
    today: date,
    rules: RuleSet,
) -> Answer:
    """Record that a talk did not take place; the pupil may refuse, and is asked again.

    Raises: NotFound; RuleBroken when the lead is over, the id stands for another talk, or the
    family took its consent back; Invalid for a day ahead or before the screening.
    """
    lead = _lead(state, request.screening_id)
    said = InterviewMissed(
        child_id=request.child_id,
        screening_id=request.screening_id,
        interview_id=request.interview_id,
        reason=request.reason,
        tried_on=request.tried_on,
        again_by_on=request.tried_on + timedelta(days=rules.screening.again_within_days),
    )
    known = _known(state, request.interview_id)
    if known is not None:
        return _same(known, said)
    _require_open(lead, has_consent=has_consent)
    _require_possible(lead, request.tried_on, today, field="tried_on")
    return (said,)


def record_interview(
    state: ScreeningState,
    request: RecordInterview,
    *,
    has_consent: bool,
    is_raised: bool,
    today: date,
    rules: RuleSet,
) -> Answer:
    """Record that the talk took place and what follows; the lead is over.

    `is_raised` tells that the worry of that id stands in the log and is about this child: a lead is
    over by a worry only once there is one, whatever happens between the two.

    Raises: NotFound; RuleBroken when the lead is over, the id stands for another talk, the worry
    was not raised, or the family took its consent back; Invalid without the worry's id, for a day
    ahead or before the screening.
    """
    lead = _lead(state, request.screening_id)
    is_worry = request.outcome is InterviewOutcome.WORRY_RAISED
    said = InterviewHeld(
        child_id=request.child_id,
        screening_id=request.screening_id,
        interview_id=request.interview_id,
        held_on=request.held_on,
        outcome=request.outcome,
        delete_by_on=today + timedelta(days=rules.screening.kept_days),
        case_id=request.case_id if is_worry else None,
    )
    known = _known(state, request.interview_id)
    if known is not None:
        return _same(known, said)
    # What was raised is told to whoever answers, also where the family took its consent back.
    _require_open(lead, has_consent=has_consent or is_worry)
    _require_possible(lead, request.held_on, today, field="held_on")
    if is_worry and request.case_id is None:
        raise Invalid("required", "case_id")
    if is_worry and not is_raised:
        raise RuleBroken("worry_not_raised_yet")
    return (said,)


def leave_to_worry(
    state: ScreeningState, request: LeaveToWorry, *, is_raised: bool, today: date, rules: RuleSet
) -> Answer:
    """Record that no talk of its own is held: whoever answers for the worry talks with the pupil.

    `is_raised` as above; whether the family agrees to screenings is not asked.

    Raises: NotFound; RuleBroken when the lead is over, or the worry was not raised.
    """
    lead = _lead(state, request.screening_id)
    if lead.instead is not None and lead.instead.case_id == request.case_id:
        return Known((lead.instead,))
    if lead.is_over:
        raise RuleBroken("interview_over")
    if not is_raised:
        raise RuleBroken("worry_not_raised_yet")
    return (
        WorryRaisedInstead(
            child_id=request.child_id,
            screening_id=request.screening_id,
            case_id=request.case_id,
            delete_by_on=today + timedelta(days=rules.screening.kept_days),
        ),
    )


def drop_screening_lead(
    state: ScreeningState, request: DropScreeningLead, *, has_consent: bool
) -> Answer:
    """Record that a lead is shown to nobody any more, mostly without a talk.

    Once the family took its consent back, one that was talked about is dropped as well.

    Raises: NotFound; RuleBroken when a talk was held, it was dropped for another reason, or the
    family agrees still.
    """
    lead = _lead(state, request.screening_id)
    said = ScreeningLeadDropped(
        child_id=request.child_id, screening_id=request.screening_id, reason=request.reason
    )
    if lead.dropped == said:
        return Known((said,))
    is_withdrawn = request.reason is DropReason.CONSENT_WITHDRAWN
    if lead.dropped is not None or (lead.is_over and not is_withdrawn):
        raise RuleBroken("interview_over")
    if is_withdrawn and has_consent:
        raise RuleBroken("screening_consent_stands")
    return (said,)


def _said(
    request: RecordScreeningLead, school_id: OrganisationId, rules: RuleSet
) -> ScreeningLeadRecorded:
    return ScreeningLeadRecorded(
        child_id=request.child_id,
        screening_id=request.screening_id,
        school_id=school_id,
        scale=request.scale,
        screened_on=request.screened_on,
        talk_by_on=request.screened_on + timedelta(days=rules.screening.talk_within_days),
        list_id=request.list_id,
    )


def _lead(state: ScreeningState, screening_id: ScreeningId) -> Lead:
    lead = state.leads.get(screening_id)
    if lead is None:
        raise NotFound("screening_not_found")
    return lead


def _known(state: ScreeningState, interview_id: InterviewId) -> Interview | None:
    return state.interviews.get(interview_id)


def _same(known: Interview, said: Interview) -> Known[ScreeningEvent]:
    """Return what stands there where it says the same; days that the rules counted stay."""
    if _told(known) != _told(said):
        raise RuleBroken("interview_already_recorded")
    return Known((known,))


def _told(interview: Interview) -> tuple[object, ...]:
    if isinstance(interview, InterviewMissed):
        return (interview.screening_id, interview.reason, interview.tried_on)
    return (interview.screening_id, interview.outcome, interview.held_on, interview.case_id)


def _require_open(lead: Lead, *, has_consent: bool) -> None:
    if lead.is_over:
        raise RuleBroken("interview_over")
    if not has_consent:
        raise RuleBroken("no_consent_to_screening")


def _require_possible(lead: Lead, on: date, today: date, *, field: str) -> None:
    require_not_future(on, today, field=field)
    if on < lead.recorded.screened_on:
        raise Invalid("before_earlier_step", field)
