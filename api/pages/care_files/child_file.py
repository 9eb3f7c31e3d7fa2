"""A child's care file as a page, and what was saved last about the child."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter, Response

from api import paths
from api.pages.authorisation.opened_by import opened_by
from api.pages.frame import VisitorDep
from api.pages.people_names import due, person, place
from api.pages.privacy.consent import line_of
from api.view_models.care_files.children import (
    AllowedHere,
    CarerLine,
    CategoryLine,
    ChildFilePage,
    ChildHead,
    ContactLines,
    IdentityLines,
    LevelLine,
    MentorLine,
    RecentLine,
    SchoolingLine,
)
from application.care_files.files import CareFile, care_file
from application.care_files.history import happened
from application.showing import SHOWN_CHARACTERS
from domain.access.table import Request as Asking
from domain.care.facts import CareLevelAssessed, SchoolingRecorded
from domain.children.facts import CarerRecorded
from domain.days import age_in_years, local_day
from domain.ruleset import RuleSet

router = APIRouter(include_in_schema=False)


@router.get(paths.CHILD)
def child_file(child_id: UUID, visitor: VisitorDep) -> Response:
    """Show the care file on one page."""
    call = visitor.call
    found = care_file(call.ledger, visitor.asked(child_id))
    page = _page(found, local_day(call.now), call.ledger.rules)
    return visitor.page(replace(page, opened_by=opened_by(call, found.child_id, found.may)))


def _page(found: CareFile, today: date, rules: RuleSet) -> ChildFilePage:
    return ChildFilePage(
        child=_head(found, today, rules),
        opened_on=found.opened.opened_on if found.opened else None,
        kept_by=place(found.names, found.opened.organisation_id) if found.opened else None,
        identity=_identity(found),
        carers=tuple(_carer(each, found) for each in found.carers),
        village_since_on=found.residence.from_on if found.residence else None,
        schooling=_schooling(found.schooling, found) if found.schooling else None,
        categories=tuple(
            CategoryLine(
                category=each.category,
                standard=each.standard,
                stated_by=each.stated_by,
                evidence=each.evidence,
                from_on=each.from_on,
            )
            for each in found.categories
        ),
        level=_level(found.level, found) if found.level else None,
        needs=found.contacts.needs,
        mentors=tuple(
            MentorLine(
                name=person(found.names, each.mentor_id),
                kind=each.mentor_kind,
                is_lead=each.pairing_id == found.lead_pairing_id,
                from_on=each.from_on,
            )
            for each in found.mentors
        ),
        contacts=_contacts(found, today),
        recent=_recent(found),
        agreed=tuple(line_of(each) for each in found.agreed),
        correction_waits=found.correction_waits,
        correction_is_mine=found.correction_is_mine,
        holds_another_number=found.holds_another_number,
        allowed=_allowed(found),
    )


def _allowed(found: CareFile) -> AllowedHere:
    return AllowedHere(
        log_visit=Asking.LOG_CONTACT in found.may,
        log_talk=Asking.LOG_CONTACT in found.may,
        pair=Asking.PAIR_MENTOR in found.may,
        see_history=Asking.READ_HISTORY in found.may,
        see_readings=Asking.READ_READS in found.may,
        see_consent=Asking.READ_CONSENT in found.may,
        record_consent=Asking.RECORD_CONSENT in found.may,
        see_rights=Asking.READ_RIGHTS in found.may,
        see_disclosures=Asking.READ_DISCLOSURES in found.may,
        correct_identity=Asking.CORRECT_IDENTITY in found.may,
        update_file={Asking.RECORD_CARE_FACT, Asking.READ_CARERS} <= found.may
        and found.opened is not None,
    )


def _head(found: CareFile, today: date, rules: RuleSet) -> ChildHead:
    schooling, residence = found.schooling, found.residence
    return ChildHead(
        child_id=found.child_id,
        name=found.registered.name,
        age=age_in_years(found.registered.born_on, today, rules.birthday),
        school=place(found.names, schooling.school_id) if schooling else None,
        school_class=place(found.names, schooling.class_id) if schooling else None,
        village=place(found.names, residence.village_id) if residence else None,
    )


def _identity(found: CareFile) -> IdentityLines:
    registered = found.registered
    return IdentityLines(
        sex=registered.sex,
        born_on=registered.born_on,
        id_number_end=(registered.id_number or "")[-SHOWN_CHARACTERS:] or None,
        may_see_number=Asking.READ_IDENTITY in found.may,
        student_number=registered.student_number,
        ethnicity_code=registered.ethnicity_code,
        address=registered.address,
    )


def _carer(carer: CarerRecorded, found: CareFile) -> CarerLine:
    return CarerLine(
        name=carer.name,
        relation_code=carer.relation_code,
        standing=carer.standing,
        as_of_on=carer.as_of_on,
        verified_by=carer.verified_by,
        phone=carer.phone,
        may_see_phone=Asking.READ_CARERS in found.may,
    )


def _schooling(schooling: SchoolingRecorded, found: CareFile) -> SchoolingLine:
    return SchoolingLine(
        as_of_on=schooling.as_of_on,
        school=place(found.names, schooling.school_id),
        school_class=place(found.names, schooling.class_id),
        boarding=schooling.boarding,
        not_in_school_reason=schooling.not_in_school_reason,
    )


def _level(level: CareLevelAssessed, found: CareFile) -> LevelLine:
    return LevelLine(
        level=level.level,
        basis=level.basis,
        assessed_by=person(found.names, level.assessed_by),
        next_review_on=level.next_review_on,
    )


def _contacts(found: CareFile, today: date) -> ContactLines:
    visit, talk = found.contacts.last_visit, found.contacts.last_talk
    return ContactLines(
        last_visit_on=local_day(visit.started_at) if visit else None,
        last_visit_outcome=visit.outcome if visit else None,
        next_visit=due(found.next_visit, today),
        last_talk_on=local_day(talk.started_at) if talk else None,
        next_talk=due(found.next_talk, today),
    )


def _recent(found: CareFile) -> tuple[RecentLine, ...]:
    return tuple(
        RecentLine(
            happened_on=_happened_on(each.fact) or local_day(each.recorded_at),
            fact=type(each.fact).__name__,
            who=person(found.names, each.actor_id),
        )
        for each in found.recent
    )


def _happened_on(fact: object) -> date | None:
    when = happened(fact)
    return local_day(when) if isinstance(when, datetime) else when
