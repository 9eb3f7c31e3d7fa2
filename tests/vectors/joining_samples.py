"""The samples of reports that are joined to a case, and stand alone again; invented."""

from collections.abc import Mapping
from datetime import UTC, datetime

from domain.referrals.joining import joining_facts as joining
from domain.referrals.levels.level_facts import CrisisLevel
from domain.referrals.situations import Involved, Situation
from domain.shared import CaseId, ChildId, PersonId
from tests.vectors.ids import sample_id

_CASE, _REPORT, _CHILD = CaseId(sample_id(61)), CaseId(sample_id(96)), ChildId(sample_id(21))

JOINING_SAMPLES: Mapping[str, object] = {
    "referrals.concern_joined.3": joining.ConcernJoined(
        case_id=_REPORT,
        child_id=_CHILD,
        joined_to=_CASE,
        kept_out_ids=(PersonId(sample_id(12)),),
        why="两位老师说的是同一件事。",
    ),
    "referrals.further_concern_joined.3": joining.FurtherConcernJoined(
        case_id=_CASE,
        child_id=_CHILD,
        further_id=_REPORT,
        raised_at=datetime(2026, 3, 14, 9, 15, tzinfo=UTC),
        raised_by=PersonId(sample_id(11)),
        situation=Situation.SUSPECTED_HARM,
        counts_as=CrisisLevel.ORANGE,
        is_graver=False,
        waits=True,
        keeps_from_guardian=True,
        why="两位老师说的是同一件事。",
    ),
    "referrals.concern_parted.1": joining.ConcernParted(
        case_id=_REPORT,
        child_id=_CHILD,
        parted_from=_CASE,
        reason=joining.PartingReason.ANOTHER_MATTER,
        why="说的是去年搬家前的事，和这次无关。",
    ),
    "referrals.further_concern_parted.1": joining.FurtherConcernParted(
        case_id=_CASE,
        child_id=_CHILD,
        further_id=_REPORT,
        reason=joining.PartingReason.SAID_OTHERWISE,
        why=None,
    ),
    "referrals.involvement_reported.2": joining.InvolvementReported(
        case_id=_CASE,
        child_id=_CHILD,
        involved=(Involved.GUARDIAN, Involved.TEACHER),
        involved_ids=(PersonId(sample_id(13)),),
        kept_out_ids=(PersonId(sample_id(12)), PersonId(sample_id(13))),
        freed_from=PersonId(sample_id(12)),
    ),
    "referrals.taking_asked_anew.1": joining.TakingAskedAnew(
        case_id=_CASE,
        child_id=_CHILD,
        had_by=PersonId(sample_id(12)),
        reason=joining.AskedAnew.FOUND_GRAVER,
    ),
}
