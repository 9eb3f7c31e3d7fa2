"""Two reports of one child, and who looks at them; fixed and invented."""

from dataclasses import replace
from datetime import timedelta

from domain.referrals.facts import MayTellGuardian, Situation
from domain.referrals.joining.joining import Reported
from domain.referrals.joining.joining_facts import (
    ConcernJoined,
    ConcernParted,
    FurtherConcernJoined,
    FurtherConcernParted,
    PartingReason,
)
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.state import CaseState, fold
from domain.shared import CaseId, PersonId
from tests.case_examples import CASE, CONCERN
from tests.examples import CHILD, COUNTY_OFFICE, NOW, SCHOOL, example_id

REPORT = CaseId(example_id(850))
FIRST_REPORTER, SECOND_REPORTER = PersonId(example_id(131)), PersonId(example_id(132))
AN_HOUR_LATER = NOW + timedelta(hours=1)
SECOND = replace(CONCERN, case_id=REPORT, may_tell_guardian=MayTellGuardian.UNKNOWN)
GRAVE = replace(SECOND, situation=Situation.LIFE_IN_DANGER)

JOINED = ConcernJoined(case_id=REPORT, child_id=CHILD, joined_to=CASE, kept_out_ids=())
FURTHER_JOINED = FurtherConcernJoined(
    case_id=CASE,
    child_id=CHILD,
    further_id=REPORT,
    raised_at=AN_HOUR_LATER,
    raised_by=SECOND_REPORTER,
    situation=CONCERN.situation,
    counts_as=CrisisLevel.ORANGE,
    is_graver=False,
    waits=False,
    keeps_from_guardian=False,
)
GRAVER_JOINED = replace(
    FURTHER_JOINED,
    situation=Situation.LIFE_IN_DANGER,
    counts_as=CrisisLevel.RED,
    is_graver=True,
    waits=True,
)
WHY = "说的是另一件事。"
PARTED = ConcernParted(
    case_id=REPORT,
    child_id=CHILD,
    parted_from=CASE,
    reason=PartingReason.ANOTHER_MATTER,
    why=WHY,
)
FURTHER_PARTED = FurtherConcernParted(
    case_id=CASE,
    child_id=CHILD,
    further_id=REPORT,
    reason=PartingReason.ANOTHER_MATTER,
    why=WHY,
)


def the_case(state: CaseState | None = None) -> Reported:
    """Return the case that was raised first."""
    return Reported(
        state=fold([CONCERN]) if state is None else state,
        at=NOW,
        by=FIRST_REPORTER,
        kept_out=frozenset(),
        chain=frozenset({SCHOOL, COUNTY_OFFICE}),
    )


def the_report(state: CaseState | None = None) -> Reported:
    """Return the report that came an hour later."""
    return Reported(
        state=fold([SECOND]) if state is None else state,
        at=AN_HOUR_LATER,
        by=SECOND_REPORTER,
        kept_out=frozenset(),
        chain=frozenset({SCHOOL}),
    )
