"""An id that a log holds for two subjects stands for the first: the other's facts change no row."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from domain.grants.facts import AccessAnswerOverdue, GlassClosed
from domain.pairing.facts import LeadReassigned, PairingEnded, PairingEndReason, PairingExtended
from domain.shared import CorrectionId, OrganisationId
from domain.staff.facts import DutyEnded, DutyEndReason
from infrastructure.log.tables import QUARANTINED
from infrastructure.views.security.tables import NOTED
from tests.breach_examples import AUTHORITY, CLOSED, GRADED, GUARDIAN, LISTED, REPORTED
from tests.domain.grants.examples import APPROVED, BROKEN, GLASS, HEAD, REQUESTED
from tests.examples import (
    CHILD,
    DUTY_ASSIGNED,
    MENTOR_PAIRED,
    NOW,
    OTHER_CHILD,
    SCHOOL,
    TODAY,
    VOLUNTEER,
)
from tests.infrastructure.views.cases import PLACES, STAFF, on_file, person
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.test_dues import ANSWERED, ASKED, DISCLOSED, PROVEN, TOLD
from tests.infrastructure.views.test_erasure import erase
from tests.infrastructure.views.test_numbers import CHANGED, ID_NUMBER, TELEPHONE
from tests.infrastructure.views.test_security import APPROVED as DUTY_APPROVED
from tests.infrastructure.views.test_security import GIVEN as DUTY_GIVEN
from tests.infrastructure.views.test_security import PROPOSED as DUTY_PROPOSED

LEAD = MENTOR_PAIRED.pairing_id

Facts = tuple[object, ...]
CASES: dict[str, tuple[Facts, Facts]] = {
    "a request": (
        (REQUESTED,),
        (replace(REQUESTED, child_id=OTHER_CHILD), replace(APPROVED, child_id=OTHER_CHILD)),
    ),
    "broken glass": (
        (BROKEN,),
        (
            replace(REQUESTED, grant_id=GLASS, child_id=OTHER_CHILD),
            AccessAnswerOverdue(
                child_id=OTHER_CHILD,
                grant_id=GLASS,
                due_at=NOW,
                supervisor_ids=(VOLUNTEER,),
                privacy_officer_ids=(),
            ),
            GlassClosed(child_id=OTHER_CHILD, grant_id=GLASS, closed_by=HEAD),
        ),
    ),
    "a pairing": (
        (MENTOR_PAIRED,),
        (
            replace(MENTOR_PAIRED, mentor_id=VOLUNTEER, child_id=OTHER_CHILD),
            LeadReassigned(
                child_id=OTHER_CHILD, pairing_id=LEAD, previous_pairing_id=LEAD, changed_on=TODAY
            ),
            PairingExtended(
                child_id=OTHER_CHILD,
                pairing_id=LEAD,
                until_on=TODAY + timedelta(days=99),
                extended_by=HEAD,
            ),
            PairingEnded(
                child_id=OTHER_CHILD,
                pairing_id=LEAD,
                ended_on=TODAY,
                reason=PairingEndReason.MENTOR_MOVED,
            ),
        ),
    ),
    "a duty": (
        (),
        (
            replace(DUTY_ASSIGNED, person_id=VOLUNTEER),
            DutyEnded(
                person_id=VOLUNTEER,
                duty_id=DUTY_ASSIGNED.duty_id,
                ended_on=TODAY,
                reason=DutyEndReason.LEFT,
            ),
        ),
    ),
    "a proposal": (
        (DUTY_PROPOSED,),
        (replace(DUTY_PROPOSED, person_id=VOLUNTEER), replace(DUTY_APPROVED, person_id=VOLUNTEER)),
    ),
    "a request of a family": (
        (ASKED,),
        (
            replace(ASKED, child_id=OTHER_CHILD),
            replace(PROVEN, child_id=OTHER_CHILD),
            replace(ANSWERED, child_id=OTHER_CHILD),
        ),
    ),
    "a disclosure": (
        (DISCLOSED,),
        (replace(DISCLOSED, child_id=OTHER_CHILD), replace(TOLD, child_id=OTHER_CHILD)),
    ),
    "a breach": (
        (REPORTED, LISTED),
        tuple(
            replace(each, organisation_id=SCHOOL)
            for each in (REPORTED, GRADED, LISTED, GUARDIAN, AUTHORITY, CLOSED)
        ),
    ),
    "a telephone": (
        (TELEPHONE,),
        (
            replace(TELEPHONE, person_id=VOLUNTEER),
            replace(CHANGED, telephone_id=TELEPHONE.telephone_id, person_id=VOLUNTEER),
        ),
    ),
    "a correction under the id of a telephone": (
        (TELEPHONE,),
        (replace(ID_NUMBER, correction_id=CorrectionId(TELEPHONE.telephone_id)),),
    ),
}


def rows_told(views: OpenedViews) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows but those of the view `security`, which has one for each event."""
    return {name: rows for name, rows in views.contents().items() if name != NOTED}


