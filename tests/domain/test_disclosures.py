"""What is handed to others: on what basis, how long on record, and whom it is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.calendar import WEEKENDS_ONLY, Calendar
from domain.codelists import ConsentMeans, LegalBasis, Processing, SpokenBy
from domain.days import years_after
from domain.disclosures.facts import DataDisclosed, DataKind, DisclosuresEvent, DisclosureTold
from domain.disclosures.rules import SHARING, record_disclosure, tell_disclosure
from domain.disclosures.state import (
    NO_DISCLOSURES,
    DisclosuresState,
    RecordDisclosure,
    TellDisclosure,
    evolve,
    fold,
)
from domain.shared import DisclosureId
from tests.examples import CHILD, RULES, TODAY, example_id
from tests.spec import Rule, Spec

DISCLOSURES: Spec[DisclosuresState, DisclosuresEvent] = Spec(evolve, NO_DISCLOSURES)
ID = DisclosureId(example_id(871))
RECORD = RecordDisclosure(
    child_id=CHILD,
    disclosure_id=ID,
    recipient="示例公益基金会",
    kinds=(DataKind.NEEDS, DataKind.SCHOOLING),
    basis=LegalBasis.CONSENT,
    reference="合同2026-7",
    disclosed_on=TODAY,
    processing=Processing.SHARING_WITH_CHARITY,
)
DISCLOSED = DataDisclosed(
    child_id=CHILD,
    disclosure_id=ID,
    recipient="示例公益基金会",
    recipient_id=None,
    kinds=(DataKind.SCHOOLING, DataKind.NEEDS),
    basis=LegalBasis.CONSENT,
    reference="合同2026-7",
    disclosed_on=TODAY,
    keep_until_on=date(2029, 3, 10),
    tell_by_on=None,
    processing=Processing.SHARING_WITH_CHARITY,
)
IN_EMERGENCY = replace(
    DISCLOSED, processing=None, basis=LegalBasis.EMERGENCY, tell_by_on=date(2026, 3, 13)
)
TELL = TellDisclosure(
    child_id=CHILD,
    disclosure_id=ID,
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    told_on=TODAY,
)
TOLD = DisclosureTold(
    child_id=CHILD,
    disclosure_id=ID,
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    told_on=TODAY,
)


def recording(
    request: RecordDisclosure, *, has_consent: bool = True, calendar: Calendar = WEEKENDS_ONLY
) -> Rule[DisclosuresState, DisclosuresEvent]:
    return lambda state: record_disclosure(
        state,
        request,
        agreed=dict.fromkeys(SHARING, has_consent),
        today=TODAY,
        rules=RULES,
        calendar=calendar,
    )


def telling(request: TellDisclosure) -> Rule[DisclosuresState, DisclosuresEvent]:
    return lambda state: tell_disclosure(state, request, today=TODAY)


def test_what_is_handed_out_on_consent_stays_on_record_for_three_years() -> None:
    DISCLOSURES.given().when(recording(RECORD)).then(DISCLOSED)


def test_nothing_rests_on_a_consent_that_there_is_not() -> None:
    DISCLOSURES.given().when(recording(RECORD, has_consent=False)).then_refused(
        "no_consent_to_disclose"
    )
    by_duty = replace(RECORD, basis=LegalBasis.STATUTORY_DUTY)
    DISCLOSURES.given().when(recording(by_duty, has_consent=False)).then(
        replace(DISCLOSED, basis=LegalBasis.STATUTORY_DUTY, processing=None)
    )


def test_health_is_handed_out_on_consent_only_to_the_use_that_is_of_health() -> None:
    """个人信息保护法 §29: sensitive data asks a consent of its own."""
    health = replace(RECORD, kinds=(DataKind.NEEDS, DataKind.HEALTH))
    DISCLOSURES.given().when(recording(health)).then_refused("health_needs_own_consent")
    of_health = Processing.SHARING_WITH_HOSPITAL
    recorded = replace(DISCLOSED, kinds=health.kinds, processing=of_health)
    DISCLOSURES.given().when(recording(replace(health, processing=of_health))).then(recorded)
    by_duty = replace(health, basis=LegalBasis.STATUTORY_DUTY)
    DISCLOSURES.given().when(recording(by_duty, has_consent=False)).then(
        replace(recorded, basis=LegalBasis.STATUTORY_DUTY, processing=None)
    )
    before = replace(DISCLOSED, kinds=health.kinds)
    DISCLOSURES.given(before).when(recording(health)).then_known(before)


def test_after_an_emergency_the_family_is_told_within_three_working_days() -> None:
    emergency = replace(RECORD, basis=LegalBasis.EMERGENCY)
    DISCLOSURES.given().when(recording(emergency, has_consent=False)).then(IN_EMERGENCY)
    assert fold([IN_EMERGENCY]).awaits_telling(ID)
    assert not fold([IN_EMERGENCY, TOLD]).awaits_telling(ID)
    assert not fold([DISCLOSED]).awaits_telling(ID)


def test_no_day_off_is_one_of_the_three_and_the_day_once_told_stays() -> None:
    emergency = replace(RECORD, basis=LegalBasis.EMERGENCY)
    free = Calendar(days_off=frozenset({TODAY + timedelta(days=1)}))
    due_on = free.working_days_after(TODAY, RULES.data.emergency_told_working_days)
    assert due_on == date(2026, 3, 16)
    recording_then = recording(emergency, has_consent=False, calendar=free)
    DISCLOSURES.given().when(recording_then).then(replace(IN_EMERGENCY, tell_by_on=due_on))
    DISCLOSURES.given(IN_EMERGENCY).when(recording_then).then_known(IN_EMERGENCY)


def test_the_same_disclosure_is_recorded_once_also_after_the_consent_was_taken_back() -> None:
    DISCLOSURES.given(DISCLOSED).when(recording(RECORD, has_consent=False)).then_known(DISCLOSED)
    other = replace(RECORD, reference="合同2026-8")
    DISCLOSURES.given(DISCLOSED).when(recording(other)).then_refused("disclosure_already_recorded")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        (replace(RECORD, recipient=" "), "required", "recipient"),
        (replace(RECORD, reference=""), "required", "reference"),
        (replace(RECORD, kinds=()), "required", "kinds"),
        (replace(RECORD, disclosed_on=TODAY + timedelta(days=1)), "in_future", "disclosed_on"),
    ],
)
def test_a_disclosure_that_cannot_be_is_refused(
    wrong: RecordDisclosure, code: str, field: str
) -> None:
    DISCLOSURES.given().when(recording(wrong)).then_refused(code, field=field)


def test_the_family_is_told_once_and_not_before() -> None:
    DISCLOSURES.given(IN_EMERGENCY).when(telling(TELL)).then(TOLD)
    DISCLOSURES.given(IN_EMERGENCY, TOLD).when(telling(TELL)).then_known(TOLD)
    other = replace(TELL, means=ConsentMeans.WRITTEN_MESSAGE)
    DISCLOSURES.given(IN_EMERGENCY, TOLD).when(telling(other)).then_refused(
        "disclosure_already_told"
    )
    DISCLOSURES.given().when(telling(TELL)).then_refused("disclosure_not_found")
    for days, code in ((1, "in_future"), (-1, "before_earlier_step")):
        day = TODAY + timedelta(days=days)
        DISCLOSURES.given(IN_EMERGENCY).when(telling(replace(TELL, told_on=day))).then_refused(
            code, field="told_on"
        )


def test_three_years_after_a_leap_day_end_on_the_last_of_february() -> None:
    assert years_after(date(2028, 2, 29), 3) == date(2031, 2, 28)


def test_the_use_to_which_the_family_agreed_is_kept_and_must_fit() -> None:
    hospital, charity = Processing.SHARING_WITH_HOSPITAL, Processing.SHARING_WITH_CHARITY
    unsaid = replace(RECORD, processing=None)
    DISCLOSURES.given().when(recording(unsaid)).then_refused("required", field="processing")
    photos = replace(RECORD, processing=Processing.PHOTOS)
    DISCLOSURES.given().when(recording(photos)).then_refused("unknown_code", field="processing")
    kept, kept_before = DISCLOSED, replace(DISCLOSED, processing=None)
    DISCLOSURES.given(kept).when(recording(unsaid)).then_known(kept)
    DISCLOSURES.given(kept_before).when(recording(RECORD)).then_known(kept_before)
    other = replace(RECORD, processing=hospital)
    DISCLOSURES.given(kept).when(recording(other)).then_refused("disclosure_already_recorded")
    assert kept.processing is charity
