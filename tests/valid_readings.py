"""Tells of a recorded reading what allowed it then, from the log alone: no view is asked."""

from collections.abc import Mapping, Sequence, Set
from datetime import timedelta

from application.ports import Recorded
from domain.access.standings import grants_in_force, standings_anywhere, standings_at
from domain.access.table import Grant, Permission, Request, Standing, permit
from domain.alerts.facts import ClassTeacherTold, ConcernAlerted, RefusalTold
from domain.days import end_of_day, local_day
from domain.grants.facts import AccessApproved, AccessRevoked, GlassBroken, GlassClosed
from domain.reads.facts import Reading, RecordsRead
from domain.referrals.facts import ConcernPassedOn, ConcernRaised, ConcernTaken, ReferralIssued
from domain.referrals.joining.joining_facts import InvolvementReported
from domain.reporting.facts import HarmSuspected
from domain.ruleset import RULES_1
from domain.shared import ChildId, OrganisationId, PersonId, Purpose
from tests.log_of_then import Then
from tests.notice_readings import was_told
from tests.second_opinion import HeldGrant
from tests.second_relations import STANDING_IN

ASKED: Mapping[Reading, tuple[Request, ...]] = {
    Reading.DESK: (Request.LIST_CHILDREN,),
    Reading.CHILD_HEAD: (Request.LIST_CHILDREN, Request.READ_CARE_FILE),
    Reading.CONTACT: (Request.LIST_CHILDREN,),
    Reading.SEARCH: (Request.LIST_CHILDREN, Request.FIND_PUPIL),
    Reading.CARE_FILE: (Request.READ_CARE_FILE,),
    Reading.HISTORY: (Request.READ_HISTORY,),
    Reading.CHILD_WORDS: (Request.READ_CHILD_WORDS,),
    Reading.HEALTH_DESK: (Request.READ_CASE,),
    Reading.REFERRALS: (Request.LIST_REFERRALS,),
    Reading.COUNTY_CASES: (Request.LIST_COUNTY_CASES,),
    Reading.CASE_COUNTS: (Request.READ_CASE,),
    Reading.CASE: (Request.READ_CASE,),
    Reading.REPORT: (Request.READ_REPORT,),
    Reading.REFERRAL_LETTER: (Request.READ_CASE,),
    Reading.OWN_CONCERN: (Request.READ_OWN_CONCERN,),
    Reading.RISK_NOTICE: (Request.READ_RISK_NOTICE,),
    Reading.REFUSAL_NOTICE: (Request.READ_REFUSAL_NOTICE,),
    Reading.INTERVIEWS: (Request.READ_SCREENING,),
    Reading.INTERVIEW_COUNTS: (Request.COUNT_SCREENINGS,),
    Reading.CONSENT: (Request.READ_CONSENT,),
    Reading.READINGS: (Request.READ_READS,),
    Reading.RIGHTS: (Request.READ_RIGHTS,),
    Reading.RIGHTS_COPY: (Request.EXPORT_RIGHTS_COPY,),
    Reading.DISCLOSURES: (Request.READ_DISCLOSURES,),
    Reading.EXPORT: (Request.EXPORT_DISCLOSURES,),
    Reading.BREACH: (Request.TELL_BREACH_FAMILY,),
    Reading.GRANT: (
        *(Request.DECIDE_ACCESS, Request.DECIDE_HEALTH_ACCESS),
        Request.DECIDE_LEGAL_ACCESS,
    ),
}
"""One of what must have been granted for the child itself where that was shown."""
BY_DUTY_ALONE: Mapping[Reading, Request] = {
    Reading.ROSTER: Request.IMPORT_ROSTER,
    Reading.SCREENING_LIST: Request.RECORD_SCREENING,
    Reading.EXPORT: Request.IMPORT_ROSTER,
    Reading.KNOWN_NUMBER: Request.REGISTER_CHILD,
    Reading.READINGS: Request.WATCH_READS,
    Reading.GRANT: Request.REVIEW_GLASS_BREAK,
    Reading.BREACH: Request.HANDLE_BREACH,
}
"""What needs a duty, wherever the child belongs."""
OF_A_CASE = (
    *(Reading.HEALTH_DESK, Reading.REFERRALS, Reading.CASE, Reading.OWN_CONCERN),
    *(Reading.CASE_COUNTS, Reading.REFERRAL_LETTER, Reading.RISK_NOTICE, Reading.COUNTY_CASES),
    Reading.REFUSAL_NOTICE,
)