def damaged(views: OpenedViews) -> list[object]:
    with views.databases.views_engine.connect() as connection:
        return list(connection.scalars(select(QUARANTINED.c.stream)))


@pytest.mark.parametrize("case", CASES)
def test_the_first_keeps_its_row_and_no_stream_is_set_apart(
    views: OpenedViews, case: str, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = CASES[case]
    views.know(*PLACES, *STAFF, person(VOLUNTEER), *on_file(CHILD), *on_file(OTHER_CHILD), *first)
    before = rows_told(views)
    for fact in second:
        views.know(fact)
    assert rows_told(views) == before
    assert damaged(views) == []
    assert "an id is used by two subjects" in caplog.text
    assert str(OTHER_CHILD) not in caplog.text
    for view in ("access", "dues", "numbers"):
        views.projector.rebuild(view)
    assert rows_told(views) == before


ERASED: dict[str, UUID] = {
    **dict.fromkeys(("a request", "a pairing", "a request of a family", "a disclosure"), CHILD),
    "a breach": REPORTED.organisation_id,
    "a telephone": TELEPHONE.person_id,
}


@pytest.mark.parametrize("case", ERASED)
def test_after_the_first_is_erased_what_is_said_of_the_other_begins_nothing(
    views: OpenedViews, case: str
) -> None:
    first, second = CASES[case]
    views.know(*PLACES, *STAFF, person(VOLUNTEER), *on_file(CHILD), *on_file(OTHER_CHILD))
    views.know(*first, second[0])
    erase(views, ERASED[case])
    views.projector.forget([ERASED[case]])
    before = rows_told(views)
    for fact in second[1:]:
        views.know(fact)
    assert damaged(views) == []
    assert rows_told(views) == before


def test_the_end_of_a_pairing_of_the_first_is_folded_after_another_used_its_id(
    views: OpenedViews,
) -> None:
    other = replace(MENTOR_PAIRED, child_id=OTHER_CHILD)
    ended = PairingEnded(
        child_id=CHILD, pairing_id=LEAD, ended_on=TODAY, reason=PairingEndReason.MENTOR_MOVED
    )
    views.know(*PLACES, *STAFF, *on_file(CHILD), *on_file(OTHER_CHILD), MENTOR_PAIRED, other)
    (lead,) = views.access.relations(MENTOR_PAIRED.mentor_id, CHILD).pairings
    assert (lead.pairing_id, lead.is_lead, lead.ended_on) == (LEAD, True, MENTOR_PAIRED.until_on)
    views.know(ended)
    (over,) = views.access.relations(MENTOR_PAIRED.mentor_id, CHILD).pairings
    assert over == replace(lead, ended_on=TODAY)
    assert damaged(views) == []


def test_a_duty_that_another_got_under_the_id_is_told_with_what_was_said_of_that_other(
    views: OpenedViews,
) -> None:
    place = OrganisationId(REPORTED.organisation_id)
    others = replace(DUTY_PROPOSED, organisation_id=place, person_id=VOLUNTEER)
    views.know(*PLACES, *STAFF, person(VOLUNTEER), DUTY_PROPOSED, DUTY_APPROVED, others)
    views.know(replace(DUTY_GIVEN, organisation_id=place, person_id=VOLUNTEER))
    rows = [each for each in views.contents()[NOTED] if VOLUNTEER in each]
    assert [place in each for each in rows] == [True, True]
