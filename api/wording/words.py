"""The Chinese word for every code that a page shows, one table for each kind of code."""

from collections.abc import Mapping
from enum import StrEnum

from api.view_models.care_files.history import Mark
from api.view_models.care_files.visits import SealedKind
from api.view_models.crisis.answers import Saved
from api.wording.account_words import ACCOUNT_FACTS, ACCOUNT_WORDS
from api.wording.case_words import CASE_FACTS, CASE_WORDS
from api.wording.code_lists import ETHNIC_GROUPS, RELATION_TERMS
from api.wording.contact_words import CONTACT_WORDS
from api.wording.county_words import COUNTY_WORDS
from api.wording.delivery_words import DELIVERY_WORDS
from api.wording.field_names import FIELD_NAMES
from api.wording.frame_words import FRAME_WORDS
from api.wording.grant_words import GRANT_FACTS, GRANT_WORDS
from api.wording.identity_words import IDENTITY_FACTS, IDENTITY_WORDS
from api.wording.outside_words import OUTSIDE_FACTS, OUTSIDE_WORDS
from api.wording.permission_words import PERMISSION_WORDS
from api.wording.reading_words import READING_FACTS, READING_WORDS
from api.wording.report_words import REPORT_FACTS, REPORT_WORDS
from api.wording.rights_words import RIGHTS_FACTS, RIGHTS_WORDS
from api.wording.roster_words import ROSTER_WORDS, SENTENCES_OF_REASONS
from api.wording.rule_words import RULE_FACTS, RULE_LABELS, RULE_WORDS
from api.wording.screening_list_words import SENTENCES_OF_RESULTS
from api.wording.security_words import SECURITY_FACTS, SECURITY_SENTENCES, SECURITY_WORDS
from api.wording.sign_in_words import SIGN_IN_FACTS, SIGN_IN_WORDS
from api.wording.staff_list_words import SENTENCES_OF_PROBLEMS, STAFF_LIST_WORDS
from api.wording.staff_words import STAFF_WORDS
from api.wording.standing_words import WHERE_STANDINGS_HOLD
from api.wording.telephone_words import TELEPHONE_WORDS
from application.rows import DueFilter
from domain.care.facts import Category, Evidence, NotInSchoolReason, Standard, StatedBy
from domain.children.facts import CarerStanding
from domain.codelists import Sex
from domain.pairing.facts import MentorKind, PairingEndReason
from domain.shared import VerifiedBy
from domain.visits.facts import Outcome

WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    **FRAME_WORDS,
    **COUNTY_WORDS,
    DueFilter: {DueFilter.ALL: "全部", DueFilter.WEEK: "本周到期", DueFilter.OVERDUE: "已超期"},
    Mark: {
        Mark.CORRECTION: "更正",
        Mark.CORRECTED: "后来有更正",
        Mark.LATE: "迟到",
        Mark.CONFLICT: "重复不一致",
    },
    Saved: {
        Saved.VISIT: "家访",
        Saved.TALK: "谈心",
        Saved.CORRECTION: "更正",
        Saved.FILE: "关爱档案",
        Saved.PROPOSED_CORRECTION: "更正身份证号，等另一位核对",
    },
    SealedKind: {SealedKind.CHILD_WORDS: "孩子的话", SealedKind.TALK_NOTES: "谈心记录"},
    Sex: {Sex.FEMALE: "女", Sex.MALE: "男", Sex.UNKNOWN: "未知", Sex.UNSTATED: "未说明"},
    CarerStanding: {
        CarerStanding.GUARDIAN: "监护人",
        CarerStanding.CLOSE_RELATIVE: "近亲属",
        CarerStanding.ENTRUSTED_CARER: "受托照护人",
    },
    VerifiedBy: {
        VerifiedBy.SAW_CHILD: "见到孩子",
        VerifiedBy.PHONED_CARER: "电话照护人",
        VerifiedBy.HEARD: "听说",
        VerifiedBy.DOCUMENT: "看过证件",
    },
    Category: {
        Category.LEFT_BEHIND: "留守儿童",
        Category.MIGRANT: "流动儿童",
        Category.ORPHAN: "孤儿",
        Category.DE_FACTO_UNATTENDED: "事实无人抚养",
        Category.POOR_FAMILY: "家庭困难",
        Category.DISABLED: "自身残疾",
        Category.GUARDIAN_FAILING: "监护缺失或不当",
        Category.TEMPORARY_HARDSHIP: "临时困境",
    },
    Standard: {
        Standard.CIVIL_AFFAIRS: "民政口径",
        Standard.SCHOOL_REGISTER: "学籍口径",
        Standard.LOCAL: "本地口径",
    },
    StatedBy: {
        StatedBy.GUARDIAN: "监护人",
        StatedBy.CHILD: "孩子本人",
        StatedBy.SCHOOL: "学校",
        StatedBy.VILLAGE: "村（社区）",
        StatedBy.CIVIL_AFFAIRS: "民政部门",
        StatedBy.DISABILITY_FEDERATION: "残联",
    },
    Evidence: {
        Evidence.STATEMENT: "口头说明",
        Evidence.HOME_VISIT: "家访所见",
        Evidence.REGISTER_ENTRY: "登记在册",
        Evidence.CERTIFICATE_SEEN: "看过证件",
        Evidence.SURVEY_FORM: "摸排表",
    },
    NotInSchoolReason: {
        NotInSchoolReason.NOT_YET_OF_AGE: "未到入学年龄",
        NotInSchoolReason.DROPPED_OUT: "辍学",
        NotInSchoolReason.POSTPONED: "缓学或休学",
        NotInSchoolReason.FINISHED: "已毕业",
        NotInSchoolReason.UNKNOWN: "原因不明",
    },
    MentorKind: {
        MentorKind.TEACHER: "教师",
        MentorKind.COMMUNITY_WORKER: "社区工作者",
        MentorKind.VOLUNTEER: "志愿者",
    },
    PairingEndReason: {
        PairingEndReason.GRADUATED: "孩子毕业",
        PairingEndReason.MENTOR_MOVED: "帮扶人调离",
        PairingEndReason.CHILD_ASKED: "孩子要求",
        PairingEndReason.NOT_SUITABLE: "不适宜",
        PairingEndReason.PAIRED_IN_ERROR: "误登",
    },
    **STAFF_WORDS,
    **CONTACT_WORDS,
    **ACCOUNT_WORDS,
    **CASE_WORDS,
    **READING_WORDS,
    **ROSTER_WORDS,
    **STAFF_LIST_WORDS,
    **TELEPHONE_WORDS,
    **GRANT_WORDS,
    **REPORT_WORDS,
    **RIGHTS_WORDS,
    **IDENTITY_WORDS,
    **PERMISSION_WORDS,
    **OUTSIDE_WORDS,
    **DELIVERY_WORDS,
    **SECURITY_WORDS,
    **SIGN_IN_WORDS,
    **RULE_WORDS,
}

