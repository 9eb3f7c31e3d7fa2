"""The permanent names of stored facts: independent of module paths, only ever added to."""

from domain.alerts.facts import ConcernAlerted
from domain.breaches import facts as breaches
from domain.care.facts import (
    CareFileOpened,
    CareLevelAssessed,
    CategoryStated,
    ResidenceRecorded,
    SchoolingRecorded,
)
from domain.children.facts import (
    CarerRecorded,
    ChildRegistered,
    ChildRegisteredConflictKept,
    IdentityConfirmationFailed,
    ParticularsCorrected,
)
from domain.consent.facts import (
    ConsentDeclined,
    ConsentGranted,
    ConsentSigned,
    ConsentWithdrawn,
    NoticeGiven,
    NoticePublished,
    SpeakerNamed,
)
from domain.disclosures.facts import DataDisclosed, DisclosureTold
from domain.pairing.facts import LeadReassigned, MentorPaired, PairingEnded, PairingExtended
from domain.reads.facts import (
    AnswerWorded,
    QuestionAnswered,
    QuestionSettled,
    ReadingQuestioned,
    RecordsRead,
)
from domain.referrals.facts import (
    ConcernConflictKept,
    ConcernPassedOn,
    ConcernRaised,
    ConcernTaken,
    ConcernWithdrawn,
    ConsentGiverNamed,
    ConsentRecorded,
    PupilNamed,
    ReferralAcknowledged,
    ReferralIssued,
    ReferralProposed,
)
from domain.rights.facts import (
    AnswerHandedOver,
    RequesterNamed,
    RequesterVerified,
    RightsAnswerWritten,
    RightsFulfilled,
    RightsPartlyFulfilled,
    RightsRefused,
    RightsRequested,
    RightsWordsRecorded,
)
from domain.security.facts import RefusalsCounted, RefusalsNoticed
from domain.shared import Compartment
from domain.survey.facts import ChildLeadReported, RosterRowReceived
from domain.visits.facts import (
    ChildWordsRecorded,
    HomeVisitConflictKept,
    HomeVisitCorrected,
    HomeVisitLogged,
    TalkConflictKept,
    TalkCorrected,
    TalkLogged,
    TalkNotesRecorded,
)
from infrastructure.log.account_names import (
    ACCOUNT_NAMES,
    ADDRESS_NAMES,
    FIRST_SIGN_IN_NAMES,
    SIGN_IN_NAMES,
)
from infrastructure.log.clock_names import CLOCK_NAMES, PAUSE_NAMES
from infrastructure.log.crisis_names import (
    AFTERCARE_NAMES,
    FEEDBACK_NAMES,
    GUARDIAN_NAMES,
    HOSPITAL_NAMES,
    JOINING_NAMES,
    LATER_NAMES,
    LEAVE_NAMES,
    LEVEL_NAMES,
    PANEL_NAMES,
    RETURN_NAMES,
    case_name,
)
from infrastructure.log.event_names import EventName, EventNames
from infrastructure.log.grant_names import GRANT_NAMES
from infrastructure.log.health_duty_names import HEALTH_DUTY_NAMES
from infrastructure.log.identity_names import IDENTITY_NAMES, identity_name
from infrastructure.log.outage_names import OUTAGE_NAMES
from infrastructure.log.reporting_names import OFFICER_NAMES, REPORTING_NAMES
from infrastructure.log.rule_names import RULE_NAMES
from infrastructure.log.screening_names import SCREENING_NAMES
from infrastructure.log.staff_names import ON_CALL_NAMES, STAFF_NAMES


def _organisation(name: str, fact: type[object], subject: str) -> EventName:
    return EventName(name, fact, Compartment.ORGANISATION, subject, subject)


def _breach(name: str, kind: type[object]) -> EventName:
    return _organisation(name, kind, "organisation_id")


def _care(name: str, fact: type[object]) -> EventName:
    return EventName(name, fact, Compartment.CARE, "child_id", "child_id")


def _health(name: str, fact: type[object]) -> EventName:
    return EventName(name, fact, Compartment.HEALTH, "child_id", "child_id")


def _question(name: str, fact: type[object]) -> EventName:
    return EventName(name, fact, Compartment.ORGANISATION, "question_id", "reader_id")


def _refusals(name: str, fact: type[object]) -> EventName:
    return EventName(name, fact, Compartment.ORGANISATION, "refusals_id", "recorder_id")


