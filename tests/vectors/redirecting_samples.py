"""The samples of a worry that was raised about the wrong child, one of each child; invented."""

from collections.abc import Mapping
from datetime import UTC, datetime

from domain.referrals.facts import ConcernRaised, MayTellGuardian, RepeatRedirected, Situation
from domain.referrals.joining import redirecting_facts as redirecting
from domain.shared import CaseId, ChildId, PersonId
from tests.vectors.ids import sample_id

REDIRECTING_SAMPLES: Mapping[str, object] = {
    "referrals.concern_misdirected.1": redirecting.ConcernMisdirected(
        case_id=CaseId(sample_id(61)), child_id=ChildId(sample_id(21))
    ),
    "referrals.concern_redirected.1": redirecting.ConcernRedirected(
        case_id=CaseId(sample_id(97)),
        child_id=ChildId(sample_id(22)),
        raised_by=PersonId(sample_id(11)),
        raised_at=datetime(2026, 3, 14, 9, 15, tzinfo=UTC),
    ),
    "referrals.repeat_redirected.1": RepeatRedirected(
        case_id=CaseId(sample_id(97)),
        child_id=ChildId(sample_id(22)),
        kept=ConcernRaised(
            case_id=CaseId(sample_id(97)),
            child_id=ChildId(sample_id(22)),
            situation=Situation.LIFE_IN_DANGER,
            signs=(),
            heard="她说不想活了。",
            is_with_child=True,
            involved=(),
            involved_ids=(),
            may_tell_guardian=MayTellGuardian.UNKNOWN,
        ),
        said_by=PersonId(sample_id(11)),
        said_at=datetime(2026, 3, 14, 9, 16, tzinfo=UTC),
    ),
}
