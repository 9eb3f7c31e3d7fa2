"""Makes of a row of `cases` the case that stands in it, and of a case its row."""

from uuid import UUID

from sqlalchemy import Row

from application.crisis.desk.stages import CaseStage
from domain.referrals.levels.level_facts import CrisisLevel
from infrastructure.views.health.batch import Case


def case_of(row: Row[tuple[object, ...]]) -> Case:
    """Return the case that stands in a row of `cases`."""
    return Case(
        child=row.child,
        position=row.position,
        raised_at=row.raised_at,
        sealed=row.content,
        # By which way it ended does not matter once somebody is to look again.
        is_withdrawn=row.stage in (CaseStage.WITHDRAWN, CaseStage.LOOK_AGAIN),
        looks_again=row.stage == CaseStage.LOOK_AGAIN,
        is_restored=row.stage == CaseStage.RESTORED,
        is_closed=row.stage in (CaseStage.CLOSED, CaseStage.TAKEN_BACK),
        is_joined=row.stage == CaseStage.JOINED,
        waits_anew=row.stage == CaseStage.UNTAKEN and row.owner is not None,
        referral=row.referral and CaseStage(row.referral),
        place=row.place,
        owner=row.owner,
        hospital=row.hospital,
        is_urgent=row.is_urgent,
        issued_at=row.issued_at,
        issued_position=row.issued_position,
        received_at=row.received_at,
        has_gap=row.has_gap,
        reached_nobody=row.reached_nobody,
        alerted=row.alerted,
        standing_changed_at=row.standing_changed_at,
        appealed_on=row.appealed_on,
        level=row.level and CrisisLevel(row.level),
    )


def row_of(case_id: UUID, case: Case, sealed: bytes) -> tuple[object, ...]:
    """Return the row of a case, in the order of the columns of `cases`."""
    return (
        *(case_id, case.child),
        case.stage.value,
        case.referral and case.referral.value,
        *(case.position, case.raised_at),
        *(case.place, case.owner, case.hospital, case.is_urgent),
        *(case.issued_at, case.issued_position, case.received_at),
        *(case.has_gap, case.reached_nobody, case.alerted),
        *(case.changed_at, case.standing_changed_at, case.last_changed_on),
        *(case.appealed_on, case.level and case.level.value, sealed),
    )
