"""The samples of what is recorded of refused requests, and of what fell silent."""

from collections.abc import Mapping
from datetime import UTC, datetime

from domain.alerts.outside import Channel
from domain.outages.facts import OutageOverTold, OutageTold, WatchedPart
from domain.security import facts as security
from domain.shared import PersonId, RefusalsId
from tests.vectors.ids import sample_id

REFUSALS, RECORDER = RefusalsId(sample_id(96)), PersonId(sample_id(97))
TEACHER, OFFICER = PersonId(sample_id(11)), PersonId(sample_id(14))
HOUR = datetime(2026, 9, 4, 1, tzinfo=UTC)

SECURITY_SAMPLES: Mapping[str, object] = {
    "security.refusals_noticed.1": security.RefusalsNoticed(
        refusals_id=REFUSALS,
        recorder_id=RECORDER,
        kind=security.RefusalKind.TOO_MANY_READS,
        hour_at=HOUR,
    ),
    "security.refusals_counted.1": security.RefusalsCounted(
        refusals_id=REFUSALS,
        recorder_id=RECORDER,
        kind=security.RefusalKind.TOO_MANY_READS,
        hour_at=HOUR,
        count=4_211,
        address_count=3,
        person_count=2,
        person_ids=(TEACHER, OFFICER),
    ),
    "outages.outage_told.1": OutageTold(
        recorder_id=RECORDER,
        part=WatchedPart.SWEEPING,
        number=2,
        first_seen_at=HOUR,
        told_ids=(OFFICER,),
        by=(Channel.EMAIL, Channel.SMS),
    ),
    "outages.outage_over_told.1": OutageOverTold(
        recorder_id=RECORDER,
        part=WatchedPart.SWEEPING,
        works_since=HOUR,
        told_ids=(OFFICER,),
        by=(Channel.EMAIL,),
    ),
}
