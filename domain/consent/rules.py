"""When a notice is published, and whose word counts as consent to what."""

from collections.abc import Iterable
from datetime import date

from domain.codelists import LATER_ON_PAPER, LegalBasis, Processing, SpokenBy
from domain.consent.facts import (
    BASIS_OF,
    ConsentDeclined,
    ConsentEvent,
    ConsentGranted,
    ConsentSigned,
    ConsentWithdrawn,
    NoticeGiven,
    NoticePublished,
    Said,
)
from domain.consent.speaking import Hearing, as_said, named, require_sayable, require_theirs
from domain.consent.state import (
    ConsentState,
    PublishNotice,
    RecordAnswers,
    SignConsent,
    WithdrawConsent,
)
from domain.days import age_in_years, local_day, require_not_future
from domain.errors import Invalid, NotFound, RuleBroken
from domain.ruleset import RuleSet
from domain.shared import Known, PersonId
from domain.text import NOTE_AT_MOST, ORGANISATION_NAME_AT_MOST, one_line, some_lines

Answer = tuple[ConsentEvent, ...] | Known[ConsentEvent]


def publish_notice(state: ConsentState, request: PublishNotice, *, by: PersonId) -> Answer:
    """Record the next version of an organisation's notice.

    Raises: RuleBroken when the id stands for another one; Invalid without a text, or when it names
    no use for which families are asked.
    """
    known = next((each for each in state.published if each.notice_id == request.notice_id), None)
    said = NoticePublished(
        organisation_id=request.organisation_id,
        notice_id=request.notice_id,
        version=known.version if known else len(state.published) + 1,
        title=one_line(request.title, field="title", at_most=ORGANISATION_NAME_AT_MOST),
        text=some_lines(request.text, field="notice_text", at_most=NOTE_AT_MOST),
        processings=tuple(each for each in Processing if each in request.processings),
        from_on=request.from_on,
        published_by=by,
    )
    if known is not None:
        return _same_or_refused((known,), (said,), "notice_already_published")
    if not said.processings:
        raise Invalid("required", "processings")
    return (said,)


def notice_in_force(notices: Iterable[NoticePublished], on: date) -> NoticePublished | None:
    """Return the latest version that holds on a day."""
    begun = [each for each in notices if each.from_on <= on]
    return max(begun, key=lambda each: (each.from_on, each.version), default=None)


def record_answers(
    state: ConsentState,
    request: RecordAnswers,
    *,
    notices: ConsentState,
    heard: Hearing,
    rules: RuleSet,
) -> Answer:
    """Record that a notice was given and what was answered to it, use by use.

    From the 14th year on the child alone consents, before that a guardian, or a carer whom the
    guardian entrusted in writing (个人信息保护法 §31). A no is heard from each of them.

    Raises: NotFound for no such notice; RuleBroken when it does not speak of a use, the use asks
    for no consent, or the consent is not theirs to give; Invalid when something of it cannot be.
    """
    notice = next((n for n in notices.published if n.notice_id == request.notice_id), None)
    if notice is None:
        raise NotFound("notice_not_found")
    said = as_said(request.said)
    facts: tuple[ConsentEvent, ...] = (
        _given(request, notice, said),
        *named(request.child_id, request.consent_id, said, request.name),
        *_answers(request, notice, said),
    )
    if request.consent_id in state.under:
        return _same_or_refused(state.under[request.consent_id], facts, "consent_already_recorded")
    require_sayable(said, heard, rules)
    if local_day(said.said_at) < notice.from_on:
        raise Invalid("before_notice", "said_at")
    for processing in (*request.granted, *request.declined):
        _require_asked(processing, notice)
    if request.granted:
        require_theirs(said, heard.born_on, rules)
    return facts


