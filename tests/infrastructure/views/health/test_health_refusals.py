"""The desk marks that a family refuses for as long as somebody talks with it because of that."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.crisis.desk.marks import GuardianMark
from domain.referrals.facts import ConcernConflictKept, Involved
from domain.referrals.joining.joining_facts import InvolvementReported
from domain.referrals.school.panel_facts import PanelDecision
from domain.shared import TellingId
from tests.application.involving import LEAD_INVOLVED
from tests.domain.clocks.test_deciding_clock import ESCORTED, SUPPORTED
from tests.domain.referrals.test_aftercare import STEADY
from tests.domain.referrals.test_class_teachers import WORSE
from tests.domain.referrals.test_guardians import REFUSAL as REFUSED_ELSEWHERE
from tests.examples import example_id
from tests.feedback_examples import RESTORED
from tests.infrastructure.views.cases import PLACES, STAFF
from tests.infrastructure.views.health.test_health_levels import (
    CONFIRMED,
    INFORMED,
    RED,
    know,
    marks,
)
from tests.infrastructure.views.opened import OpenedViews
from tests.infrastructure.views.worries import CASE, CONCERN, ISSUED, POSTS, raise_and_tell
from tests.return_examples import PLANNED

REFUSAL = replace(REFUSED_ELSEWHERE, case_id=CASE, not_suspected=False)
MADE_SURE = replace(REFUSAL, not_suspected=True)
CARER_MEANT: InvolvementReported = replace(
    LEAD_INVOLVED, case_id=CASE, involved=(Involved.CARER,), involved_ids=(), kept_out_ids=()
)
SAID_AGAIN = ConcernConflictKept(
    case_id=CASE, child_id=CONCERN.child_id, kept=replace(CONCERN, involved=(Involved.GUARDIAN,))
)


@pytest.fixture
def refused(views: OpenedViews) -> OpenedViews:
    views.know(*PLACES, *STAFF, *POSTS)
    raise_and_tell(views, CONCERN)
    know(views, RED, INFORMED, REFUSAL)
    assert marks(views)[0] is GuardianMark.REFUSED
    return views


@pytest.mark.parametrize(
    "fact",
    [ISSUED, ESCORTED, SUPPORTED, PLANNED, WORSE, CARER_MEANT, SAID_AGAIN],
    ids=lambda fact: type(fact).__name__,
)
def test_what_settles_a_refusal_or_takes_its_weight_ends_the_mark(
    refused: OpenedViews, fact: ConcernConflictKept
) -> None:
    know(refused, replace(fact, case_id=CASE, child_id=CONCERN.child_id))
    assert marks(refused)[0] is GuardianMark.INFORMED
    refused.projector.rebuild("health")
    assert marks(refused)[0] is GuardianMark.INFORMED


def test_a_milder_level_a_steady_child_and_a_panel_that_refers_leave_it(
    refused: OpenedViews,
) -> None:
    refers = replace(SUPPORTED, case_id=CASE, decision=PanelDecision.REFER)
    know(refused, CONFIRMED, replace(STEADY, case_id=CASE), refers)
    assert marks(refused)[0] is GuardianMark.REFUSED
    know(refused, replace(CARER_MEANT, involved=(Involved.TEACHER,)))
    assert marks(refused)[0] is GuardianMark.REFUSED


def test_where_no_crisis_is_left_nothing_is_refused(refused: OpenedViews) -> None:
    know(refused, replace(CONFIRMED, level=None))
    assert marks(refused)[0] is GuardianMark.INFORMED


def test_a_case_that_ended_leaves_the_desk_with_its_mark(refused: OpenedViews) -> None:
    know(refused, replace(RESTORED, case_id=CASE))
    with pytest.raises(ValueError, match="unpack"):
        marks(refused)


def test_a_refusal_of_whom_no_report_means_is_marked_on_and_one_said_later_anew(
    refused: OpenedViews,
) -> None:
    know(refused, replace(MADE_SURE, telling_id=TellingId(example_id(1_411))), CARER_MEANT)
    assert marks(refused)[0] is GuardianMark.REFUSED
    know(refused, replace(ESCORTED, case_id=CASE))
    assert marks(refused)[0] is GuardianMark.INFORMED
    at = REFUSAL.refused_at + timedelta(minutes=1)
    again = replace(MADE_SURE, telling_id=TellingId(example_id(1_412)), refused_at=at)
    know(refused, again)
    assert marks(refused)[0] is GuardianMark.REFUSED
