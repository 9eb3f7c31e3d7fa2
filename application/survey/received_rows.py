"""Rows of lists as facts: what was taken for a child, what waits for a person, who was noticed."""

from application.survey.rosters import Judged
from domain.shared import ChildId
from domain.survey.facts import ChildLeadReported, RosterRowReceived, RowOrigin
from domain.survey.outcomes import RowOutcome, RowReason, Verdict
from domain.survey.rows import LeadRow, RosterRow


def received(row: RosterRow, judged: Judged, origin: RowOrigin) -> RosterRowReceived:
    """Return a row that is taken for the child whom it speaks of."""
    return _row(row, origin, judged.verdict, judged.child_id or judged.own_id, None)


def set_aside(
    row: RosterRow, judged: Judged, origin: RowOrigin, like: ChildId | None = None
) -> RosterRowReceived:
    """Return a row of which a person has to say whose it is; `like` holds its ID number."""
    verdict = judged.verdict
    if like is not None:
        verdict = Verdict(outcome=RowOutcome.REVIEW, why=RowReason.ID_OF_ANOTHER_CHILD)
    return _row(row, origin, verdict, judged.own_id, like or judged.child_id)


def lead_reported(row: LeadRow, judged: Judged, origin: RowOrigin) -> ChildLeadReported:
    """Return what somebody noticed, with the child whom it may be."""
    return ChildLeadReported(
        child_id=judged.own_id,
        origin=origin,
        like_child_id=None if judged.child_id == judged.own_id else judged.child_id,
        name=row.name,
        about_years=row.about_years,
        address=row.address,
        as_of_on=row.as_of_on,
        noticed=row.noticed,
        informant=row.informant,
        phone=row.phone,
    )


def _row(
    row: RosterRow,
    origin: RowOrigin,
    verdict: Verdict,
    child_id: ChildId,
    like: ChildId | None,
) -> RosterRowReceived:
    if row.name is None or row.born_on is None:
        raise ValueError("a row that tells of no child is never received")
    return RosterRowReceived(
        child_id=child_id,
        origin=origin,
        outcome=verdict.outcome,
        why=verdict.why,
        like_child_id=like,
        name=row.name,
        sex=row.sex,
        born_on=row.born_on,
        id_number=row.id_number,
        number_state=row.number_state,
        student_number=row.student_number,
        ethnicity_code=row.ethnicity_code,
        township=row.township,
        village=row.village,
        address=row.address,
        carer=row.carer,
        schooling=row.schooling,
        categories=row.categories,
    )
