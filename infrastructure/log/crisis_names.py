"""The permanent names of what is recorded of a crisis between the worry and its end."""

from domain.alerts.facts import ClassTeacherTold, RefusalTold, RiskNoticeRead
from domain.alerts.word_facts import CountyTold, SecondPersonTold
from domain.referrals.facts import RepeatRedirected
from domain.referrals.family.consent_facts import ReferralConsentSigned, ReferralSigningDeclined
from domain.referrals.family.guardian_facts import (
    AccompanyingEnded,
    ChildAccompanied,
    ConsentRefused,
    EmergencyEscortStarted,
    FamilyMemberNamed,
    GuardianInformed,
    GuardianNotificationWithheld,
    GuardianNotReached,
    OtherGuardianNotTold,
)
from domain.referrals.hospital.feedback_facts import (
    CaseRestored,
    FeedbackAuthoriserNamed,
    FunctionalFeedbackGiven,
)
from domain.referrals.hospital.hospital_facts import (
    AppointmentSet,
    Attended,
    ConsentScopeRecorded,
    NotAttended,
    ReferralDeclined,
    ReferralRerouted,
)
from domain.referrals.hospital.liaison_facts import (
    OutsideCodeRefused,
    OutsideLiaisonEnded,
    OutsideLiaisonEntered,
    OutsideLiaisonNamed,
    OutsideLinkSent,
    OutsideLinkUndelivered,
)
from domain.referrals.joining.joining_facts import (
    ConcernJoined,
    ConcernParted,
    FurtherConcernJoined,
    FurtherConcernParted,
    InvolvementReported,
    TakingAskedAnew,
)
from domain.referrals.joining.redirecting_facts import ConcernMisdirected, ConcernRedirected
from domain.referrals.levels.level_facts import (
    CrisisAssessed,
    LevelDropConfirmed,
    LevelDropDeclined,
    LevelDropProposed,
)
from domain.referrals.returning.aftercare_facts import (
    CaseClosed,
    ClosingDeclined,
    ClosingProposed,
    FollowUpDone,
)
from domain.referrals.returning.leave_facts import StudyLeaveEnded, StudyLeaveStarted
from domain.referrals.returning.return_facts import (
    ReturnAppealed,
    ReturnPlanned,
    ReturnRequested,
    ReturnReviewed,
)
from domain.referrals.school.panel_facts import PanelDecided
from domain.shared import Compartment
from infrastructure.log.event_names import EventName


def case_name(name: str, fact: type[object], within: Compartment = Compartment.HEALTH) -> EventName:
    """Return the name of a fact of one case, sealed for the child."""
    return EventName(name, fact, within, "case_id", "child_id")


# Append only, as all names.
LEVEL_NAMES = (
    case_name("referrals.crisis_assessed.1", CrisisAssessed),
    case_name("referrals.level_drop_proposed.2", LevelDropProposed),
    case_name("referrals.level_drop_confirmed.2", LevelDropConfirmed),
    case_name("referrals.level_drop_declined.1", LevelDropDeclined),
)
PANEL_NAMES = (case_name("referrals.panel_decided.1", PanelDecided),)
GUARDIAN_NAMES = (
    case_name("referrals.guardian_informed.1", GuardianInformed),
    case_name("referrals.family_member_named.1", FamilyMemberNamed, Compartment.IDENTITY),
    case_name("referrals.guardian_not_reached.1", GuardianNotReached),
    case_name("referrals.guardian_notification_withheld.1", GuardianNotificationWithheld),
    case_name("referrals.other_guardian_not_told.1", OtherGuardianNotTold),
    case_name("referrals.consent_refused.2", ConsentRefused),
    case_name("referrals.emergency_escort_started.1", EmergencyEscortStarted),
    case_name("referrals.child_accompanied.1", ChildAccompanied),
    case_name("referrals.accompanying_ended.1", AccompanyingEnded),
)
HOSPITAL_NAMES = (
    case_name("referrals.consent_scope_recorded.1", ConsentScopeRecorded),
    case_name("referrals.referral_declined.1", ReferralDeclined),
    case_name("referrals.referral_rerouted.2", ReferralRerouted),
    case_name("referrals.appointment_set.1", AppointmentSet),
    case_name("referrals.attended.1", Attended),
    case_name("referrals.not_attended.1", NotAttended),
)
# All names are in clear: what a child can do stands in the content alone.
FEEDBACK_NAMES = (
    case_name("referrals.functional_feedback_given.2", FunctionalFeedbackGiven),
    case_name(
        "referrals.feedback_authoriser_named.1", FeedbackAuthoriserNamed, Compartment.IDENTITY
    ),
    case_name("referrals.case_restored.2", CaseRestored),
)
AFTERCARE_NAMES = (
    case_name("referrals.follow_up_done.1", FollowUpDone),
    case_name("referrals.closing_proposed.1", ClosingProposed),
    case_name("referrals.closing_declined.1", ClosingDeclined),
    case_name("referrals.case_closed.1", CaseClosed),
)
LEAVE_NAMES = (
    case_name("referrals.study_leave_started.2", StudyLeaveStarted),
    case_name("referrals.study_leave_ended.1", StudyLeaveEnded),
)
RETURN_NAMES = (
    case_name("referrals.return_requested.2", ReturnRequested),
    case_name("referrals.return_reviewed.1", ReturnReviewed),
    case_name("referrals.return_planned.1", ReturnPlanned),
    case_name("referrals.return_appealed.2", ReturnAppealed),
)
JOINING_NAMES = (
    case_name("referrals.concern_joined.3", ConcernJoined),
    case_name("referrals.further_concern_joined.3", FurtherConcernJoined),
    case_name("referrals.concern_parted.1", ConcernParted),
    case_name("referrals.further_concern_parted.1", FurtherConcernParted),
    case_name("referrals.involvement_reported.2", InvolvementReported),
    case_name("referrals.taking_asked_anew.1", TakingAskedAnew),
)
REDIRECTING_NAMES = (
    case_name("referrals.concern_misdirected.1", ConcernMisdirected),
    case_name("referrals.concern_redirected.1", ConcernRedirected),
)
NOTICE_NAMES = (
    case_name("alerts.class_teacher_told.1", ClassTeacherTold),
    case_name("alerts.risk_notice_read.1", RiskNoticeRead),
)
WORD_NAMES = (
    case_name("alerts.second_person_told.1", SecondPersonTold),
    case_name("alerts.county_told.1", CountyTold),
    case_name("alerts.refusal_told.1", RefusalTold),
)
LIAISON_NAMES = (
    case_name("referrals.outside_liaison_named.1", OutsideLiaisonNamed),
    case_name("referrals.outside_liaison_entered.1", OutsideLiaisonEntered),
    case_name("referrals.outside_code_refused.1", OutsideCodeRefused),
    case_name("referrals.outside_liaison_ended.1", OutsideLiaisonEnded),
)
LINK_NAMES = (
    case_name("referrals.outside_link_sent.1", OutsideLinkSent),
    case_name("referrals.outside_link_undelivered.1", OutsideLinkUndelivered),
)
SIGNATURE_NAMES = (
    case_name("referrals.referral_consent_signed.1", ReferralConsentSigned),
    case_name("referrals.referral_signing_declined.1", ReferralSigningDeclined),
)
REPEAT_NAMES = (case_name("referrals.repeat_redirected.1", RepeatRedirected),)
LATER_NAMES = (
    *(*REDIRECTING_NAMES, *NOTICE_NAMES, *LIAISON_NAMES),
    *(*REPEAT_NAMES, *LINK_NAMES, *WORD_NAMES),
    *SIGNATURE_NAMES,
)
