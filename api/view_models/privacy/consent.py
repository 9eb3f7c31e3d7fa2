"""The pages about notices to families and what these agreed to."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.care_files.children import ChildHead
from api.view_models.forms import Choice, Form
from api.view_models.privacy.agreed import AgreedLine
from domain.codelists import Processing
from domain.consent.facts import ASKED_FOR, BASIS_OF, NoticePublished, Said

UNASKED = tuple(each for each in BASIS_OF if each not in ASKED_FOR)
"""What rests on the law itself: no family is asked, and none can stop it by a refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StillAgreed:
    """A use whose withdrawal was written down, though the family agreed to it after that."""

    processing: Processing
    said_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentPage:
    """What the family was told and agreed to. `form` is that of a signature that was refused.

    `still_agreed` is set where a withdrawal was just written down and ended nothing.
    """

    template: ClassVar[str] = "consent.html"
    child: ChildHead
    agreed: tuple[AgreedLine, ...]
    notices: tuple[NoticePublished, ...] = ()
    told_at: datetime | None = None
    may_record: bool = False
    today: date = date.min
    form: Form = field(default_factory=Form)
    unasked: tuple[Processing, ...] = UNASKED
    still_agreed: StillAgreed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersPage:
    """Fields: consent_id (hidden), notice, spoken_by, speaker_name, relation_code, authorised_on,
    means, witness_id, said_on, said_time, and answer_<use> (yes, no or empty).
    """

    template: ClassVar[str] = "consent_answers.html"
    child: ChildHead
    consent_id: UUID
    form: Form
    notices: tuple[NoticePublished, ...]
    witnesses: tuple[Choice, ...] = ()
    carers: tuple[str, ...] = ()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return the notices to choose from."""
        return tuple(
            Choice(
                value=f"{each.organisation_id} {each.notice_id}",
                label=each.title,
                version=each.version,
            )
            for each in self.notices
        )

    @property
    def asked(self) -> tuple[Processing, ...]:
        """Return the uses that one of the notices speaks of and for which families are asked."""
        told = {use for each in self.notices for use in each.processings}
        return tuple(each for each in ASKED_FOR if each in told)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsentPage:
    """Fields as on `AnswersPage`, without notice and answers, filled in as at the consent.

    `before` is how that was said and `speaker` by whom; None where the fields are to be seen.
    """

    template: ClassVar[str] = "withdraw_consent.html"
    child: ChildHead
    processing: Processing
    consent_id: UUID
    form: Form
    witnesses: tuple[Choice, ...] = ()
    carers: tuple[str, ...] = ()
    before: Said | None = None
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesPage:
    """Fields: notice_id (hidden), organisation_id, title, notice_text, processings, from_on."""

    template: ClassVar[str] = "notices.html"
    notice_id: UUID
    form: Form
    notices: tuple[tuple[str, NoticePublished], ...] = ()
    organisations: tuple[Choice, ...] = ()
    asked: tuple[Processing, ...] = ASKED_FOR
