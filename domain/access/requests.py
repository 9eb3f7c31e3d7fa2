"""What can be asked for, and in what capacity somebody asks."""

from enum import StrEnum


class Request(StrEnum):
    """What a person can ask for.

    READ_CHILD_WORDS is a child's own words and the notes of talks; READ_CARERS the names and
    telephones of those who look after the child; READ_IDENTITY numbers and addresses.
    """

    REGISTER_ORGANISATION = "register_organisation"
    REGISTER_PERSON = "register_person"
    PROPOSE_DUTY = "propose_duty"
    APPROVE_DUTY = "approve_duty"
    END_DUTY = "end_duty"
    REGISTER_CHILD = "register_child"
    OPEN_CARE_FILE = "open_care_file"
    RECORD_CARE_FACT = "record_care_fact"
    ASSESS_CARE_LEVEL = "assess_care_level"
    PAIR_MENTOR = "pair_mentor"
    END_PAIRING = "end_pairing"
    LOG_CONTACT = "log_contact"
    CORRECT_CONTACT = "correct_contact"
    LIST_CHILDREN = "list_children"
    READ_CARE_FILE = "read_care_file"
    READ_IDENTITY = "read_identity"
    READ_CARERS = "read_carers"
    READ_HISTORY = "read_history"
    READ_CHILD_WORDS = "read_child_words"
    READ_STAFF = "read_staff"
    READ_READS = "read_reads"
    WATCH_READS = "watch_reads"
    ANSWER_QUESTION = "answer_question"
    SETTLE_QUESTION = "settle_question"
    RAISE_CONCERN = "raise_concern"
    READ_OWN_CONCERN = "read_own_concern"
    LIST_CASES = "list_cases"
    READ_CASE = "read_case"
    TAKE_CONCERN = "take_concern"
    PASS_CONCERN_ON = "pass_concern_on"  # noqa: S105  a request, no password
    PROPOSE_REFERRAL = "propose_referral"
    ISSUE_REFERRAL = "issue_referral"
    ACKNOWLEDGE_REFERRAL = "acknowledge_referral"
    WITHDRAW_CONCERN = "withdraw_concern"
    IMPORT_ROSTER = "import_roster"
    READ_PERMISSIONS = "read_permissions"
    PUBLISH_NOTICE = "publish_notice"
    READ_CONSENT = "read_consent"
    RECORD_CONSENT = "record_consent"
    ASK_ACCESS = "ask_access"
    DECIDE_ACCESS = "decide_access"
    DECIDE_HEALTH_ACCESS = "decide_health_access"
    DECIDE_LEGAL_ACCESS = "decide_legal_access"
    REVOKE_ACCESS = "revoke_access"
    BREAK_GLASS = "break_glass"
    REVIEW_GLASS_BREAK = "review_glass_break"


class Standing(StrEnum):
    """In what capacity a person asks: by a duty at the place concerned, a relation, or a grant."""

    CLASS_TEACHER = "class_teacher"
    SCHOOL_LEADER = "school_leader"
    VILLAGE_DIRECTOR = "village_director"
    TOWNSHIP_SUPERVISOR = "township_supervisor"
    COUNTY_OFFICER = "county_officer"
    BUREAU_OFFICER = "bureau_officer"
    AUDITOR = "auditor"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    LEAD_MENTOR = "lead_mentor"
    MENTOR = "mentor"
    VOLUNTEER_MENTOR = "volunteer_mentor"
    MADE_THE_CONTACT = "made_the_contact"
    CRISIS_LEAD = "crisis_lead"
    HEALTH_VICE_PRINCIPAL = "health_vice_principal"
    COUNTY_DUTY_OFFICER = "county_duty_officer"
    HOSPITAL_LIAISON = "hospital_liaison"
    PSYCHOLOGY_TEACHER = "psychology_teacher"
    LAW_VICE_PRINCIPAL = "law_vice_principal"
    CIVIL_AFFAIRS_OFFICER = "civil_affairs_officer"
    EDUCATION_OFFICER = "education_officer"
    HEALTH_OFFICER = "health_officer"
    INSPECTOR = "inspector"
    PRIVACY_OFFICER = "privacy_officer"
    SECURITY_ADMINISTRATOR = "security_administrator"
    NEXT_IN_LINE = "next_in_line"
    RAISED_THE_CONCERN = "raised_the_concern"
    GRANTED_ACCESS = "granted_access"
    BROKE_GLASS = "broke_glass"


class Act(StrEnum):
    """What a request does; a grant of access or broken glass opens none but readings."""

    READ = "read"
    WRITE = "write"
    EXPORT = "export"
