"""Statements of carer, residence and schooling as a form shows them, and as one was filled in."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from api.pages.choices import names_apart
from api.pages.typed_fields import Fields
from api.view_models.care_files.updating import StatedLines
from api.view_models.forms import Form, typed
from application.care_files.statements import Statements
from application.care_files.updating import UpdateFile
from application.care_files.updating_seen import FileNow
from domain.care.facts import NotInSchoolReason, ResidenceRecorded, SchoolingRecorded
from domain.care.state import Residence, Schooling
from domain.children.facts import CarerRecorded, CarerStanding
from domain.children.state import RecordCarer
from domain.shared import CarerId, ChildId, OrganisationId, VerifiedBy

CarerSaid = CarerRecorded | RecordCarer
ResidenceSaid = ResidenceRecorded | Residence
SchoolingSaid = SchoolingRecorded | Schooling
Entries = Mapping[str, tuple[str, ...]]

OF_CARER = ("carer_name", "relation_code", "standing", "carer_phone")
OF_RESIDENCE = ("village_id", "residence_from_on")
OF_SCHOOLING = ("in_school", "school_id", "class_id", "boarding", "not_in_school_reason")
UNASKED = {
    "yes": ("not_in_school_reason",),
    "no": ("school_id", "class_id", "boarding"),
}
"""What is not asked of a child who learns, or does not; without scripts it may be filled in."""
OF_VERSIONS = ("seen_carer", "seen_residence", "seen_schooling")


def entries_of(stated: Statements) -> Entries:
    """Return a form filled in with what stands, and its versions."""
    return {
        **_entries_of_carer(stated),
        **_entries_of_places(stated),
        **typed(
            seen_carer=str(stated.versions.carer),
            seen_residence=str(stated.versions.residence),
            seen_schooling=str(stated.versions.schooling),
        ),
    }


def rebased(form: Form, found: FileNow) -> Entries:
    """Return a form with what is now where its part was left alone; its versions are seen."""
    now, stood = entries_of(found.now), entries_of(found.seen)
    alone = [
        name
        for names in (OF_CARER, OF_RESIDENCE, OF_SCHOOLING)
        if not _is_changed(form, stood, names)
        for name in names
    ]
    fresh = {name: now.get(name, ()) for name in (*alone, *OF_VERSIONS)}
    return {**form.entries, **fresh}


def differs(form: Form, stated: Statements) -> bool:
    """Return whether a form says something else than what was stated, be it named alike."""
    stood = entries_of(stated)
    return any(_is_changed(form, stood, names) for names in (OF_CARER, OF_RESIDENCE, OF_SCHOOLING))


def update_in(fields: Fields, found: FileNow, update_id: UUID, carer_id: CarerId) -> UpdateFile:
    """Return the parts of a filled form that differ from what its sender saw.

    Raises: NotReadable.
    """
    stood, form, child_id = entries_of(found.seen), fields.form, found.head.child_id
    as_of_on, how = fields.day("as_of_on"), fields.one_of("verified_by", VerifiedBy)
    of_carer = _is_changed(form, stood, OF_CARER)
    of_residence = _is_changed(form, stood, OF_RESIDENCE)
    of_schooling = _is_changed(form, stood, OF_SCHOOLING)
    if not (of_carer or of_residence or of_schooling):
        fields.refuse("", "nothing_to_correct")
    request = UpdateFile(
        child_id=child_id,
        update_id=update_id,
        carer=_carer(fields, child_id, carer_id, as_of_on, how) if of_carer else None,
        residence=_residence(fields, found, as_of_on, how) if of_residence else None,
        schooling=schooling_in(fields, as_of_on, how) if of_schooling else None,
        seen=found.seen.versions,
    )
    fields.require_no_errors()
    return request


def schooling_in(fields: Fields, as_of_on: date, how: VerifiedBy | None = None) -> Schooling:
    """Return where the child learns as a form says it; what is missing is noted there."""
    if not fields.yes("in_school"):
        if not fields.text("in_school"):
            fields.refuse("in_school", "required")
            return Schooling(as_of_on=as_of_on, verified_by=how)
        reason = fields.one_of("not_in_school_reason", NotInSchoolReason)
        return Schooling(as_of_on=as_of_on, not_in_school_reason=reason, verified_by=how)
    class_id = fields.maybe_id("class_id")
    return Schooling(
        as_of_on=as_of_on,
        school_id=OrganisationId(fields.id("school_id")),
        class_id=OrganisationId(class_id) if class_id else None,
        boarding=fields.yes_no("boarding"),
        verified_by=how,
    )


def lines_of(found: FileNow) -> StatedLines:
    """Return what stands, in names."""
    return _lines(found, found.now.carer, found.now.residence, found.now.schooling)


def lines_with(found: FileNow, request: UpdateFile) -> StatedLines:
    """Return what shall stand, in names: what is left out of the request stays."""
    now = found.now
    return _lines(
        found,
        request.carer or now.carer,
        request.residence or now.residence,
        request.schooling or now.schooling,
    )


def _lines(
    found: FileNow,
    carer: CarerSaid | None,
    living: ResidenceSaid | None,
    learning: SchoolingSaid | None,
) -> StatedLines:
    names = names_apart(found.places)

    def named(place: OrganisationId | None) -> str | None:
        return names.get(place) if place else None

    return StatedLines(
        carer_name=carer.name if carer else None,
        relation_code=carer.relation_code if carer else None,
        standing=carer.standing if carer else None,
        carer_phone=carer.phone if carer else None,
        village=named(living.village_id) if living else None,
        residence_from_on=living.from_on if living else None,
        school=named(learning.school_id) if learning else None,
        school_class=named(learning.class_id) if learning else None,
        boarding=learning.boarding if learning else None,
        not_in_school_reason=learning.not_in_school_reason if learning else None,
    )


def _entries_of_carer(stated: Statements) -> Entries:
    carer = stated.carer
    if carer is None:
        return {}
    return typed(
        carer_name=carer.name,
        relation_code=carer.relation_code,
        standing=carer.standing.value,
        carer_phone=carer.phone,
    )


def _entries_of_places(stated: Statements) -> Entries:
    living, learning = stated.residence, stated.schooling
    return {
        **(_entries_of_residence(living) if living else {}),
        **(_entries_of_schooling(learning) if learning else {}),
    }


def _entries_of_residence(living: ResidenceRecorded) -> Entries:
    return typed(
        village_id=str(living.village_id),
        residence_from_on=living.from_on.isoformat() if living.from_on else None,
    )


def _entries_of_schooling(learning: SchoolingRecorded) -> Entries:
    boards = {True: "yes", False: "no", None: None}[learning.boarding]
    reason = learning.not_in_school_reason
    return typed(
        in_school="yes" if reason is None else "no",
        school_id=str(learning.school_id) if learning.school_id else None,
        class_id=str(learning.class_id) if learning.class_id else None,
        boarding=boards,
        not_in_school_reason=reason.value if reason else None,
    )


def _is_changed(form: Form, stood: Entries, names: Sequence[str]) -> bool:
    before, unasked = Form(stood), UNASKED.get(form.one("in_school"), ())
    return any(form.one(name).strip() != before.one(name) for name in names if name not in unasked)


def _carer(
    fields: Fields, child_id: ChildId, carer_id: CarerId, as_of_on: date, how: VerifiedBy
) -> RecordCarer:
    return RecordCarer(
        child_id=child_id,
        carer_id=carer_id,
        name=fields.needed("carer_name"),
        relation_code=fields.needed("relation_code"),
        standing=fields.one_of("standing", CarerStanding),
        phone=fields.maybe("carer_phone"),
        as_of_on=as_of_on,
        verified_by=how,
    )


def _residence(fields: Fields, found: FileNow, as_of_on: date, how: VerifiedBy) -> Residence:
    village_id = OrganisationId(fields.id("village_id"))
    from_on, before = fields.maybe_day("residence_from_on"), found.seen.residence
    if before and village_id != before.village_id and from_on and from_on == before.from_on:
        fields.refuse("residence_from_on", "since_when_there")
    return Residence(village_id=village_id, from_on=from_on, as_of_on=as_of_on, verified_by=how)
