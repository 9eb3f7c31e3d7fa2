"""The pages about requests of families about a child's data, and the copy they are handed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.care_files.children import ChildHead
from api.view_models.forms import Form
from api.view_models.moments import Due
from api.view_models.privacy.rights_letters import is_erasure_pending, reason_of
from application.privacy.rights import RightsRequest
from application.privacy.rights_copy import ChildCopy
from application.privacy.rights_corrections import Correction
from application.reads.who_looked import LookedCopied
from domain.access.table import Standing
from domain.children.facts import CarerRecorded
from domain.rights.facts import RefusalReason
from domain.rights.rules import reasons_to_refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsLine:
    """One request; `due` None once it is answered; those who received it, decided
    and handed the answer over are names.

    `may_correct`: it asks to have something put right, and whoever sees it may put right who the
    child is, `may_update`: state anew who looks after it and where it lives and learns.
    """

    request: RightsRequest
    received_by: str
    decided_by: str = ""
    handed_by: str = ""
    due: Due | None = None
    may_verify: bool = False
    may_correct: bool = False
    may_update: bool = False

    @property
    def reason(self) -> RefusalReason | None:
        """Return why it was refused, wholly or in part."""
        return reason_of(self.request)

    @property
    def erasure_pending(self) -> bool:
        """Return whether it was decided to erase, which follows as a step of its own."""
        return is_erasure_pending(self.request)


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsPage:
    """What was asked about a child's data, and how it stands."""

    template: ClassVar[str] = "rights.html"
    child: ChildHead
    lines: tuple[RightsLine, ...]
    may_receive: bool = False
    may_open_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRightsPage:
    """Fields: rights_id (hidden), rights_kind, spoken_by, speaker_name, relation_code, phone,
    consent_means, asked_on, words.
    """

    template: ClassVar[str] = "new_rights.html"
    child: ChildHead
    rights_id: UUID
    form: Form
    working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyRightsPage:
    """Fields: proven_by, verified_on; `carers` on file, None for whoever may not see them."""

    template: ClassVar[str] = "verify_rights.html"
    child: ChildHead
    line: RightsLine
    form: Form
    carers: tuple[CarerRecorded, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """A correction that an answer may name; `by` and `confirmed_by` are names.

    `is_for_this`: it was made for this very request.
    """

    correction: Correction
    by: str
    confirmed_by: str = ""
    is_for_this: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRightsPage:
    """Fields: outcome_of_request (fulfilled, partly, refused), refusal_reason, answer_text,
    answered_on; where something `is_to_be_put_right`: correction_ids (of `corrections`, those made
    since it was asked for), and none_corrected, once it is done though none is chosen.

    `file_changed_at` is when the file changed last since then. Until it was made sure who asks,
    it can only be refused. `carers` on file are None for whoever may not see them.
    """

    template: ClassVar[str] = "answer_rights.html"
    child: ChildHead
    line: RightsLine
    form: Form
    is_to_be_put_right: bool = False
    corrections: tuple[CorrectionLine, ...] = ()
    file_changed_at: datetime | None = None
    carers: tuple[CarerRecorded, ...] | None = None

    @property
    def is_proven(self) -> bool:
        """Return whether it was made sure who asks."""
        return self.line.request.verified is not None

    @property
    def reasons(self) -> frozenset[RefusalReason]:
        """Return why it may be refused as it stands."""
        return reasons_to_refuse(is_proven=self.is_proven)


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsCopyPage:
    """What is handed out, to be printed; `names` are those of people and places by id."""

    template: ClassVar[str] = "rights_copy.html"
    copy: ChildCopy
    names: Mapping[UUID, str]
    made_on: date

    def duty_of(self, looked: LookedCopied) -> Standing | None:
        """Return in what capacity somebody looked, None where it was not written down."""
        return Standing(looked.duty) if looked.duty else None

    def named(self, key: UUID | None) -> str:
        """Return a name, empty when there is none."""
        return self.names.get(key, "") if key else ""
