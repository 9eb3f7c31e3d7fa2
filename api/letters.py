"""Draws the referral letter as a PDF: a page to hand over, with a slip that is torn off.

The type is one that every reader of Chinese PDFs has (Adobe-GB1), so that none is embedded.
"""

from collections.abc import Iterable
from io import BytesIO

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from api.wording import letter_words as words
from application.crisis.reading.letters import ReferralLetter
from application.rows import OrganisationRow
from domain.days import LOCAL

PDF = "application/pdf"
FONT = "STSong-Light"
MARGIN = 20 * mm
LABELS = 26 * mm

pdfmetrics.registerFont(UnicodeCIDFont(FONT))

_TEXT = ParagraphStyle("text", fontName=FONT, fontSize=11, leading=18, wordWrap="CJK")
_TITLE = ParagraphStyle("title", _TEXT, fontSize=18, leading=30, alignment=TA_CENTER)
_NUMBER = ParagraphStyle("number", _TEXT, fontSize=16, leading=24)
_CUT = ParagraphStyle("cut", _TEXT, fontSize=9, alignment=TA_CENTER)
_ROWS = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)])


def drawn(letter: ReferralLetter) -> bytes:
    """Return the letter as a PDF of one A4 page; the same letter is the same bytes."""
    content = BytesIO()
    page = SimpleDocTemplate(
        content,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=words.TITLE,
        author="",
        invariant=1,
    )
    page.build([*_letter(letter), *_slip(letter)])
    return content.getvalue()


def _letter(letter: ReferralLetter) -> Iterable[Flowable]:
    yield Paragraph(words.TITLE, _TITLE)
    yield _rows(
        [
            (words.NUMBER, Paragraph(letter.number, _NUMBER)),
            (words.HOSPITAL, _said(_named(letter.hospital))),
            (words.SCHOOL, _said(_named(letter.school))),
            (words.ISSUED, _said(_day(letter))),
            (words.BASIS, _said(words.BASES[letter.basis])),
        ]
    )
    yield Spacer(0, 6 * mm)
    for each in words.TO_THE_FAMILY:
        yield _said(each)
    yield Spacer(0, 10 * mm)
    yield _kept(words.STAMP)
    yield Spacer(0, 24 * mm)


def _slip(letter: ReferralLetter) -> Iterable[Flowable]:
    yield Paragraph(words.CUT, _CUT)
    yield Spacer(0, 4 * mm)
    yield Paragraph(words.SLIP_TITLE, _TITLE)
    yield _rows(
        [
            (words.NUMBER, Paragraph(letter.number, _NUMBER)),
            (words.SCHOOL, _said(_named(letter.school))),
        ]
    )
    for each in words.SLIP:
        yield Spacer(0, 2 * mm)
        yield _kept(each)
    yield Spacer(0, 10 * mm)
    yield _kept(words.SLIP_STAMP)


def _rows(lines: Iterable[tuple[str, Flowable]]) -> Table:
    rows = [(_said(label), value) for label, value in lines]
    return Table(rows, colWidths=(LABELS, None), style=_ROWS, hAlign="LEFT")


def _said(text: str) -> Paragraph:
    return Paragraph(_escaped(text), _TEXT)


def _kept(text: str) -> Paragraph:
    """Return a line to be filled in by hand: its blanks stay as wide as they are written."""
    return Paragraph(_escaped(text).replace(" ", "&nbsp;"), _TEXT)


def _escaped(text: str) -> str:
    """Return text that a paragraph takes for text, whatever a place is called."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _named(place: OrganisationRow | None) -> str:
    if place is None:
        return words.UNKNOWN
    number = place.duty_telephone
    return f"{place.name}  {words.TELEPHONE} {number}" if number else place.name


def _day(letter: ReferralLetter) -> str:
    on = letter.issued_at.astimezone(LOCAL)
    return f"{on.year}年{on.month}月{on.day}日"
