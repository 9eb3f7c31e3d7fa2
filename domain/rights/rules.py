"""How a request about one's own data is received, proven, answered in writing and handed over."""

from datetime import date

from domain.calendar import Calendar
from domain.codelists import RELATIONS, SpokenBy
from domain.days import require_not_future
from domain.errors import Invalid, NotFound, RuleBroken
from domain.identity import phone_if_any
from domain.rights.facts import (
    AnswerHandedOver,
    RefusalReason,
    RequesterNamed,
    RequesterVerified,
    RightsAnswered,
    RightsAnswerWritten,
    RightsEvent,
    RightsFulfilled,
    RightsPartlyFulfilled,
    RightsRefused,
    RightsRequested,
    RightsWordsRecorded,
)
from domain.rights.state import (
    AnswerRights,
    HandOverAnswer,
    RequestRights,
    RightsState,
    VerifyRequester,
)
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId
from domain.text import NAME_AT_MOST, NOTE_AT_MOST, one_line, some_lines, some_lines_if_any

Answer = tuple[RightsEvent, ...] | Known[RightsEvent]

ASKING = RightsRequested | RequesterNamed | RightsWordsRecorded
WITHOUT_PROOF = frozenset({RefusalReason.IDENTITY_NOT_PROVEN, RefusalReason.NOT_ENTITLED})
"""For these a request is refused, as a whole, although nobody proved who they are."""


def reasons_to_refuse(*, is_proven: bool) -> frozenset[RefusalReason]:
    """Return why a request may be refused, once it was made sure who asks or before."""
    # An answer that says nobody proved who they are, above the line that says how they did, is
    # one a family could have set aside.
    if is_proven:
        return frozenset(RefusalReason) - {RefusalReason.IDENTITY_NOT_PROVEN}
    return WITHOUT_PROOF


def request_rights(
    state: RightsState,
    request: RequestRights,
    *,
    by: PersonId,
    today: date,
    rules: RuleSet,
    calendar: Calendar,
) -> Answer:
    """Record what somebody asks about a child's data, and by when it is answered.

    That day is counted once, by the calendar known then, and stays when more of it is known.

    Raises: RuleBroken when the id stands for another request; Invalid when nobody is named, the
    relation is not known, or the day lies ahead.
    """
    known = state.requests.get(request.rights_id)
    due_on = calendar.working_days_after(request.asked_on, rules.rights_answer_working_days)
    received_by, due_on = (known.received_by, known.due_on) if known else (by, due_on)
    facts = _said(request, received_by, due_on)
    if known:
        first = tuple(e for e in state.about[request.rights_id] if isinstance(e, ASKING))
        if first == facts:
            return Known(facts)
        raise RuleBroken("rights_already_requested")
    if request.spoken_by is not SpokenBy.CHILD and request.relation_code not in RELATIONS:
        raise Invalid("unknown_code" if request.relation_code else "required", "relation_code")
    require_not_future(request.asked_on, today, field="asked_on")
    return facts


def verify_requester(
    state: RightsState, request: VerifyRequester, *, by: PersonId, today: date
) -> Answer:
    """Record how it was made sure who asks.

    Raises: NotFound; RuleBroken when it was answered, or proven otherwise before; Invalid for a day
    ahead or before the request.
    """
    asked = _require_requested(state, request)
    known = state.verified.get(request.rights_id)
    said = RequesterVerified(
        child_id=request.child_id,
        rights_id=request.rights_id,
        proven_by=request.proven_by,
        verified_by=known.verified_by if known else by,
        verified_on=request.verified_on,
    )
    if known is not None:
        if known == said:
            return Known((known,))
        raise RuleBroken("requester_already_verified")
    if request.rights_id in state.answered:
        raise RuleBroken("rights_already_answered")
    require_not_future(said.verified_on, today, field="verified_on")
    if said.verified_on < asked.asked_on:
        raise Invalid("before_earlier_step", "verified_on")
    return (said,)


