"""What is owed to families: asked until it is answered, told until it was, the soonest first."""

from dataclasses import replace
from datetime import date, timedelta

from application.privacy.due_rows import BreachesDue, RightsWaiting
from domain.codelists import ConsentMeans, LegalBasis, SpokenBy
from domain.disclosures.facts import DataDisclosed, DataKind, DisclosureTold
from domain.rights.facts import ProvenBy, RequesterVerified, RightsFulfilled, RightsKind
from domain.rights.facts import RightsRequested as Asked
from domain.shared import BreachId, DisclosureId, RightsId
from tests.breach_examples import (
    AUTHORITY,
    CLOSED,
    GENERAL,
    GRADED,
    GUARDIAN,
    LISTED,
    OVERDUE,
    REPORTED,
    UNTOLD,
)
from tests.examples import (
    BUREAU,
    CHILD,
    COUNTY_OFFICE,
    NOW,
    OTHER_CHILD,
    SCHOOL,
    SUPERVISOR,
    TEACHER,
    example_id,
)
from tests.infrastructure.views.cases import PLACES, STAFF, on_file
from tests.infrastructure.views.opened import OpenedViews

ASKED = Asked(
    child_id=CHILD,
    rights_id=RightsId(example_id(861)),
    kind=RightsKind.COPY,
    spoken_by=SpokenBy.GUARDIAN,
    relation_code="52",
    means=ConsentMeans.IN_PERSON,
    asked_on=date(2026, 3, 2),
    due_on=date(2026, 3, 23),
    received_by=TEACHER,
)
SOONER = replace(ASKED, rights_id=RightsId(example_id(862)), due_on=date(2026, 3, 12))
PROVEN = RequesterVerified(
    child_id=CHILD,
    rights_id=ASKED.rights_id,
    proven_by=ProvenBy.DOCUMENT_SEEN,
    verified_by=TEACHER,
    verified_on=date(2026, 3, 3),
)
ANSWERED = RightsFulfilled(
    child_id=CHILD,
    rights_id=ASKED.rights_id,
    decided_by=SUPERVISOR,
    answered_on=date(2026, 3, 5),
)
DISCLOSED = DataDisclosed(
    child_id=CHILD,
    disclosure_id=DisclosureId(example_id(886)),
    recipient="示例医院",
    recipient_id=None,
    kinds=(DataKind.HEALTH,),
    basis=LegalBasis.EMERGENCY,
    reference="急救单2026-31",
    disclosed_on=date(2026, 3, 6),
    keep_until_on=date(2029, 3, 6),
    tell_by_on=date(2026, 3, 11),
)
SAME_DAY = replace(DISCLOSED, disclosure_id=DisclosureId(example_id(888)))
BY_DUTY = replace(
    DISCLOSED,
    disclosure_id=DisclosureId(example_id(887)),
    basis=LegalBasis.STATUTORY_DUTY,
    tell_by_on=None,
)
TOLD = DisclosureTold(
    child_id=CHILD,
    disclosure_id=DISCLOSED.disclosure_id,
    spoken_by=SpokenBy.GUARDIAN,
    means=ConsentMeans.IN_PERSON,
    told_on=date(2026, 3, 9),
)


def test_requests_wait_until_they_are_answered_the_soonest_due_first(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), ASKED, SOONER, PROVEN)
    dues = views.ledger.dues
    found = dues.rights([BUREAU], limit=9)
    assert [(each.rights_id, each.is_proven) for each in found] == [
        (SOONER.rights_id, False),
        (ASKED.rights_id, True),
    ]
    views.know(ANSWERED)
    assert [each.rights_id for each in dues.rights([BUREAU], limit=9)] == [SOONER.rights_id]
    assert dues.rights([], limit=9) == ()


def test_families_wait_until_they_are_told_of_an_emergency(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), DISCLOSED, BY_DUTY)
    (owed,) = views.ledger.dues.tellings([BUREAU], limit=9)
    assert (owed.disclosure_id, owed.due_on) == (DISCLOSED.disclosure_id, date(2026, 3, 11))
    views.know(TOLD)
    assert views.ledger.dues.tellings([BUREAU], limit=9) == ()


def test_nothing_is_owed_to_an_erased_child(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), *on_file(OTHER_CHILD), ASKED, DISCLOSED)
    views.projector.forget([CHILD])
    dues = views.ledger.dues
    assert (dues.rights([BUREAU], limit=9), dues.tellings([BUREAU], limit=9)) == ((), ())


def test_what_is_owed_is_continued_behind_any_row(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), DISCLOSED, SAME_DAY)
    dues = views.ledger.dues
    first, second = dues.tellings([BUREAU], limit=9)
    assert dues.tellings([BUREAU], limit=1) == (first,)
    assert dues.tellings([BUREAU], limit=1, after=first) == (second,)
    assert dues.tellings([BUREAU], limit=1, after=second) == ()


