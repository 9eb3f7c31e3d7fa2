"""Which pupil of a school a result of a screening is of: told exactly, or nobody is meant."""

from dataclasses import replace

import pytest

from application.ports import History, Receipt
from application.screening.by_hand import ToldLead, record_told_lead
from application.screening.pupils import ToldPupil
from application.screening.streams import screening_stream
from application.states import children_stream
from domain.errors import Invalid, RuleBroken
from domain.reads.facts import Reading, RecordsRead
from domain.screening.facts import ScreeningScale
from domain.shared import Stream
from tests import examples as given
from tests.application.granting import reads_of
from tests.application.screening.screening import PSYCHOLOGIST, employ_psychologist, know, look_id
from tests.infrastructure.views.rows_of_the_log import spoil
from tests.office import Office, acting
from tests.screening_examples import LEAD, SCREENED_ON, SCREENING, TAKEN_BACK

NOW, ME = given.NOW, acting(PSYCHOLOGIST)
PUPIL = ToldPupil(name=given.CHILD_NAME, class_id=given.SCHOOL_CLASS)
TOLD = ToldLead(
    screening_id=SCREENING, pupil=PUPIL, scale=ScreeningScale.MHT, screened_on=SCREENED_ON
)


def of(office: Office, stream: Stream) -> History:
    history = office.ledger.log.load([stream])
    assert isinstance(history, History)
    return history


def recorded(office: Office) -> tuple[object, ...]:
    history = of(office, screening_stream(given.CHILD))
    return tuple(each.fact for each in history.recorded)


TWIN = replace(
    given.CHILD_REGISTERED, child_id=given.OTHER_CHILD, id_number=None, student_number=None
)
NOT_ON_FILE, TOO_LITTLE = ("pupil_not_on_file", "name"), ("pupil_too_little_told", "class_id")


def told(office: Office, nth: int, pupil: ToldPupil = PUPIL) -> Receipt:
    asked = replace(TOLD, pupil=pupil)
    return record_told_lead(office.ledger, ME, asked, NOW, read_id=look_id(PSYCHOLOGIST, nth))


def untold(office: Office, nth: int, pupil: ToldPupil = PUPIL) -> tuple[str, str | None]:
    with pytest.raises(Invalid) as caught:
        told(office, nth, pupil)
    return caught.value.code, caught.value.field


def test_a_pupil_is_told_exactly_or_nobody_is_meant_and_whoever_tries_is_on_record(
    office: Office,
) -> None:
    employ_psychologist(office)
    know(office, TAKEN_BACK)
    assert untold(office, 1, replace(PUPIL, name="另一示例")) == NOT_ON_FILE
    assert reads_of(office, look_id(PSYCHOLOGIST, 1)) == []
    # One answer for whoever is on file and whoever is not: also without consent.
    assert untold(office, 2, replace(PUPIL, class_id=None, class_name="五(3)班")) == NOT_ON_FILE
    assert untold(office, 3, replace(PUPIL, number="999999201503120020")) == NOT_ON_FILE
    assert untold(office, 4, replace(PUPIL, class_id=None)) == TOO_LITTLE
    for nth in (2, 3, 4):
        (read,) = reads_of(office, look_id(PSYCHOLOGIST, nth))
        assert isinstance(read, RecordsRead)
        assert (read.what, read.child_ids) == (Reading.INTERVIEWS, (given.CHILD,))
    with pytest.raises(RuleBroken, match="no_consent_to_screening"):
        told(office, 5)
    assert recorded(office) == ()


def test_a_pupil_is_found_by_number_or_class_as_offices_write_them(office: Office) -> None:
    employ_psychologist(office)
    told(office, 1, replace(PUPIL, class_id=None, number=given.ID_NUMBER.lower()))
    told(office, 2, replace(PUPIL, class_id=None, number=f"G{given.ID_NUMBER}"))
    told(office, 3, replace(PUPIL, class_id=None, class_name="五（２）班"))
    assert recorded(office) == (LEAD,)
    know(
        office,
        TWIN,
        replace(given.CARE_FILE_OPENED, child_id=given.OTHER_CHILD),
        replace(given.SCHOOLING_RECORDED, child_id=given.OTHER_CHILD),
    )
    assert untold(office, 4) == ("pupil_several", "id_number")
    # The other one may be meant as long as nobody can read of which class they are.
    know(office, replace(given.SCHOOLING_RECORDED, child_id=given.OTHER_CHILD, class_id=None))
    told(office, 5)
    stream = children_stream(given.OTHER_CHILD)
    spoil(office.databases, of(office, stream).recorded[-1].position)
    assert untold(office, 6) == ("pupil_several", "id_number")
    told(office, 7, replace(PUPIL, number=given.ID_NUMBER))