# A talk is declined, not a visit; the other outcomes read the same.
TALK_OUTCOMES = {**WORDS[Outcome], Outcome.REFUSED: "不愿谈"}

FACTS = {
    "ChildRegistered": "登记孩子",
    "ChildRegisteredConflictKept": "登记孩子（重复）",
    "CarerRecorded": "登记照护人",
    "RosterRowReceived": "名单上的一行",
    "ChildLeadReported": "摸排线索",
    "CareFileOpened": "关爱档案建立",
    "ResidenceRecorded": "登记住处",
    "SchoolingRecorded": "登记就学",
    "CategoryStated": "登记类别",
    "CareLevelAssessed": "评估关爱等级",
    "MentorPaired": "结成对子",
    "LeadReassigned": "更换主责",
    "PairingExtended": "续期结对",
    "PairingEnded": "结对结束",
    "HomeVisitLogged": "家访",
    "HomeVisitCorrected": "家访更正",
    "HomeVisitConflictKept": "家访（重复）",
    "ChildWordsRecorded": "孩子的话",
    "TalkLogged": "谈心",
    "TalkCorrected": "谈心更正",
    "TalkConflictKept": "谈心（重复）",
    "TalkNotesRecorded": "谈心记录",
    **ACCOUNT_FACTS,
    **CASE_FACTS,
    **GRANT_FACTS,
    **RIGHTS_FACTS,
    **IDENTITY_FACTS,
    **REPORT_FACTS,
    **READING_FACTS,
    **OUTSIDE_FACTS,
    **SECURITY_FACTS,
    **SIGN_IN_FACTS,
    **RULE_FACTS,
}

# The numbers that all the country has, those of life and death first.
HELP_LINES = {"110": "报警", "120": "急救", "12356": "心理援助热线", "12345": "政务服务热线"}

# Codes that are no enum of ours, by the name a template uses.
LISTS: Mapping[str, Mapping[str, str]] = {
    "Relation": RELATION_TERMS,
    "EthnicGroup": ETHNIC_GROUPS,
    "CareLevel": {"1": "平稳", "2": "低", "3": "中", "4": "中高", "5": "高"},
    "Fact": FACTS,
    "Field": FIELD_NAMES,
    "HelpLine": HELP_LINES,
    "ResultAdvice": {str(problem): advice for problem, advice in SENTENCES_OF_RESULTS.items()},
    "ListedAdvice": {str(problem): advice for problem, advice in SENTENCES_OF_PROBLEMS.items()},
    "RowAdvice": {str(reason): advice for reason, advice in SENTENCES_OF_REASONS.items()},
    "RuleLabel": RULE_LABELS,
    "SecuritySentence": SECURITY_SENTENCES,
    "StandingHolds": {str(each): where for each, where in WHERE_STANDINGS_HOLD.items()},
    "TalkOutcome": {str(outcome): word for outcome, word in TALK_OUTCOMES.items()},
}


def word(value: StrEnum) -> str:
    """Return the Chinese word for a code."""
    return WORDS[type(value)][value]


def options() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return every table by the name of its kind, as pairs of code and Chinese word, in order."""
    tables = {kind.__name__: tuple(table.items()) for kind, table in WORDS.items()}
    lists = {name: tuple(table.items()) for name, table in LISTS.items()}
    return {**tables, **lists}
