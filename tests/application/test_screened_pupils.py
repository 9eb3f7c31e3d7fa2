"""Which pupil of a school a result of a screening is of: told exactly, or nobody is meant."""

from dataclasses import replace

import pytest

from application.ports import History
from application.screening.by_hand import ToldLead, record_told_lead
from application.screening.pupils import ToldPupil
from application.screening.streams import screening_stream
from domain.errors import Invalid
from domain.screening.facts import ScreeningScale
from tests import examples as given
from tests.application.screening import PSYCHOLOGIST, employ_psychologist, know
from tests.office import Office, acting
from tests.screening_examples import LEAD, SCREENED_ON, SCREENING

NOW, ME = given.NOW, acting(PSYCHOLOGIST)
PUPIL = ToldPupil(name=given.CHILD_NAME, class_id=given.SCHOOL_CLASS)
TOLD = ToldLead(
    screening_id=SCREENING, pupil=PUPIL, scale=ScreeningScale.MHT, screened_on=SCREENED_ON
)


def recorded(office: Office) -> tuple[object, ...]:
    history = office.ledger.log.load([screening_stream(given.CHILD)])
    assert isinstance(history, History)
    return tuple(each.fact for each in history.recorded)


UNTOLD = {
    "pupil_nobody_called_so": replace(PUPIL, name="另一示例"),
    "pupil_too_little_told": replace(PUPIL, class_id=None),
    "pupil_class_differs": replace(PUPIL, class_id=None, class_name="五(3)班"),
    "pupil_number_differs": replace(PUPIL, number="999999201503120020"),
}


def test_a_pupil_is_told_exactly_or_nobody_is_meant(office: Office) -> None:
    employ_psychologist(office)
    for code, pupil in UNTOLD.items():
        with pytest.raises(Invalid) as caught:
            record_told_lead(office.ledger, ME, replace(TOLD, pupil=pupil), NOW)
        assert caught.value.code == code
    assert recorded(office) == ()


def test_a_pupil_is_found_by_number_or_class_as_offices_write_them(office: Office) -> None:
    employ_psychologist(office)
    for pupil in (
        replace(PUPIL, class_id=None, number=given.ID_NUMBER.lower()),
        replace(PUPIL, class_id=None, number=f"G{given.ID_NUMBER}"),
        replace(PUPIL, class_id=None, class_name="五（２）班"),
    ):
        record_told_lead(office.ledger, ME, replace(TOLD, pupil=pupil), NOW)
    assert recorded(office) == (LEAD,)
    twin = replace(
        given.CHILD_REGISTERED, child_id=given.OTHER_CHILD, id_number=None, student_number=None
    )
    know(
        office,
        twin,
        replace(given.CARE_FILE_OPENED, child_id=given.OTHER_CHILD),
        replace(given.SCHOOLING_RECORDED, child_id=given.OTHER_CHILD),
    )
    with pytest.raises(Invalid, match="pupil_several"):
        record_told_lead(office.ledger, ME, TOLD, NOW)