def withdraw_consent(
    state: ConsentState,
    request: WithdrawConsent,
    *,
    heard: Hearing,
    rules: RuleSet,
) -> Answer:
    """Record that a consent was taken back; whoever may say no may do so, without a reason.

    It is recorded also where the consent is not known yet, or a later one is: a telephone may have
    been without signal, and of several answers the one said last counts.

    Raises: RuleBroken for a use that no consent is asked for; Invalid when something of it cannot
    be.
    """
    said = as_said(request.said)
    facts: tuple[ConsentEvent, ...] = (
        *named(request.child_id, request.consent_id, said, request.name),
        ConsentWithdrawn(
            child_id=request.child_id,
            consent_id=request.consent_id,
            processing=request.processing,
            said=said,
        ),
    )
    if request.consent_id in state.under:
        return _same_or_refused(state.under[request.consent_id], facts, "consent_already_recorded")
    if BASIS_OF[request.processing] is not LegalBasis.CONSENT:
        raise RuleBroken("consent_not_asked_for")
    require_sayable(said, heard, rules)
    return facts


def sign_consent(state: ConsentState, request: SignConsent, *, today: date) -> Answer:
    """Record the day on which a consent by telephone or message was signed.

    Raises: NotFound without such a consent; RuleBroken when it was signed otherwise; Invalid for a
    day ahead or before it was given.
    """
    said = ConsentSigned(
        child_id=request.child_id, consent_id=request.consent_id, signed_on=request.signed_on
    )
    known = state.signed.get(request.consent_id)
    if known is not None:
        return _same_or_refused((known,), (said,), "consent_already_signed")
    given = [
        each
        for each in state.under.get(request.consent_id, ())
        if isinstance(each, ConsentGranted) and each.said.means in LATER_ON_PAPER
    ]
    if not given:
        raise NotFound("consent_not_found")
    require_not_future(said.signed_on, today, field="signed_on")
    if said.signed_on < local_day(given[0].said.said_at):
        raise Invalid("before_start", "signed_on")
    return (said,)


def has_to_decide_anew(
    standing: ConsentGranted, *, born_on: date, on: date, rules: RuleSet
) -> bool:
    """Return whether others consented for a child who is old enough now to be asked."""
    old_enough = age_in_years(born_on, on, rules.birthday) >= rules.own_consent_from_years
    return old_enough and standing.said.spoken_by is not SpokenBy.CHILD


def awaits_signature(state: ConsentState, standing: ConsentGranted) -> bool:
    """Return whether a consent given by word or message was not signed yet."""
    return standing.said.means in LATER_ON_PAPER and standing.consent_id not in state.signed


def _given(request: RecordAnswers, notice: NoticePublished, said: Said) -> NoticeGiven:
    return NoticeGiven(
        child_id=request.child_id,
        consent_id=request.consent_id,
        organisation_id=notice.organisation_id,
        notice_id=notice.notice_id,
        version=notice.version,
        said=said,
    )


def _answers(
    request: RecordAnswers, notice: NoticePublished, said: Said
) -> Iterable[ConsentGranted | ConsentDeclined]:
    for processing in Processing:
        if processing in request.granted and processing in request.declined:
            raise Invalid("stated_twice", processing)
        kind = (
            ConsentGranted
            if processing in request.granted
            else ConsentDeclined
            if processing in request.declined
            else None
        )
        if kind is not None:
            yield kind(
                child_id=request.child_id,
                consent_id=request.consent_id,
                processing=processing,
                organisation_id=notice.organisation_id,
                notice_id=notice.notice_id,
                said=said,
            )


def _require_asked(processing: Processing, notice: NoticePublished) -> None:
    if BASIS_OF[processing] is not LegalBasis.CONSENT:
        raise RuleBroken("consent_not_asked_for")
    if processing not in notice.processings:
        raise RuleBroken("notice_does_not_cover")


def _same_or_refused(
    known: tuple[ConsentEvent, ...], said: tuple[ConsentEvent, ...], code: str
) -> Known[ConsentEvent]:
    if known == said:
        return Known(known)
    raise RuleBroken(code)
