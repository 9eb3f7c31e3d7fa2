"""Those who answer for a place are told of gaps in its roster, and see them on their pages."""

from datetime import datetime, timedelta

from application.authorisation.permission import standings_of
from application.oncall.gaps import count_own_gaps, roster_gaps
from application.oncall.publishing import on_call_stream, publish_duty_roster
from application.oncall.telling import tell_of_gaps
from application.ports import History
from application.said_lately import SaidLately
from application.staffing.reactions import introduce
from domain.days import local_day
from domain.oncall.facts import RosterGapReason, RosterGapsTold
from domain.shared import PersonId
from domain.staff.facts import DutyEnded, DutyEndReason, DutyTelephonePublished
from tests import examples as given
from tests.application.advising import may, put
from tests.application.crisis.worries.test_raising import damage
from tests.crisis import ADVISER, CRISIS_LEAD, DUTY_OFFICER, LIAISON
from tests.office import AUDITOR, LEADER, OFFICER, Office, acting
from tests.on_call_examples import PUBLISH, TONIGHT

NOBODY, NOT_IN_POST, _NO_ADDRESS, NO_ROSTER, NO_NUMBER, *_OFFICES = RosterGapReason


def tell(office: Office, now: datetime = given.NOW) -> int:
    actor = introduce(office.ledger, office.opened.ledger_id, now)
    return tell_of_gaps(office.ledger, actor, now, SaidLately())


def told(office: Office) -> list[RosterGapsTold]:
    history = office.ledger.log.load([on_call_stream(given.SCHOOL)])
    assert isinstance(history, History)
    return [each.fact for each in history.recorded if isinstance(each.fact, RosterGapsTold)]


def own_gaps(office: Office, by: PersonId) -> int:
    standings = standings_of(office.ledger, acting(by), given.NOW)
    return count_own_gaps(office.ledger, standings, given.NOW)


def test_the_head_is_told_once_and_again_of_what_is_new(at_work_on_each: Office) -> None:
    office, ledger, now = at_work_on_each, at_work_on_each.ledger, given.NOW
    # Of each place nobody said yet who is on call there, nor which number to call.
    # One of five has nobody to be told, nor has anything above it.
    assert (tell(office), tell(office)) == (4, 0)
    (without,) = told(office)
    assert [each.reason for each in without.gaps] == [NO_NUMBER, NO_ROSTER]
    assert own_gaps(office, CRISIS_LEAD) == 2
    put(office, DutyTelephonePublished(organisation_id=given.SCHOOL, telephone="07770000001"))
    publish_duty_roster(ledger, acting(LEADER), PUBLISH, now)
    assert (tell(office), tell(office)) == (1, 0)
    _without, first = told(office)
    assert first.told_ids == (LEADER,)
    assert {each.reason for each in first.gaps} == {NOBODY}
    week = local_day(now) + timedelta(days=ledger.rules.on_call.gap_days)
    assert {each.on for each in first.gaps} == {
        TONIGHT + timedelta(days=day) for day in (0, 1, 2, 3, 5, 6, 7)
    }
    assert max(each.on for each in first.gaps) == week
    assert own_gaps(office, CRISIS_LEAD) == len(first.gaps)
    (post,) = ledger.access.duties_of(CRISIS_LEAD)
    gone = DutyEnded(
        person_id=CRISIS_LEAD,
        duty_id=post.duty_id,
        ended_on=TONIGHT,
        reason=DutyEndReason.LEFT,
    )
    put(office, gone)
    assert tell(office) == 1
    (gap,) = told(office)[2].gaps
    assert (gap.on, gap.reason, gap.person_id) == (TONIGHT, NOT_IN_POST, CRISIS_LEAD)
    tomorrow = now + timedelta(days=1)
    assert (tell(office, tomorrow), len(told(office)[3].gaps)) == (1, 2)


def test_gaps_are_seen_by_whoever_sees_the_roster_and_damage_hides_none(
    at_work_on_each: Office,
) -> None:
    office, ledger, now = at_work_on_each, at_work_on_each.ledger, given.NOW
    publish_duty_roster(ledger, acting(LEADER), PUBLISH, now)
    assert may(lambda by: roster_gaps(ledger, acting(by), now)) == {
        *(LEADER, OFFICER, AUDITOR, CRISIS_LEAD, ADVISER, DUTY_OFFICER, LIAISON),
        given.SUPERVISOR,
    }
    place = roster_gaps(ledger, acting(LEADER), now)[0]
    assert (place.place.organisation_id, place.is_unreadable) == (given.SCHOOL, False)
    damage(office, on_call_stream(given.SCHOOL))
    (damaged,) = roster_gaps(ledger, acting(LEADER), now)
    assert (damaged.gaps, damaged.is_unreadable) == ((), True)
    assert (tell(office), own_gaps(office, CRISIS_LEAD)) == (3, 1)