def permission_of(
    read: Recorded[object], child_id: ChildId, log: Sequence[Recorded[object]]
) -> Permission | None:
    """Return what allowed one reading of one child, None when nothing did."""
    fact = read.fact
    assert isinstance(fact, RecordsRead)
    then = Then(tuple(each for each in log if each.recorded_at <= read.recorded_at))
    on = local_day(read.recorded_at)
    anywhere = standings_anywhere(fact.reader_id, then.duties(), on=on)
    by_duty = BY_DUTY_ALONE.get(fact.what)
    if by_duty is not None and (found := _granted(by_duty, anywhere, _asked_for(fact))):
        return found
    if fact.grant_id:
        return _by_grant(then, read, child_id) if anywhere else None
    held = _held_for(then, read, child_id)
    answers = (_granted(each, held, fact.purpose) for each in ASKED.get(fact.what, ()))
    return next((each for each in answers if each is not None), None)


def _by_grant(then: Then, read: Recorded[object], child_id: ChildId) -> Permission | None:
    """Return what the very access opened that the reading names, of whoever is not recused."""
    fact = read.fact
    assert isinstance(fact, RecordsRead)
    grants = [each for each in _grants(then, read, child_id) if each.grant_id == fact.grant_id]
    recused = _may_be_involved(then, fact.reader_id, child_id)
    answers = (
        permit(each, frozenset(), purpose=fact.purpose, recused=recused, grants=grants)
        for each in ASKED.get(fact.what, ())
    )
    return next((each for each in answers if each.allowed), None)


def _may_be_involved(then: Then, person_id: PersonId, child_id: ChildId) -> bool:
    worries = [each for each in then.of(ConcernRaised) if isinstance(each, ConcernRaised)]
    cases = {each.case_id for each in worries if each.child_id == child_id}
    later = [e for e in then.of(InvolvementReported) if isinstance(e, InvolvementReported)]
    said: list[ConcernRaised | InvolvementReported] = [*worries, *later]
    reports = [e for e in then.of(HarmSuspected) if isinstance(e, HarmSuspected)]
    named = {who for each in reports if each.child_id == child_id for who in each.suspect_ids}
    named |= {who for each in said if each.case_id in cases for who in each.involved_ids}
    alerts = [each for each in then.of(ConcernAlerted) if isinstance(each, ConcernAlerted)]
    apart = {who for each in alerts if each.case_id in cases for who in each.kept_out_ids}
    apart |= {who for each in later if each.case_id in cases for who in each.kept_out_ids}
    return person_id in named | apart


def _held_for(then: Then, read: Recorded[object], child_id: ChildId) -> frozenset[Standing]:
    """Return in what capacities somebody could ask then about the child, or about its cases."""
    assert isinstance(read.fact, RecordsRead)
    if read.fact.what is Reading.REPORT:
        return _in_reports(then, read, child_id)
    if read.fact.what in OF_A_CASE:
        return _in_cases(then, read, child_id)
    return standings_at(
        read.fact.reader_id,
        then.duties(),
        then.pairings(child_id),
        chain=then.chain(then.places(child_id)),
        on=local_day(read.recorded_at),
        rules=RULES_1,
    )


def _asked_for(fact: RecordsRead) -> Purpose | None:
    # The table gives it no purpose; the families of a breach are shown for one alone.
    is_of_breach = fact.what is Reading.BREACH and fact.purpose is Purpose.RIGHTS
    return None if is_of_breach else fact.purpose


def _granted(
    request: Request, held: frozenset[Standing], purpose: Purpose | None
) -> Permission | None:
    # No log tells when somebody last showed a second factor.
    answer = permit(request, held, purpose=purpose, factor_is_fresh=True)
    return answer if answer.allowed else None


