"""The samples of data handed to others and of data breaches, as full as each kind gets."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from domain.breaches import facts as breaches
from domain.codelists import ConsentMeans, LegalBasis, Processing, SpokenBy
from domain.disclosures import facts as disclosures
from domain.shared import BreachId, ChildId, DisclosureId, OrganisationId, PersonId
from tests.vectors.ids import sample_id

COUNTY, HOSPITAL = OrganisationId(sample_id(1)), OrganisationId(sample_id(5))
TEACHER, OFFICER = PersonId(sample_id(11)), PersonId(sample_id(14))
CHILD, OTHER_CHILD = ChildId(sample_id(21)), ChildId(sample_id(22))
DISCLOSURE, BREACH = DisclosureId(sample_id(75)), BreachId(sample_id(76))

BREACH_SAMPLES: Mapping[str, object] = {
    "disclosures.data_disclosed.2": disclosures.DataDisclosed(
        child_id=CHILD,
        disclosure_id=DISCLOSURE,
        recipient="示例市人民医院",
        recipient_id=HOSPITAL,
        kinds=(disclosures.DataKind.IDENTITY, disclosures.DataKind.HEALTH),
        basis=LegalBasis.CONSENT,
        reference="函2026-31",
        disclosed_on=date(2026, 3, 6),
        keep_until_on=date(2029, 3, 6),
        tell_by_on=date(2026, 3, 11),
        processing=Processing.SHARING_WITH_HOSPITAL,
    ),
    "disclosures.disclosure_told.1": disclosures.DisclosureTold(
        child_id=CHILD,
        disclosure_id=DISCLOSURE,
        spoken_by=SpokenBy.GUARDIAN,
        means=ConsentMeans.PHONE_TWO_STAFF,
        told_on=date(2026, 3, 9),
    ),
    "breaches.breach_reported.1": breaches.BreachReported(
        breach_id=BREACH,
        organisation_id=COUNTY,
        kind=breaches.BreachKind.DEVICE_LOST,
        detected_at=datetime(2026, 3, 14, 4, 30, tzinfo=UTC),
        authority_due_at=datetime(2026, 3, 14, 8, 30, tzinfo=UTC),
        reported_by=TEACHER,
    ),
    "breaches.breach_described.1": breaches.BreachDescribed(
        breach_id=BREACH, organisation_id=COUNTY, text="手机丢在班车上,没有锁屏。"
    ),
    "breaches.breach_graded.1": breaches.BreachGraded(
        breach_id=BREACH,
        organisation_id=COUNTY,
        grade=breaches.BreachGrade.LARGE,
        graded_by=OFFICER,
    ),
    "breaches.affected_children_listed.1": breaches.AffectedChildrenListed(
        breach_id=BREACH,
        organisation_id=COUNTY,
        child_ids=(CHILD, OTHER_CHILD),
        listed_by=OFFICER,
    ),
    "breaches.authority_notified.2": breaches.AuthorityNotified(
        breach_id=BREACH,
        organisation_id=COUNTY,
        notified_at=datetime(2026, 3, 14, 7, 5, tzinfo=UTC),
        reference="网信办2026-3",
        notified_by=OFFICER,
        way=breaches.AuthorityWay.ONLINE,
    ),
    "breaches.guardian_notified.2": breaches.GuardianNotified(
        breach_id=BREACH,
        organisation_id=COUNTY,
        child_id=CHILD,
        spoken_by=SpokenBy.GUARDIAN,
        means=ConsentMeans.PHONE_TWO_STAFF,
        told_on=date(2026, 3, 15),
        not_suspected=True,
    ),
    "breaches.guardian_left_untold.1": breaches.GuardianLeftUntold(
        breach_id=BREACH,
        organisation_id=COUNTY,
        child_id=OTHER_CHILD,
        reason=breaches.UntoldReason.WOULD_HARM_CHILD,
        decided_by=OFFICER,
    ),
    "breaches.affected_children_left_to_others.1": breaches.AffectedChildrenLeftToOthers(
        breach_id=BREACH,
        organisation_id=COUNTY,
        child_ids=(OTHER_CHILD,),
        told_by=breaches.ToldBy.HEALTH,
        listed_by=OFFICER,
    ),
    "breaches.authority_telling_overdue.1": breaches.AuthorityTellingOverdue(
        breach_id=BREACH,
        organisation_id=COUNTY,
        due_at=datetime(2026, 3, 14, 8, 30, tzinfo=UTC),
        bureau_officer_ids=(OFFICER,),
        privacy_officer_ids=(TEACHER,),
        grade=breaches.BreachGrade.LARGE,
    ),
    "breaches.others_asked.1": breaches.OthersAsked(
        breach_id=BREACH, organisation_id=COUNTY, children=1, asked_by=OFFICER
    ),
    "breaches.breach_closure_proposed.1": breaches.BreachClosureProposed(
        breach_id=BREACH,
        organisation_id=COUNTY,
        lessons="所有手机设了锁屏,丢失当天停用。",
        proposed_by=OFFICER,
    ),
    "breaches.breach_closed.1": breaches.BreachClosed(
        breach_id=BREACH,
        organisation_id=COUNTY,
        lessons="所有手机设了锁屏,丢失当天停用。",
        closed_by=OFFICER,
    ),
}
