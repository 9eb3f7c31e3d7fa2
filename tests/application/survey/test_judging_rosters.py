"""Rows of lists are judged one after the other; what one tells is known to the next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from application.rows import OrganisationRow
from application.survey.known_children import KnownChild, KnownChildren
from application.survey.known_places import KnownPlaces
from application.survey.rosters import Judged, Judging, Received
from domain.matching import Described, Likeness
from domain.ruleset import RULES_1
from domain.shared import ChildId, OrganisationId
from domain.staff.facts import OrganisationKind
from domain.survey.outcomes import RowOutcome, RowReason, Verdict
from domain.survey.rows import (
    LeadRow,
    NotAChild,
    NumberState,
    OtherRow,
    RosterRow,
    Row,
    ToldCarer,
    ToldSchooling,
)

TODAY = date(2026, 11, 26)
NUMBER, OTHER_NUMBER = "999999201503050012", "999999201503050039"
KNOWN_ID = ChildId(UUID(int=7))
KNOWN = Described(
    name="示例甲",
    born_on=date(2015, 3, 5),
    id_number=NUMBER,
    carer_name="示例乙",
    phone="13800000000",
)
ROW = RosterRow(
    number=4,
    digest=b"4",
    name="示例甲",
    born_on=date(2015, 3, 5),
    carer=ToldCarer(name="示例乙", phone="13800000000"),
)


SCHOOL = OrganisationRow(
    organisation_id=OrganisationId(UUID(int=8)),
    kind=OrganisationKind.SCHOOL,
    name="示例小学",
    area_code=None,
    parent_id=None,
)
LEAD_OF_KNOWN = Verdict(outcome=RowOutcome.LEAD, why=RowReason.MATCHES_KNOWN_CHILD)


def own(row: int) -> ChildId:
    return ChildId(UUID(int=1000 + row))


def judged(*rows: Row, known: Sequence[KnownChild] = ()) -> list[Judged]:
    judging = Judging(known=KnownChildren(known), today=TODAY, rules=RULES_1)
    return list(judging.judged(rows, own))


def verdict(outcome: RowOutcome, why: RowReason | None = None) -> Verdict:
    return Verdict(outcome=outcome, why=why)


def test_a_child_nobody_knows_is_a_new_one() -> None:
    taken = verdict(RowOutcome.ACCEPT, RowReason.ID_MISSING)

    assert judged(ROW) == [Judged(row=ROW, own_id=own(4), verdict=taken, child_id=own(4))]


def test_a_row_that_agrees_in_all_but_has_no_number_is_of_the_known_child() -> None:
    (found,) = judged(ROW, known=[KnownChild(child_id=KNOWN_ID, described=KNOWN)])

    assert found.verdict == verdict(RowOutcome.ACCEPT, RowReason.SAME_CHILD_NO_ID)
    assert found.child_id == KNOWN_ID


def test_a_row_that_was_recorded_before_stays_what_it_became_then() -> None:
    taken = verdict(RowOutcome.ACCEPT_FLAGGED, RowReason.PLACE_UNKNOWN)
    known = KnownChildren([KnownChild(child_id=KNOWN_ID, described=KNOWN)])
    received = {own(4): Received(taken, own(77)), own(2): Received(LEAD_OF_KNOWN, KNOWN_ID)}
    judging = Judging(known=known, today=TODAY, rules=RULES_1, received=received)
    lead = LeadRow(number=2, name="示例丁", about_years=None, address=None)

    assert list(judging.judged([ROW, lead], own)) == [
        Judged(row=ROW, own_id=own(4), verdict=taken, child_id=own(77), is_received=True),
        Judged(row=lead, own_id=own(2), verdict=LEAD_OF_KNOWN, child_id=KNOWN_ID, is_received=True),
    ]


def test_the_child_of_a_row_that_was_erased_does_not_come_back() -> None:
    judging = Judging(known=KnownChildren(), today=TODAY, rules=RULES_1, erased={own(4)})

    (found,) = judging.judged([ROW], own)

    assert found.verdict == verdict(RowOutcome.REJECT, RowReason.CHILD_ERASED)
    assert found.child_id is None


@pytest.mark.parametrize(
    "row",
    [
        replace(ROW, name="甲" * 51),
        replace(ROW, address="路" * 201),
        replace(ROW, carer=ToldCarer(name="乙" * 51, relation_code="62")),
    ],
)
def test_a_row_that_the_rules_would_refuse_is_rejected_before_it_is_recorded(
    row: RosterRow,
) -> None:
    (found,) = judged(row)

    assert found.verdict == verdict(RowOutcome.REJECT, RowReason.CELL_UNUSABLE)


def test_an_unknown_school_flags_a_row_once_any_school_is_registered() -> None:
    row = replace(ROW, schooling=ToldSchooling(school="别的小学"))
    judging = Judging(
        known=KnownChildren(), today=TODAY, rules=RULES_1, places=KnownPlaces([SCHOOL])
    )

    (found,) = judging.judged([row], own)

    assert judged(row)[0].verdict == verdict(RowOutcome.ACCEPT, RowReason.ID_MISSING)
    assert found.verdict == verdict(RowOutcome.ACCEPT_FLAGGED, RowReason.PLACE_UNKNOWN)


def test_between_two_children_who_are_equally_like_a_person_decides() -> None:
    twice = [KnownChild(child_id=each, described=KNOWN) for each in (KNOWN_ID, own(99))]

    (found,) = judged(ROW, known=twice)

    assert found.verdict == verdict(RowOutcome.REVIEW, RowReason.SAME_NAME_AND_BIRTH_DATE)


def test_a_number_that_stands_for_somebody_else_waits_for_a_person() -> None:
    row = replace(
        ROW,
        name="示例丙",
        born_on=date(2014, 1, 1),
        id_number=NUMBER,
        number_state=NumberState.VALID,
    )

    (found,) = judged(row, known=[KnownChild(child_id=KNOWN_ID, described=KNOWN)])

    assert found.verdict == verdict(RowOutcome.REVIEW, RowReason.ID_OF_ANOTHER_CHILD)


def test_a_repeated_row_is_of_the_child_of_its_first() -> None:
    again = replace(ROW, number=9)

    assert judged(ROW, again)[1] == Judged(
        row=again,
        own_id=own(9),
        verdict=verdict(RowOutcome.DUPLICATE_ROW, RowReason.EXACT_REPEAT),
        child_id=own(4),
    )


def test_sums_and_signatures_speak_of_nobody() -> None:
    row = OtherRow(number=30, what=NotAChild.SUBTOTAL)

    ignored = verdict(RowOutcome.IGNORE, RowReason.SUBTOTAL)

    assert judged(row) == [Judged(row=row, own_id=own(30), verdict=ignored, child_id=None)]


def test_a_lead_speaks_of_the_one_child_of_that_name_age_and_place() -> None:
    known = KnownChild(child_id=KNOWN_ID, described=KNOWN, places=frozenset({"示例村"}))
    lead = LeadRow(number=2, name="示例甲", about_years=11, address="示例村三组")

    found = judged(
        lead,
        replace(lead, about_years=14),
        replace(lead, address="别处"),
        replace(lead, name=None),
        known=[known],
    )

    assert [each.verdict.why for each in found] == [
        RowReason.MATCHES_KNOWN_CHILD,
        RowReason.NEW_CHILD,
        RowReason.NEW_CHILD,
        RowReason.NEW_CHILD,
    ]
    assert [each.child_id for each in found] == [KNOWN_ID, own(2), own(2), own(2)]


def test_what_a_later_row_tells_is_known_beside_what_an_earlier_one_told() -> None:
    known = KnownChildren()
    without_number = replace(KNOWN, id_number=None)
    known.add(KnownChild(child_id=KNOWN_ID, described=without_number, places=frozenset({"甲"})))
    known.add(KnownChild(child_id=KNOWN_ID, described=KNOWN, places=frozenset({"乙"})))

    assert known.like(KNOWN) == (Likeness.SAME_NUMBER, KNOWN_ID)
    assert known.like(replace(KNOWN, name="示例丁", born_on=TODAY)) == (
        Likeness.NUMBER_OF_ANOTHER,
        KNOWN_ID,
    )
    assert known.like(replace(KNOWN, id_number=OTHER_NUMBER)) == (Likeness.PERHAPS, KNOWN_ID)