# Append only: a row's name is never changed or taken away, whatever becomes of the class.
NAMES = EventNames(
    [
        *STAFF_NAMES,
        identity_name("children.child_registered.1", ChildRegistered),
        identity_name("children.child_registered_conflict_kept.1", ChildRegisteredConflictKept),
        identity_name("children.carer_recorded.1", CarerRecorded),
        _care("care.care_file_opened.1", CareFileOpened),
        _care("care.residence_recorded.2", ResidenceRecorded),
        _care("care.schooling_recorded.2", SchoolingRecorded),
        _care("care.category_stated.1", CategoryStated),
        _care("care.care_level_assessed.1", CareLevelAssessed),
        _care("pairing.mentor_paired.2", MentorPaired),
        _care("pairing.lead_reassigned.1", LeadReassigned),
        _care("pairing.pairing_ended.1", PairingEnded),
        _care("visits.home_visit_logged.1", HomeVisitLogged),
        _care("visits.home_visit_corrected.1", HomeVisitCorrected),
        _care("visits.home_visit_conflict_kept.1", HomeVisitConflictKept),
        _care("visits.child_words_recorded.1", ChildWordsRecorded),
        _care("visits.talk_logged.1", TalkLogged),
        _care("visits.talk_corrected.1", TalkCorrected),
        _care("visits.talk_conflict_kept.1", TalkConflictKept),
        _care("visits.talk_notes_recorded.1", TalkNotesRecorded),
        case_name("referrals.concern_raised.1", ConcernRaised),
        case_name("referrals.pupil_named.1", PupilNamed, Compartment.IDENTITY),
        case_name("referrals.concern_conflict_kept.1", ConcernConflictKept),
        case_name("referrals.concern_taken.1", ConcernTaken),
        case_name("referrals.concern_passed_on.1", ConcernPassedOn),
        case_name("referrals.referral_proposed.1", ReferralProposed),
        case_name("referrals.consent_recorded.2", ConsentRecorded),
        case_name("referrals.consent_giver_named.1", ConsentGiverNamed, Compartment.IDENTITY),
        case_name("referrals.referral_issued.1", ReferralIssued),
        case_name("referrals.referral_acknowledged.1", ReferralAcknowledged),
        case_name("referrals.concern_withdrawn.1", ConcernWithdrawn),
        case_name("alerts.concern_alerted.1", ConcernAlerted),
        EventName(
            "reads.records_read.2", RecordsRead, Compartment.ORGANISATION, "read_id", "reader_id"
        ),
        identity_name("survey.roster_row_received.1", RosterRowReceived),
        identity_name("survey.child_lead_reported.1", ChildLeadReported),
        *GRANT_NAMES,
        _organisation("consent.notice_published.1", NoticePublished, "organisation_id"),
        _care("consent.notice_given.1", NoticeGiven),
        identity_name("consent.speaker_named.1", SpeakerNamed),
        _care("consent.consent_granted.1", ConsentGranted),
        _care("consent.consent_declined.1", ConsentDeclined),
        _care("consent.consent_withdrawn.1", ConsentWithdrawn),
        _care("consent.consent_signed.1", ConsentSigned),
        _question("reads.reading_questioned.1", ReadingQuestioned),
        _question("reads.question_answered.1", QuestionAnswered),
        _question("reads.answer_worded.1", AnswerWorded),
        _question("reads.question_settled.1", QuestionSettled),
        _care("rights.rights_requested.1", RightsRequested),
        identity_name("rights.requester_named.1", RequesterNamed),
        _care("rights.rights_words_recorded.1", RightsWordsRecorded),
        _care("rights.requester_verified.1", RequesterVerified),
        _care("rights.rights_fulfilled.1", RightsFulfilled),
        _care("rights.rights_partly_fulfilled.1", RightsPartlyFulfilled),
        _care("rights.rights_refused.1", RightsRefused),
        _care("rights.rights_answer_written.1", RightsAnswerWritten),
        _care("disclosures.data_disclosed.2", DataDisclosed),
        _care("disclosures.disclosure_told.1", DisclosureTold),
        _breach("breaches.breach_reported.1", breaches.BreachReported),
        _breach("breaches.breach_described.1", breaches.BreachDescribed),
        _breach("breaches.breach_graded.1", breaches.BreachGraded),
        _breach("breaches.affected_children_listed.1", breaches.AffectedChildrenListed),
        _breach("breaches.authority_notified.2", breaches.AuthorityNotified),
        _breach("breaches.guardian_notified.2", breaches.GuardianNotified),
        _breach("breaches.breach_closed.1", breaches.BreachClosed),
        _care("pairing.pairing_extended.1", PairingExtended),
        *ACCOUNT_NAMES,
        _refusals("security.refusals_noticed.1", RefusalsNoticed),
        _refusals("security.refusals_counted.1", RefusalsCounted),
        _breach("breaches.guardian_left_untold.1", breaches.GuardianLeftUntold),
        _breach("breaches.breach_closure_proposed.1", breaches.BreachClosureProposed),
        *FIRST_SIGN_IN_NAMES,
        _breach(
            "breaches.affected_children_left_to_others.1", breaches.AffectedChildrenLeftToOthers
        ),
        _breach("breaches.others_asked.1", breaches.OthersAsked),
        *IDENTITY_NAMES,
        _breach("breaches.authority_telling_overdue.1", breaches.AuthorityTellingOverdue),
        identity_name("children.identity_confirmation_failed.1", IdentityConfirmationFailed),
        _care("rights.answer_handed_over.1", AnswerHandedOver),
        *SIGN_IN_NAMES,
        *LEVEL_NAMES,
        identity_name("children.particulars_corrected.1", ParticularsCorrected),
        *PANEL_NAMES,
        *CLOCK_NAMES,
        *GUARDIAN_NAMES,
        *HOSPITAL_NAMES,
        *HEALTH_DUTY_NAMES,
        *(*FEEDBACK_NAMES, *AFTERCARE_NAMES, *LEAVE_NAMES),
        *(*RETURN_NAMES, *ADDRESS_NAMES, *REPORTING_NAMES, *ON_CALL_NAMES, *JOINING_NAMES),
        *(*RULE_NAMES, *OUTAGE_NAMES),
        *(*LATER_NAMES, *SCREENING_NAMES, *OFFICER_NAMES, *PAUSE_NAMES),
    ]
)