def answer_rights(
    state: RightsState, request: AnswerRights, *, by: PersonId, today: date
) -> Answer:
    """Record the decision on a request and the answer as it was written.

    Another person decides than the one who received it.

    Raises: NotFound; RuleBroken when it was answered otherwise, by whoever received it, nobody
    made sure who asks, or somebody did and it is refused as unproven; Invalid without a text, in
    part without a reason, or for a day ahead or before the request.
    """
    asked = _require_requested(state, request)
    known = state.answered.get(request.rights_id)
    said = _decision(request, known.decided_by if known else by)
    written = RightsAnswerWritten(
        child_id=request.child_id,
        rights_id=request.rights_id,
        text=some_lines(request.text, field="answer_text", at_most=NOTE_AT_MOST),
    )
    if known is not None:
        if known == said and written in state.about[request.rights_id]:
            return Known((written,))
        raise RuleBroken("rights_already_answered")
    if asked.received_by == by:
        raise RuleBroken("answered_by_another")
    _require_fitting_proof(request, is_proven=request.rights_id in state.verified)
    require_not_future(request.answered_on, today, field="answered_on")
    if request.answered_on < asked.asked_on:
        raise Invalid("before_earlier_step", "answered_on")
    return (said, written)


def hand_over_answer(
    state: RightsState, request: HandOverAnswer, *, by: PersonId, today: date
) -> Answer:
    """Record how and when the written answer reached whoever asked (未成年人网络保护条例 §34).

    Raises: NotFound; RuleBroken before it is answered, or when it was handed over otherwise;
    Invalid for a day ahead or before the answer.
    """
    _require_requested(state, request)
    answered = state.answered.get(request.rights_id)
    if answered is None:
        raise RuleBroken("answer_first")
    known = state.handed_over.get(request.rights_id)
    said = AnswerHandedOver(
        child_id=request.child_id,
        rights_id=request.rights_id,
        handed_on=request.handed_on,
        means=request.means,
        handed_by=known.handed_by if known else by,
    )
    if known is not None:
        if known == said:
            return Known((known,))
        raise RuleBroken("answer_already_handed_over")
    require_not_future(said.handed_on, today, field="handed_on")
    if said.handed_on < answered.answered_on:
        raise Invalid("before_earlier_step", "handed_on")
    return (said,)


def _require_fitting_proof(request: AnswerRights, *, is_proven: bool) -> None:
    fits = request.reason in reasons_to_refuse(is_proven=is_proven)
    if not is_proven and (request.is_partly or not fits):
        raise RuleBroken("verify_first")
    if request.reason is not None and not fits:
        raise RuleBroken("identity_is_proven", field="refusal_reason")


def _decision(request: AnswerRights, by: PersonId) -> RightsAnswered:
    if request.reason is None and request.is_partly:
        raise Invalid("required", "refusal_reason")
    if request.reason is None:
        return RightsFulfilled(
            child_id=request.child_id,
            rights_id=request.rights_id,
            decided_by=by,
            answered_on=request.answered_on,
            correction_ids=request.correction_ids,
        )
    if request.is_partly:
        return RightsPartlyFulfilled(
            child_id=request.child_id,
            rights_id=request.rights_id,
            decided_by=by,
            answered_on=request.answered_on,
            reason=request.reason,
            correction_ids=request.correction_ids,
        )
    return RightsRefused(
        child_id=request.child_id,
        rights_id=request.rights_id,
        decided_by=by,
        answered_on=request.answered_on,
        reason=request.reason,
    )


def _said(request: RequestRights, by: PersonId, due_on: date) -> tuple[RightsEvent, ...]:
    is_child = request.spoken_by is SpokenBy.CHILD
    requested = RightsRequested(
        child_id=request.child_id,
        rights_id=request.rights_id,
        kind=request.kind,
        spoken_by=request.spoken_by,
        relation_code=None if is_child else request.relation_code,
        means=request.means,
        asked_on=request.asked_on,
        due_on=due_on,
        received_by=by,
    )
    return (requested, *(() if is_child else (_named(request),)), *_words(request))


def _named(request: RequestRights) -> RequesterNamed:
    return RequesterNamed(
        child_id=request.child_id,
        rights_id=request.rights_id,
        name=one_line(request.name or "", field="speaker_name", at_most=NAME_AT_MOST),
        phone=phone_if_any(request.phone, field="phone"),
    )


def _words(request: RequestRights) -> tuple[RightsWordsRecorded, ...]:
    words = some_lines_if_any(request.words, field="words", at_most=NOTE_AT_MOST)
    if words is None:
        return ()
    said = RightsWordsRecorded(child_id=request.child_id, rights_id=request.rights_id, words=words)
    return (said,)


def _require_requested(
    state: RightsState, request: VerifyRequester | AnswerRights | HandOverAnswer
) -> RightsRequested:
    asked = state.requests.get(request.rights_id)
    if asked is None:
        raise NotFound("rights_not_found")
    return asked
