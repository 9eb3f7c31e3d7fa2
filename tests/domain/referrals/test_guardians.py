"""The family is told, never by way of whom a report may mean; a refusal is recorded as one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.codelists import ConsentMeans
from domain.referrals.facts import (
    ConcernConflictKept,
    Involved,
    MayTellGuardian,
    ReferralsEvent,
)
from domain.referrals.family.consenting import standing_refusal
from domain.referrals.family.guardian_facts import (
    ConsentRefused,
    FamilyMemberNamed,
    GuardianInformed,
    GuardianNotificationWithheld,
    GuardianNotReached,
    TellingMeans,
    WithholdingReason,
)
from domain.referrals.family.guardian_state import (
    InformGuardian,
    NoteNotReached,
    RecordRefusal,
    WithholdNotification,
)
from domain.referrals.family.guardians import (
    inform_guardian,
    note_not_reached,
    record_refusal,
    withhold_notification,
)
from domain.referrals.state import NO_CASE, CaseState, evolve, fold
from domain.shared import TellingId
from tests.case_examples import (
    CASE,
    CONCERN,
    CONSENT_RECORDED,
    CRISIS_LEAD,
    DOCTOR,
    TAKEN,
    WITHDRAWN,
)
from tests.examples import CHILD, NOW, RULES, example_id
from tests.spec import Rule, Spec

CASES: Spec[CaseState, ReferralsEvent] = Spec(evolve, NO_CASE)
TOLD, TRIED, REFUSED = (TellingId(example_id(number)) for number in (821, 822, 823))
SAFE = replace(CONCERN, may_tell_guardian=MayTellGuardian.YES)
MEANT = replace(SAFE, involved=(Involved.GUARDIAN,))

INFORM = InformGuardian(
    case_id=CASE,
    telling_id=TOLD,
    name="示例母亲",
    relation_code="52",
    is_guardian=True,
    means=TellingMeans.PHONE,
    informed_at=NOW,
)
NAMED = FamilyMemberNamed(case_id=CASE, child_id=CHILD, telling_id=TOLD, name="示例母亲")
INFORMED = GuardianInformed(
    case_id=CASE,
    child_id=CHILD,
    telling_id=TOLD,
    informed_by=CRISIS_LEAD,
    relation_code="52",
    is_guardian=True,
    means=TellingMeans.PHONE,
    informed_at=NOW,
    not_suspected=False,
)
NOT_REACHED = GuardianNotReached(
    case_id=CASE,
    child_id=CHILD,
    telling_id=TRIED,
    tried_by=CRISIS_LEAD,
    relation_code="51",
    means=TellingMeans.PHONE,
    tried_at=NOW,
)
WITHHELD = GuardianNotificationWithheld(
    case_id=CASE,
    child_id=CHILD,
    withheld_by=CRISIS_LEAD,
    reason=WithholdingReason.SUSPECTED_OF_HARM,
    why="身上有伤。",
)
REFUSE = RecordRefusal(
    case_id=CASE,
    telling_id=REFUSED,
    name="示例祖父",
    relation_code="61",
    is_guardian=False,
    means=ConsentMeans.IN_PERSON,
    refused_at=NOW,
    why="想等过完节。",
)
REFUSER = FamilyMemberNamed(case_id=CASE, child_id=CHILD, telling_id=REFUSED, name="示例祖父")
REFUSAL = ConsentRefused(
    case_id=CASE,
    child_id=CHILD,
    telling_id=REFUSED,
    recorded_by=CRISIS_LEAD,
    relation_code="61",
    is_guardian=False,
    means=ConsentMeans.IN_PERSON,
    refused_at=NOW,
    why="想等过完节。",
    not_suspected=False,
)


def informing(request: InformGuardian = INFORM) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: inform_guardian(state, request, by=CRISIS_LEAD, now=NOW, rules=RULES)


def trying(relation_code: str = "51") -> Rule[CaseState, ReferralsEvent]:
    request = NoteNotReached(
        case_id=CASE,
        telling_id=TRIED,
        relation_code=relation_code,
        means=TellingMeans.PHONE,
        tried_at=NOW,
    )
    return lambda state: note_not_reached(state, request, by=CRISIS_LEAD, now=NOW, rules=RULES)


def withholding(why: str = WITHHELD.why) -> Rule[CaseState, ReferralsEvent]:
    request = WithholdNotification(case_id=CASE, reason=WITHHELD.reason, why=why)
    return lambda state: withhold_notification(state, request, by=CRISIS_LEAD)


def refusing(request: RecordRefusal = REFUSE) -> Rule[CaseState, ReferralsEvent]:
    return lambda state: record_refusal(state, request, by=CRISIS_LEAD, now=NOW, rules=RULES)


ALL: tuple[Callable[[], Rule[CaseState, ReferralsEvent]], ...] = (
    *(informing, trying, withholding, refusing),
)


@pytest.mark.parametrize("rule", ALL)
def test_there_must_be_an_open_case(rule: Callable[[], Rule[CaseState, ReferralsEvent]]) -> None:
    CASES.given().when(rule()).then_refused("case_not_found")
    CASES.given(MEANT, TAKEN, WITHDRAWN).when(rule()).then_refused("concern_withdrawn")


def test_each_is_recorded_also_by_whoever_does_not_answer_for_the_case() -> None:
    CASES.given(SAFE).when(informing()).then(NAMED, INFORMED)
    CASES.given(SAFE).when(trying()).then(NOT_REACHED)
    CASES.given(SAFE).when(refusing()).then(REFUSER, REFUSAL)


def test_the_same_sent_twice_is_recorded_once_and_with_other_content_refused() -> None:
    told = CASES.given(SAFE, NAMED, INFORMED)
    told.when(informing()).then_known(NAMED, INFORMED)
    for other in (replace(INFORM, name="示例姑母"), replace(INFORM, is_guardian=False)):
        told.when(informing(other)).then_refused("telling_already_recorded")
    CASES.given(SAFE, NOT_REACHED).when(trying()).then_known(NOT_REACHED)
    CASES.given(SAFE, NOT_REACHED).when(trying("52")).then_refused("telling_already_recorded")
    CASES.given(SAFE, REFUSER, REFUSAL).when(refusing()).then_known(REFUSER, REFUSAL)


@pytest.mark.parametrize("who", [Involved.GUARDIAN, Involved.CARER])
def test_nobody_of_the_family_is_told_whom_a_report_may_mean(who: Involved) -> None:
    reports = (
        (replace(SAFE, involved=(who,)),),
        (
            SAFE,
            ConcernConflictKept(case_id=CASE, child_id=CHILD, kept=replace(SAFE, involved=(who,))),
        ),
    )
    for facts in reports:
        CASES.given(*facts).when(informing()).then_refused("guardian_may_be_suspected")
        made_sure = replace(INFORM, not_suspected=True)
        CASES.given(*facts).when(informing(made_sure)).then(
            NAMED, replace(INFORMED, not_suspected=True)
        )


def test_telling_is_withheld_where_a_report_means_the_family_or_asks_for_it_and_nowhere_else() -> (
    None
):
    CASES.given(MEANT).when(withholding()).then(WITHHELD)
    not_yet = replace(SAFE, may_tell_guardian=MayTellGuardian.NOT_YET)
    CASES.given(not_yet).when(withholding()).then(WITHHELD)
    CASES.given(SAFE).when(withholding()).then_refused("nobody_suspects_guardian")
    CASES.given(MEANT, WITHHELD).when(withholding()).then_known(WITHHELD)
    CASES.given(MEANT, WITHHELD).when(withholding("另一句。")).then_refused(
        "withholding_already_recorded"
    )
    CASES.given(MEANT).when(withholding(" ")).then_refused("required", field="why")


def test_a_safe_parent_is_told_also_after_telling_the_other_was_withheld() -> None:
    made_sure = replace(INFORM, not_suspected=True)
    CASES.given(MEANT, WITHHELD).when(informing(made_sure)).then(
        NAMED, replace(INFORMED, not_suspected=True)
    )


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        (replace(INFORM, name=" "), "required", "family_name"),
        (replace(INFORM, relation_code="00"), "unknown_code", "relation_code"),
        (replace(INFORM, informed_at=NOW + timedelta(minutes=6)), "in_future", "informed_at"),
        (replace(INFORM, informed_at=NOW.replace(tzinfo=None)), "time_without_zone", "informed_at"),
    ],
)
def test_a_name_relation_or_time_that_cannot_be_is_refused(
    changed: InformGuardian, code: str, field: str
) -> None:
    CASES.given(SAFE).when(informing(changed)).then_refused(code, field=field)


def test_only_whoever_could_consent_refuses_and_by_telephone_two_hear_it() -> None:
    uncle = replace(REFUSE, relation_code="83")
    CASES.given(SAFE).when(refusing(uncle)).then_refused("consent_not_theirs_to_give")
    by_phone = replace(REFUSE, means=ConsentMeans.PHONE_TWO_STAFF)
    CASES.given(SAFE).when(refusing(by_phone)).then_refused("required", field="witness_id")
    heard = replace(by_phone, witness_id=DOCTOR)
    CASES.given(SAFE).when(refusing(heard)).then(
        REFUSER,
        replace(REFUSAL, means=ConsentMeans.PHONE_TWO_STAFF, witness_id=DOCTOR),
    )


def test_a_refusal_stands_until_somebody_agrees_after_it() -> None:
    assert standing_refusal(fold((SAFE, REFUSER, REFUSAL))) == REFUSAL
    agreed = replace(CONSENT_RECORDED, given_at=REFUSAL.refused_at + timedelta(minutes=5))
    before = replace(agreed, given_at=REFUSAL.refused_at - timedelta(minutes=5))
    assert standing_refusal(fold((SAFE, REFUSER, REFUSAL, agreed))) is None
    assert standing_refusal(fold((SAFE, before, REFUSER, REFUSAL))) == REFUSAL
    assert standing_refusal(fold((SAFE, REFUSER, REFUSAL, before))) == REFUSAL


def test_a_try_that_reached_nobody_stands_until_somebody_is_told() -> None:
    assert fold((SAFE, NOT_REACHED)).at_school.family.not_reached == NOT_REACHED
    told = fold((SAFE, NOT_REACHED, NAMED, INFORMED))
    assert (told.at_school.family.not_reached, told.guardian) == (None, INFORMED)
