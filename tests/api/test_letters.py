"""The letter on paper: one page, the number twice, a slip without room for a diagnosis."""

from dataclasses import replace
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader

from api.letters import drawn
from api.wording import letter_words as words
from application.crisis.reading.letters import ReferralLetter
from application.rows import OrganisationRow
from domain.referrals.hospital.hospital_facts import Basis
from domain.shared import CaseId, OrganisationId
from domain.staff.facts import OrganisationKind
from tests.examples import NOW, example_id

HOSPITAL = OrganisationRow(
    organisation_id=OrganisationId(example_id(60)),
    kind=OrganisationKind.HOSPITAL,
    name="示例市人民医院",
    area_code=None,
    parent_id=None,
    duty_telephone="0777-0000000",
)
SCHOOL = replace(
    HOSPITAL, kind=OrganisationKind.SCHOOL, name="示例<b>小学 & 附中", duty_telephone=None
)
LETTER = ReferralLetter(
    case_id=CaseId(example_id(701)),
    number="ABCD-2345",
    school=SCHOOL,
    hospital=HOSPITAL,
    basis=Basis.EMERGENCY,
    issued_at=NOW,
)


def printed(letter: ReferralLetter) -> list[str]:
    """Return the lines of the one page."""
    (page,) = PdfReader(BytesIO(drawn(letter))).pages
    return [line.strip() for line in page.extract_text().splitlines() if line.strip()]


def test_a_letter_says_where_the_child_is_sent_by_number_and_by_which_law() -> None:
    lines = printed(LETTER)
    assert lines[:3] == [words.TITLE, words.NUMBER, LETTER.number]
    assert lines.count(LETTER.number) == 2
    assert "示例市人民医院 电话 0777-0000000" in lines
    assert lines.count("示例<b>小学 & 附中") == 2
    assert {"2026年3月10日", words.BASES[Basis.EMERGENCY]} <= set(lines)
    assert (words.SLIP_TITLE in lines, words.SLIP[-1] in lines) == (True, True)


def test_the_same_letter_is_the_same_bytes_and_tells_nothing_beside_its_page() -> None:
    assert drawn(LETTER) == drawn(LETTER)
    told = PdfReader(BytesIO(drawn(LETTER))).metadata
    assert told is not None
    assert (told.title, told.author, told.creation_date_raw) == (
        *(words.TITLE, ""),
        "D:20000101000000+00'00'",
    )


@pytest.mark.parametrize("basis", Basis)
def test_each_ground_has_its_words_and_a_place_that_is_gone_a_blank(basis: Basis) -> None:
    lines = printed(replace(LETTER, basis=basis, school=None, hospital=None))
    assert words.BASES[basis] in lines
    assert lines[: lines.index(words.ISSUED)] == [
        *(words.TITLE, words.NUMBER, LETTER.number, words.HOSPITAL, words.SCHOOL)
    ]


def test_a_longest_name_still_leaves_one_page() -> None:
    long = UUID(int=1)
    name = "示例市第一实验学校" * 11
    lines = printed(replace(LETTER, case_id=CaseId(long), school=replace(SCHOOL, name=name)))
    assert "".join(lines).count(name) == 2
