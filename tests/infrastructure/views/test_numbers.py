"""Numbers that one proposed and another lets stand: who is asked, and what became of them."""

from dataclasses import replace
from datetime import timedelta

from eventsourcing.persistence import StoredEvent

from application.proposed_numbers import NumberKind, NumberRow, NumberStage
from domain.children.correcting import identity_of
from domain.children.facts import (
    CorrectionBasis,
    IdentityCorrected,
    IdentityCorrectionDeclined,
    IdentityCorrectionProposed,
    IdentityCorrectionWithdrawn,
    WhyNotCorrected,
)
from domain.shared import CorrectionId, DutyId, PersonId, Stream, TelephoneId
from domain.staff.facts import DutyEnded, DutyEndReason, DutyProposed, Role
from domain.staff.telephone_facts import (
    PersonTelephoneChanged,
    PersonTelephoneDeclined,
    PersonTelephoneProposed,
    TelephoneDeclineReason,
)
from tests.examples import (
    BUREAU,
    CHILD,
    CHILD_REGISTERED,
    COUNTY_OFFICE,
    DUTY_ASSIGNED,
    OTHER_CHILD,
    OTHER_VILLAGE,
    SCHOOL,
    SUPERVISOR,
    TEACHER,
    TODAY,
    example_id,
)
from tests.infrastructure.views.cases import PLACES, STAFF, on_file, person
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.rows_of_the_log import spoil

SOMEBODY = PersonId(example_id(970))
NEWCOMER = PersonId(example_id(979))
FIRST, SECOND = TelephoneId(example_id(971)), TelephoneId(example_id(972))
EARLIER, LATER = CorrectionId(example_id(973)), CorrectionId(example_id(974))
TELEPHONE = PersonTelephoneProposed(
    person_id=TEACHER,
    telephone_id=FIRST,
    telephone="13000000055",
    proposed_by=SUPERVISOR,
    proposed_on=TODAY,
)
ANOTHER = replace(TELEPHONE, telephone_id=SECOND, proposed_by=SOMEBODY)
CHANGED = PersonTelephoneChanged(
    person_id=TEACHER,
    telephone_id=SECOND,
    telephone="13000000055",
    proposed_by=SOMEBODY,
    confirmed_by=SUPERVISOR,
)
ID_NUMBER = IdentityCorrectionProposed(
    child_id=CHILD,
    correction_id=EARLIER,
    identity=identity_of(CHILD_REGISTERED),
    rests_on=CorrectionBasis.DOCUMENT_SEEN,
    proposed_by=TEACHER,
)
AGAIN = replace(ID_NUMBER, correction_id=LATER)
DECLINED = IdentityCorrectionDeclined(
    child_id=CHILD, correction_id=EARLIER, why=WhyNotCorrected.PROOF_MISSING
)
LET_STAND = IdentityCorrected(
    child_id=CHILD,
    correction_id=LATER,
    identity=identity_of(CHILD_REGISTERED),
    rests_on=CorrectionBasis.DOCUMENT_SEEN,
    proposed_by=TEACHER,
)
DUTY_OVER = DutyEnded(
    person_id=TEACHER, duty_id=DUTY_ASSIGNED.duty_id, ended_on=TODAY, reason=DutyEndReason.LEFT
)
ROW = NumberRow(
    proposal_id=FIRST,
    kind=NumberKind.TELEPHONE,
    subject_id=TEACHER,
    proposed_by=SUPERVISOR,
    proposed_on=TODAY,
    stage=NumberStage.WAITING,
    position=0,
)


def unplaced(rows: tuple[NumberRow, ...]) -> list[NumberRow]:
    return [replace(row, position=0) for row in rows]


def stages(rows: tuple[NumberRow, ...]) -> list[NumberStage]:
    return [row.stage for row in rows]


