"""The form by which a panel's decision is recorded."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from api.view_models.crisis.cases import CaseHead
from api.view_models.forms import Choice, Form
from domain.referrals.school.panel_facts import PanelDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelPage:
    """Fields: member_ids, met_on, met_time, decision, supported_by for support at school,
    withdrawal_reason for a withdrawal, why; hidden panel_id.

    `review_days` tells when support is looked at again, `decisions` what may be decided as the
    case stands, `not_yet` by their codes what has to happen before the rest may.
    """

    template: ClassVar[str] = "panel.html"
    case: CaseHead
    now: datetime
    panel_id: UUID
    form: Form
    people: tuple[Choice, ...]
    review_days: int
    decisions: frozenset[PanelDecision] = frozenset(PanelDecision)
    not_yet: tuple[str, ...] = ()
    hospital: str | None = None
