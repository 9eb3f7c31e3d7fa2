"""The whole demo as somebody finds it who tries the product."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from application.care_files.desk import my_children
from application.ports import Recorded
from application.rows import DueFilter
from domain.care.facts import CareFileOpened
from domain.children.facts import CarerRecorded, CarerStanding, ChildRegistered
from domain.consent.facts import (
    ConsentDeclined,
    ConsentGranted,
    ConsentWithdrawn,
    NoticePublished,
    SpeakerNamed,
)
from domain.pairing.facts import MentorPaired
from domain.referrals.facts import ConcernRaised
from domain.referrals.family.guardian_facts import ConsentRefused
from domain.referrals.hospital.liaison_facts import OutsideLiaisonNamed
from domain.referrals.school.pause_facts import PauseAgreed, PauseProposed
from domain.reporting.facts import HarmSuspected
from domain.reporting.officer_facts import OutsideOfficerNamed
from domain.rights.facts import RightsRequested
from domain.screening.facts import (
    InterviewHeld,
    InterviewMissed,
    ScreeningLeadDropped,
    ScreeningLeadRecorded,
    WorryRaisedInstead,
)
from domain.survey.facts import ChildLeadReported, RosterRowReceived
from domain.survey.outcomes import RowOutcome
from domain.visits.facts import HomeVisitConflictKept, HomeVisitCorrected, HomeVisitLogged
from infrastructure.demo.city import City
from infrastructure.demo.staffing import colleagues
from infrastructure.opening import OpenLedger
from tests.api.operating import Operator

CHILDREN = 240
"""One county's share and more: enough for every kind of fact, in a third of the time of all 800."""
HALF_A_YEAR_DAYS = 180
OF_SCREENINGS = (
    ScreeningLeadRecorded,
    InterviewMissed,
    InterviewHeld,
    WorryRaisedInstead,
    ScreeningLeadDropped,
)
ON_LISTS = 10
"""So many children come by the lists that offices sent, all in the first county."""


def test_half_a_year_of_many_children_is_there_as_it_might_have_been(tmp_path: Path) -> None:
    code, said = Operator(tmp_path).told("demo", "--fill-only", "--children", str(CHILDREN))
    assert code == 0
    assert isinstance(said["accounts"], list)
    assert len(said["accounts"]) == 23
    with Operator(tmp_path / "demo").opened() as opened:
        rows = opened.recorder.rows_after(0, opened.recorder.head())
        recorded = opened.mapper.open_rows(rows)
        assert_in_the_order_of_time(recorded)
        assert_plausible(recorded)
        assert_whoever_answers_is_on_file_as_guardian(recorded)
        assert_something_is_overdue_and_not_all(opened)


def assert_in_the_order_of_time(recorded: Sequence[Recorded[object]]) -> None:
    learned = [each.recorded_at for each in recorded]
    assert learned == sorted(learned)
    assert learned[-1] < datetime.now(UTC)
    assert (learned[-1] - learned[0]).days >= HALF_A_YEAR_DAYS


def assert_plausible(recorded: Sequence[Recorded[object]]) -> None:
    found = Counter(type(each.fact) for each in recorded)
    rows = Counter(
        each.fact.outcome for each in recorded if isinstance(each.fact, RosterRowReceived)
    )
    assert rows == {RowOutcome.ACCEPT: 9, RowOutcome.ACCEPT_FLAGGED: 1, RowOutcome.REVIEW: 1}
    assert found[ChildLeadReported] == 2
    assert found[NoticePublished] == found[RightsRequested] == 1
    assert found[ConsentWithdrawn] == 2
    assert min(found[ConsentGranted], found[ConsentDeclined]) > 1
    assert found[ChildRegistered] == found[CareFileOpened] == CHILDREN + ON_LISTS
    assert found[MentorPaired] > CHILDREN
    assert found[HomeVisitLogged] > 3 * CHILDREN
    assert found[HomeVisitCorrected] > CHILDREN / 8
    assert found[HomeVisitConflictKept] > 1
    assert found[ConcernRaised] == 9
    assert found[ConsentRefused] == 1
    assert min(found[each] for each in OF_SCREENINGS) > 0
    assert (found[PauseProposed], found[PauseAgreed]) == (2, 1)
    assert found[OutsideLiaisonNamed] == found[OutsideOfficerNamed] == found[HarmSuspected] == 1
    assert sum(each.context.late or False for each in recorded) > CHILDREN / 8


def assert_whoever_answers_is_on_file_as_guardian(recorded: Sequence[Recorded[object]]) -> None:
    facts = [each.fact for each in recorded]
    on_file = [each for each in facts if isinstance(each, CarerRecorded)]
    guardians = {
        (each.child_id, each.name) for each in on_file if each.standing is CarerStanding.GUARDIAN
    }
    said = {(each.child_id, each.name) for each in facts if isinstance(each, SpeakerNamed)}
    assert said
    assert said <= guardians


def assert_something_is_overdue_and_not_all(opened: OpenLedger) -> None:
    bureau_id = opened.ledger.directory.bureaus()[0].organisation_id
    people = {each.login: each for each in colleagues(City(CHILDREN), bureau_id)}
    for login, children in (
        ("teacher", 15),
        ("teacher8", 15),
        ("subject", 3),
        ("county", CHILDREN // 4 + ON_LISTS),
    ):
        me = people[login].actor
        page = my_children(opened.ledger, me, datetime.now(UTC), read_id=uuid4())
        assert page.total == children
        assert 0 < page.counts[DueFilter.OVERDUE] < children
