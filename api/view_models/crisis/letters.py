"""The page on which a hospital types the number of a referral letter."""

from dataclasses import dataclass
from typing import ClassVar

from api.view_models.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterNumberPage:
    """Fields: letter_number."""

    template: ClassVar[str] = "letter_number.html"
    form: Form