def test_how_many_requests_wait_for_a_person_is_counted_with_those_too_late(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), ASKED, SOONER, PROVEN)
    dues, on = views.ledger.dues, SOONER.due_on
    unproven = RightsWaiting(to_verify=1, verify_by_on=on)
    waiting = replace(unproven, to_answer=1, due_on=ASKED.due_on)
    assert dues.rights_waiting([BUREAU], SUPERVISOR, on) == waiting
    assert dues.rights_waiting([BUREAU], SUPERVISOR, on, only_unproven=True) == unproven
    (first,) = dues.rights([BUREAU], limit=9, only_unproven=True)
    assert first.rights_id == SOONER.rights_id
    late = replace(waiting, overdue=1)
    assert dues.rights_waiting([BUREAU], SUPERVISOR, on + timedelta(days=1)) == late
    views.know(ANSWERED)
    assert dues.rights_waiting([BUREAU], SUPERVISOR, NOW.date()) == unproven
    assert dues.rights_waiting([], SUPERVISOR, NOW.date()) == RightsWaiting()


def test_no_request_waits_for_the_answer_of_whoever_received_it(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD), ASKED)
    dues, on = views.ledger.dues, ASKED.due_on + timedelta(days=1)
    of_receiver = dues.rights_waiting([BUREAU], ASKED.received_by, on)
    assert of_receiver == RightsWaiting(to_verify=1, overdue=1, verify_by_on=ASKED.due_on)
    views.know(PROVEN)
    assert dues.rights_waiting([BUREAU], ASKED.received_by, on) == RightsWaiting()
    assert dues.rights_waiting([BUREAU], SUPERVISOR, on).to_answer == 1


def test_the_view_is_moved_before_it_says_that_it_is_behind_nothing(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD))
    views.record(ASKED)
    assert views.ledger.dues.behind() == 0
    assert len(views.ledger.dues.rights([BUREAU], limit=9)) == 1


DUE_AT = REPORTED.authority_due_at
SECOND = replace(
    REPORTED,
    breach_id=BreachId(example_id(882)),
    authority_due_at=DUE_AT + timedelta(hours=1),
)


def test_breaches_wait_until_the_authority_is_told_and_the_soonest_due_is_said(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, REPORTED, SECOND)
    dues = views.ledger.dues
    assert dues.breaches([COUNTY_OFFICE], NOW) == BreachesDue(to_tell=2, due_at=DUE_AT)
    assert dues.breaches([BUREAU], DUE_AT) == BreachesDue(to_tell=2, due_at=DUE_AT)
    later = DUE_AT + timedelta(minutes=1)
    late = BreachesDue(to_tell=1, overdue=1, due_at=SECOND.authority_due_at)
    assert dues.breaches([COUNTY_OFFICE], later) == late
    assert dues.breaches([SCHOOL], NOW) == dues.breaches([], NOW) == BreachesDue()
    views.know(AUTHORITY)
    told = BreachesDue(to_tell=1, to_end=1, due_at=SECOND.authority_due_at)
    assert dues.breaches([COUNTY_OFFICE], later) == told
    views.know(CLOSED)
    rest = BreachesDue(to_tell=1, due_at=SECOND.authority_due_at)
    assert dues.breaches([COUNTY_OFFICE], later) == rest


def test_a_breach_is_overdue_for_those_above_until_they_are_told(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, REPORTED, SECOND)
    dues, later = views.ledger.dues, DUE_AT + timedelta(minutes=1)
    assert dues.breaches_overdue(DUE_AT, limit=9) == ()
    (found,) = dues.breaches_overdue(later, limit=9)
    assert (found.breach_id, found.office) == (REPORTED.breach_id, COUNTY_OFFICE)
    views.know(OVERDUE)
    assert dues.breaches_overdue(later, limit=9) == ()
    assert dues.breaches([COUNTY_OFFICE], later).overdue == 1


def test_families_of_an_open_breach_wait_until_they_are_told_or_left_untold(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, REPORTED, replace(LISTED, child_ids=(CHILD, OTHER_CHILD)))
    dues = views.ledger.dues
    assert dues.breaches([COUNTY_OFFICE], NOW).families == 2
    assert dues.breaches([SCHOOL], NOW).families == 0
    views.know(UNTOLD)
    assert dues.breaches([COUNTY_OFFICE], NOW).families == 1
    views.know(replace(GUARDIAN, child_id=CHILD))
    assert dues.breaches([COUNTY_OFFICE], NOW).families == 1
    views.know(CLOSED)
    assert dues.breaches([COUNTY_OFFICE], NOW).families == 0


def test_of_a_breach_the_family_of_an_erased_child_waits_no_more(views: OpenedViews) -> None:
    listed = replace(LISTED, child_ids=(CHILD, OTHER_CHILD))
    views.know(*PLACES, *STAFF, *on_file(CHILD), *on_file(OTHER_CHILD), REPORTED, listed)
    views.projector.forget([OTHER_CHILD])
    assert views.ledger.dues.breaches([COUNTY_OFFICE], NOW).families == 1


def test_a_breach_graded_general_has_no_clock_until_it_is_graded_large(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, REPORTED, GENERAL)
    dues = views.ledger.dues
    assert dues.breaches([COUNTY_OFFICE], DUE_AT) == BreachesDue(to_end=1)
    views.know(GRADED)
    assert dues.breaches([COUNTY_OFFICE], NOW) == BreachesDue(to_tell=1, due_at=DUE_AT)
