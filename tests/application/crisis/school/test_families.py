"""What is said to the family, and who is with the child, is recorded by whoever knows of it."""

from dataclasses import replace

import pytest

from application.crisis.reading.case_reading import case
from application.crisis.school.accompanying import (
    accompany_child,
    end_accompanying,
    people_around,
    start_escort,
)
from application.crisis.school.families import (
    inform_guardian,
    note_not_reached,
    record_refusal,
    withhold_notification,
)
from application.ports import History
from application.states import case_state, referrals_stream
from domain.errors import ConflictKept, NotFound, NotPermitted, RuleBroken
from domain.referrals.state import CaseState
from domain.shared import PersonId, TellingId
from tests import examples as given
from tests.application.casework import (
    CASE,
    CONSENT,
    REFERRAL,
    WORRY,
    asked,
    issued,
    raised,
    reopen_casework,
    taken,
    told,
)
from tests.application.families import (
    COMPANY,
    END,
    ESCORT,
    INFORM,
    REFUSE,
    TRIED,
    WITHHOLD,
)
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, LIAISON
from tests.engines import FoundedLedger
from tests.office import Office, acting

MADE_SURE_OF = replace(REFUSE, not_suspected=True)
"""Where a guardian is not told, a no counts once somebody made sure that it is not theirs."""


def state(office: Office) -> CaseState:
    found = office.ledger.log.load([referrals_stream(CASE)])
    assert isinstance(found, History)
    return case_state(found, CASE)


def everything_said(office: Office, by: PersonId = CRISIS_LEAD) -> list[bool]:
    """Say each once, and return whether it was new."""
    ledger, actor, now = office.ledger, acting(by), given.NOW
    return [
        note_not_reached(ledger, actor, TRIED, now).fresh,
        inform_guardian(ledger, actor, INFORM, now).fresh,
        withhold_notification(ledger, actor, WITHHOLD, now).fresh,
        record_refusal(ledger, actor, MADE_SURE_OF, now).fresh,
        accompany_child(ledger, actor, COMPANY, now).fresh,
        start_escort(ledger, actor, ESCORT, now).fresh,
        end_accompanying(ledger, actor, END, now).fresh,
    ]


def test_each_is_recorded_once_while_nobody_has_taken_the_case(
    founded_ledger: FoundedLedger,
) -> None:
    office = reopen_casework(founded_ledger)
    raised(office)
    assert everything_said(office) == [True] * 7
    assert everything_said(office) == [False] * 7
    family = state(office).at_school.family
    assert [family.names[each].name for each in (INFORM.telling_id, REFUSE.telling_id)] == [
        "示例母亲",
        "示例祖父",
    ]
    assert family.company == ()
    assert state(office).owner_id is None


def test_a_hospital_is_told_nothing_of_the_family_but_a_consent(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    told(office)
    taken(office)
    everything_said(office)
    agreed = replace(CONSENT, given_at=REFUSE.refused_at, not_suspected=True)
    issued(office, replace(REFERRAL, consent=agreed))
    seen = case(office.ledger, asked(LIAISON))
    assert seen.state.at_school.family.tellings == {}
    for name in ("示例母亲", "示例祖父"):
        assert name not in repr(seen.entries)
    with pytest.raises(NotPermitted):
        inform_guardian(office.ledger, acting(LIAISON), INFORM, given.NOW)


def test_whoever_is_kept_out_comes_near_no_child_and_is_offered_to_nobody(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office, replace(WORRY, involved_ids=(given.TEACHER, DUTY_OFFICER)))
    lead = acting(CRISIS_LEAD)
    assert people_around(office.ledger, lead, CASE, given.NOW) >= {CRISIS_LEAD, ADVISER}
    assert DUTY_OFFICER not in people_around(office.ledger, lead, CASE, given.NOW)
    with pytest.raises(RuleBroken, match="may_not_accompany"):
        accompany_child(office.ledger, lead, COMPANY, given.NOW)
    with pytest.raises(RuleBroken, match="may_not_accompany"):
        start_escort(office.ledger, lead, ESCORT, given.NOW)
    with pytest.raises(NotFound, match="case_not_found"):
        accompany_child(office.ledger, acting(DUTY_OFFICER), COMPANY, given.NOW)


def test_whoever_is_kept_out_heard_no_consent_and_no_refusal_but_what_stands_is_known(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    taken(office)
    lead = acting(CRISIS_LEAD)
    heard = replace(REFUSE, witness_id=DUTY_OFFICER)
    assert record_refusal(office.ledger, lead, heard, given.NOW).fresh
    with pytest.raises(ConflictKept):
        raised(office, replace(WORRY, involved_ids=(DUTY_OFFICER,)))
    assert not record_refusal(office.ledger, lead, heard, given.NOW).fresh
    again = replace(heard, telling_id=TellingId(given.example_id(797)))
    with pytest.raises(RuleBroken, match="may_not_witness"):
        record_refusal(office.ledger, lead, again, given.NOW)
    agreed = replace(CONSENT, given_at=REFUSE.refused_at, witness_id=DUTY_OFFICER)
    with pytest.raises(RuleBroken, match="may_not_witness"):
        issued(office, replace(REFERRAL, consent=agreed))


def test_people_must_be_registered_and_the_place_a_hospital(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    lead, nobody = acting(CRISIS_LEAD), PersonId(given.example_id(716))
    with pytest.raises(RuleBroken, match="person_not_registered"):
        accompany_child(office.ledger, lead, replace(COMPANY, with_id=nobody), given.NOW)
    with pytest.raises(RuleBroken, match="person_not_registered"):
        start_escort(office.ledger, lead, replace(ESCORT, escorted_by=nobody), given.NOW)
    with pytest.raises(RuleBroken, match="not_a_hospital"):
        start_escort(office.ledger, lead, replace(ESCORT, hospital_id=given.SCHOOL), given.NOW)
    with pytest.raises(RuleBroken, match="person_not_registered"):
        record_refusal(office.ledger, lead, replace(REFUSE, witness_id=nobody), given.NOW)


def test_whoever_advises_tells_the_family_but_decides_nothing(
    founded_on_sqlite: FoundedLedger,
) -> None:
    office = reopen_casework(founded_on_sqlite)
    raised(office)
    assert inform_guardian(office.ledger, acting(ADVISER), INFORM, given.NOW).fresh
    with pytest.raises(NotPermitted):
        withhold_notification(office.ledger, acting(ADVISER), WITHHOLD, given.NOW)