def _in_cases(then: Then, read: Recorded[object], child_id: ChildId) -> frozenset[Standing]:
    """Return in what capacities somebody may ask about one of the child's cases."""
    fact = read.fact
    assert isinstance(fact, RecordsRead)
    if not was_told(fact, child_id, then.of(ClassTeacherTold, RefusalTold)):
        return frozenset()
    found: set[Standing] = set()
    alerts = [each for each in then.of(ConcernAlerted) if isinstance(each, ConcernAlerted)]
    worries = [each for each in then.of(ConcernRaised) if isinstance(each, ConcernRaised)]
    for worry in worries:
        if worry.child_id != child_id:
            continue
        told = [each for each in alerts if each.case_id == worry.case_id]
        raised_by = {each.actor_id for each in then.facts if each.fact == worry}
        if _reader(read) in raised_by:
            found.add(Standing.RAISED_THE_CONCERN)
        if any(_reader(read) in each.kept_out_ids for each in told):
            continue
        places = [worry.class_id, worry.school_id, worry.village_id]
        chain = then.chain([*places, *(each.place_id for each in told)])
        found |= _by_post(then, read, chain) - {Standing.HOSPITAL_LIAISON}
        found |= _by_post(then, read, _hospitals(then, worry)) & {Standing.HOSPITAL_LIAISON}
        if _by_post(then, read, chain) & STANDING_IN and _is_brought(then, read, worry):
            found.add(Standing.NEXT_IN_LINE)
    return frozenset(found)


def _is_brought(then: Then, read: Recorded[object], worry: ConcernRaised) -> bool:
    """Return whether it was open then by being brought: of tasks and appeals it knows nothing."""
    assert isinstance(read.fact, RecordsRead)
    of_case = [each for each in then.facts if _case_of(each) == worry.case_id]
    on = [local_day(each.recorded_at) for each in of_case if _reader(read) in _told_by(each.fact)]
    if not on or read.fact.brought_on not in (None, max(on)):
        return False
    turns = [each.fact for each in of_case if isinstance(each.fact, ConcernTaken | ConcernPassedOn)]
    by = turns[-1].taken_by if turns and isinstance(turns[-1], ConcernTaken) else None
    days = timedelta(days=RULES_1.worries.brought_open_days)
    return local_day(read.recorded_at) <= max(on) + days or by in (None, _reader(read))


def _case_of(recorded: Recorded[object]) -> object:
    return getattr(recorded.fact, "case_id", None)


def _told_by(fact: object) -> Set[PersonId]:
    if isinstance(fact, ConcernAlerted):
        return {each.person_id for each in fact.addressees}
    return {fact.passed_to} if isinstance(fact, ConcernPassedOn) else set()


def _in_reports(then: Then, read: Recorded[object], child_id: ChildId) -> frozenset[Standing]:
    """Return in what capacities somebody may ask about one of the reports of harm to the child."""
    found: set[Standing] = set()
    for report in then.of(HarmSuspected):
        assert isinstance(report, HarmSuspected)
        if report.child_id == child_id and _reader(read) not in report.suspect_ids:
            places = [report.class_id, report.school_id, report.village_id]
            found |= _by_post(then, read, then.chain(places))
    return frozenset(found)


def _by_post(then: Then, read: Recorded[object], chain: Set[OrganisationId]) -> frozenset[Standing]:
    on = local_day(read.recorded_at)
    return standings_at(_reader(read), then.duties(), (), chain=chain, on=on, rules=RULES_1)


def _hospitals(then: Then, worry: ConcernRaised) -> frozenset[OrganisationId]:
    issued = (each for each in then.of(ReferralIssued) if isinstance(each, ReferralIssued))
    return frozenset(each.hospital_id for each in issued if each.case_id == worry.case_id)


def _grants(then: Then, read: Recorded[object], child_id: ChildId) -> tuple[Grant, ...]:
    over = {
        each.grant_id
        for each in then.of(AccessRevoked, GlassClosed)
        if isinstance(each, AccessRevoked | GlassClosed)
    }
    held = [
        _held(each)
        for each in then.of(AccessApproved, GlassBroken)
        if isinstance(each, AccessApproved | GlassBroken)
        and (each.person_id, each.child_id) == (_reader(read), child_id)
        and each.grant_id not in over
    ]
    return grants_in_force(held, at=read.recorded_at)


def _held(fact: AccessApproved | GlassBroken) -> HeldGrant:
    return HeldGrant(
        grant_id=fact.grant_id,
        is_glass=isinstance(fact, GlassBroken),
        purpose=Purpose.CRISIS if isinstance(fact, GlassBroken) else fact.purpose,
        compartments=frozenset(fact.compartments),
        until_at=fact.until_at if isinstance(fact, GlassBroken) else end_of_day(fact.until_on),
    )


def _reader(read: Recorded[object]) -> PersonId:
    assert isinstance(read.fact, RecordsRead)
    return read.fact.reader_id