def test_a_telephone_waits_for_others_of_the_places_until_it_lapses(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, TELEPHONE)
    numbers = views.ledger.numbers
    for places in (None, [SCHOOL], [COUNTY_OFFICE], [BUREAU]):
        assert unplaced(numbers.telephones(SOMEBODY, places, TODAY)) == [ROW]
    assert numbers.telephones(SOMEBODY, [OTHER_VILLAGE], TODAY) == ()
    assert numbers.telephones(SOMEBODY, None, TODAY + timedelta(days=1)) == ()
    for nobody in (TEACHER, SUPERVISOR):
        assert numbers.telephones(nobody, None, TODAY) == ()
        assert numbers.kinds_waiting(nobody, TODAY) == frozenset()
    assert numbers.kinds_waiting(SOMEBODY, TODAY) == {NumberKind.TELEPHONE}
    assert numbers.kinds_waiting(SOMEBODY, TODAY + timedelta(days=1)) == frozenset()


def test_a_telephone_of_who_is_only_proposed_waits_there_while_the_proposal_is_open(
    views: OpenedViews,
) -> None:
    awaited = DutyProposed(
        person_id=NEWCOMER,
        duty_id=DutyId(example_id(980)),
        role=Role.CLASS_TEACHER,
        organisation_id=SCHOOL,
        from_on=TODAY,
        to_on=TODAY + timedelta(days=300),
        proposed_by=SUPERVISOR,
        proposed_as=Role.SCHOOL_LEADER,
        proposed_on=TODAY,
    )
    theirs = replace(TELEPHONE, person_id=NEWCOMER, proposed_on=TODAY + timedelta(days=1))
    views.know(*PLACES, *STAFF, person(NEWCOMER), awaited, theirs)
    numbers = views.ledger.numbers
    for places in ([SCHOOL], [COUNTY_OFFICE], [BUREAU]):
        (row,) = numbers.telephones(SOMEBODY, places, TODAY)
        assert row.subject_id == NEWCOMER
    assert numbers.telephones(SOMEBODY, [OTHER_VILLAGE], TODAY) == ()
    assert numbers.telephones(SOMEBODY, [SCHOOL], theirs.proposed_on) == ()


def test_the_latest_proposal_waits_alone_and_each_proposer_sees_what_became_of_theirs(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, TELEPHONE)
    views.know(ANOTHER)
    numbers = views.ledger.numbers
    assert stages(numbers.own_telephones(SUPERVISOR, limit=9)) == [NumberStage.REPLACED]
    assert stages(numbers.own_telephones(SOMEBODY, limit=9)) == [NumberStage.WAITING]
    views.know(CHANGED)
    assert stages(numbers.own_telephones(SOMEBODY, limit=9)) == [NumberStage.CONFIRMED]
    assert numbers.kinds_waiting(TEACHER, TODAY) == frozenset()


def test_what_is_declined_or_taken_back_waits_no_more(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF)
    for reason, stage in (
        (TelephoneDeclineReason.NOT_ASKED_FOR, NumberStage.DECLINED),
        (TelephoneDeclineReason.WITHDRAWN, NumberStage.WITHDRAWN),
    ):
        proposed = replace(TELEPHONE, telephone_id=TelephoneId(example_id(len(reason))))
        said = PersonTelephoneDeclined(
            person_id=TEACHER,
            telephone_id=proposed.telephone_id,
            declined_by=SOMEBODY,
            reason=reason,
        )
        views.know(proposed, said)
        (latest, *_) = views.ledger.numbers.own_telephones(SUPERVISOR, limit=9)
        assert latest.stage is stage


def test_an_id_number_waits_where_the_child_has_a_file(views: OpenedViews) -> None:
    elsewhere = replace(ID_NUMBER, child_id=OTHER_CHILD, correction_id=LATER)
    registered = replace(CHILD_REGISTERED, child_id=OTHER_CHILD)
    views.know(*PLACES, *STAFF, *on_file(CHILD), registered, ID_NUMBER, elsewhere)
    numbers = views.ledger.numbers
    (row,) = numbers.corrections(SOMEBODY, [SCHOOL])
    assert (row.subject_id, row.proposed_on) == (CHILD, TODAY)
    assert numbers.corrections(TEACHER, [SCHOOL]) == ()
    assert numbers.corrections(SOMEBODY, [OTHER_VILLAGE]) == ()
    assert numbers.corrections(SOMEBODY, []) == ()
    assert numbers.kinds_waiting(SOMEBODY, TODAY) == {NumberKind.ID_NUMBER}


