"""What the duty desk shows of a case: a row that can be read, else that there is a case."""

from sqlalchemy import Row

from application.crisis.desk.marks import CrisisMarks
from application.crisis.desk.stages import CaseStage
from application.rows import HealthRow
from domain.shared import CaseId, ChildId, OrganisationId, PersonId
from infrastructure.views.health.questions import part_of
from infrastructure.views.health.tables import Content


def shown(row: Row[tuple[object, ...]], content: Content | None) -> HealthRow:
    """Return the row; one that cannot be read still tells that there is a case, and where.

    A hospital is not told what came of telling the family, whom the school has with the child, that
    it was brought to another hospital, nor that posts of the school were empty.
    """
    marks = _marks(content)
    if row.for_hospital:
        is_here = content is not None and content.escorted_to == row.hospital
        marks = CrisisMarks(level=marks.level, is_escorted=marks.is_escorted and is_here)
    return HealthRow(
        case_id=CaseId(row.case_id),
        child_id=ChildId(row.child),
        stage=CaseStage(row.told_stage),
        position=row.position,
        raised_at=row.raised_at,
        situation=content.situation if content else None,
        is_with_child=content.is_with_child if content else False,
        owner_id=row.owner and PersonId(row.owner),
        place_id=row.place and OrganisationId(row.place),
        hospital_id=row.hospital and OrganisationId(row.hospital),
        is_brought_to_me=row.is_brought,
        part=part_of(row.in_group),
        changed_at=row.changed_at,
        has_gap=row.has_gap and not row.for_hospital,
        reached_nobody=row.reached_nobody and not row.for_hospital,
        unreadable=content is None,
        level=marks.level,
        guardian=marks.guardian,
        is_accompanied=marks.is_accompanied,
        was_accompanied=marks.was_accompanied,
        is_escorted=marks.is_escorted,
        with_ids=marks.with_ids,
        with_relations=marks.with_relations,
    )


def _marks(content: Content | None) -> CrisisMarks:
    if content is None:
        return CrisisMarks()
    return CrisisMarks(
        level=content.level,
        guardian=content.guardian,
        is_accompanied=bool(content.company),
        was_accompanied=content.was_accompanied,
        is_escorted=content.is_escorted,
        with_ids=tuple(PersonId(each.with_id) for each in content.company if each.with_id),
        with_relations=tuple(e.relation_code for e in content.company if e.relation_code),
    )