def test_an_id_number_is_told_to_its_proposer_as_it_ends_and_at_once_none_waits(
    views: OpenedViews,
) -> None:
    at_once = replace(LET_STAND, correction_id=CorrectionId(example_id(975)), proposed_by=None)
    views.know(*PLACES, *STAFF, *on_file(CHILD), at_once, ID_NUMBER)
    views.know(DECLINED)
    views.know(AGAIN)
    numbers = views.ledger.numbers
    own = numbers.own_corrections(TEACHER, [SCHOOL], limit=9)
    assert stages(own) == [NumberStage.WAITING, NumberStage.DECLINED]
    views.know(LET_STAND)
    own = numbers.own_corrections(TEACHER, [SCHOOL], limit=9)
    assert stages(own) == [NumberStage.CONFIRMED, NumberStage.DECLINED]
    assert numbers.own_corrections(TEACHER, [OTHER_VILLAGE], limit=9) == ()
    assert len(numbers.own_corrections(TEACHER, [SCHOOL], limit=1)) == 1
    third = replace(AGAIN, correction_id=CorrectionId(example_id(976)))
    views.know(
        third, IdentityCorrectionWithdrawn(child_id=CHILD, correction_id=third.correction_id)
    )
    assert stages(numbers.own_corrections(TEACHER, [SCHOOL], limit=1)) == [NumberStage.WITHDRAWN]


def test_what_cannot_be_read_any_further_waits_on_no_list(views: OpenedViews) -> None:
    elsewhere = replace(TELEPHONE, person_id=NEWCOMER, telephone_id=SECOND)
    views.know(*PLACES, *STAFF, *on_file(CHILD), person(NEWCOMER), TELEPHONE, elsewhere, ID_NUMBER)
    numbers = views.ledger.numbers
    assert len(numbers.telephones(SOMEBODY, None, TODAY)) == 2
    # What the view itself does not fold keeps a number from being settled just as well.
    for lost in (DUTY_OVER, DECLINED):
        (spoilt,) = views.record(lost)
        spoil(views.databases, spoilt.position)
    assert views.projector.catch_up(wait_ms=10_000)
    for found in (
        numbers.telephones(SOMEBODY, None, TODAY),
        numbers.own_telephones(SUPERVISOR, limit=9),
    ):
        assert [row.subject_id for row in found] == [NEWCOMER]
    assert numbers.corrections(SOMEBODY, [SCHOOL]) == ()
    assert numbers.own_corrections(TEACHER, [SCHOOL], limit=9) == ()


def test_a_view_that_cannot_be_moved_says_how_much_it_lacks(views: OpenedViews) -> None:
    views.know(*PLACES, *STAFF, TELEPHONE)
    numbers = views.ledger.numbers
    assert numbers.behind() == 0
    stream = views.mapper.stream_id(Stream("staff", TEACHER))
    version = views.recorder.rows_of([stream])[-1].version + 1
    name = "staff.person_telephone_changed.2"
    views.recorder.insert_events([StoredEvent(stream, version, name, b"of another day")])
    assert stages(numbers.own_telephones(SUPERVISOR, limit=9)) == [NumberStage.WAITING]
    assert numbers.behind() == 1


def test_a_rebuild_and_one_batch_of_all_say_the_same_and_hold_no_number(
    views: OpenedViews,
) -> None:
    views.know(*PLACES, *STAFF, *on_file(CHILD))
    for fact in (TELEPHONE, ANOTHER, CHANGED, ID_NUMBER, DECLINED, AGAIN):
        views.know(fact)
    before = views.contents()["numbers_proposed"]
    assert len(before) == 4
    assert "13000000055" not in repr(before)
    views.projector.rebuild("numbers")
    assert views.contents()["numbers_proposed"] == before
