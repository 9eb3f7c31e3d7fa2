"""The Chinese words for what a hospital says of a referral; none is a diagnosis."""

from collections.abc import Mapping
from enum import StrEnum

from api.view_models.crisis.hospitals import HospitalNote
from api.view_models.crisis.signing import SignatureOutcome
from domain.contacts.facts import ContactEnd, ContactHours
from domain.referrals.hospital.feedback_facts import Fitness, Support
from domain.referrals.hospital.hospital_facts import DeclineReason
from domain.referrals.hospital.liaison_facts import LiaisonEnd, LinkWay
from domain.referrals.returning.aftercare_facts import FollowUpOutcome

HOSPITAL_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    DeclineReason: {
        DeclineReason.NO_BED: "没有床位",
        DeclineReason.NOT_OUR_DEPARTMENT: "没有这个科室",
        DeclineReason.WRONG_HOSPITAL: "转错了医院",
        DeclineReason.OUT_OF_HOURS: "不在接诊时间",
        DeclineReason.OTHER: "其他原因",
    },
    SignatureOutcome: {
        SignatureOutcome.SIGNED: "已经签字",
        SignatureOutcome.NOT_SIGNED: "不肯签，仍然同意",
    },
    HospitalNote: {
        HospitalNote.NOBODY_HEARS: "系统里没有人能收到",
        HospitalNote.CLOSED_NOW: "现在没人值班",
    },
    ContactHours: {
        ContactHours.WORKING_HOURS: "上班时间",
        ContactHours.OUT_OF_HOURS: "夜里和节假日",
        ContactHours.DAY_AND_NIGHT: "全天",
    },
    ContactEnd: {
        ContactEnd.LEFT: "不再负责",
        ContactEnd.WRONG_ADDRESS: "邮箱或手机不对",
        ContactEnd.NOT_ASKED_FOR: "没有这回事",
    },
    LiaisonEnd: {
        LiaisonEnd.WITHDRAWN: "已收回",
        LiaisonEnd.REPLACED: "改给了别人",
        LiaisonEnd.WRONG_CODES: "代码输错太多次",
    },
    LinkWay: {
        LinkWay.EMAIL: "邮件没有送到",
        LinkWay.SMS: "短信没有送到",
    },
    FollowUpOutcome: {
        FollowUpOutcome.STEADY: "平稳",
        FollowUpOutcome.NOT_REACHED: "没有联系上",
        FollowUpOutcome.NEEDS_ASSESSMENT: "需要重新评估",
    },
    Fitness: {
        Fitness.FIT_TO_ATTEND: "可上学",
        Fitness.NEEDS_SUPPORT: "需支持",
        Fitness.NO_STATEMENT: "不作评价",
    },
    Support: {
        Support.TALKS: "定期谈心",
        Support.CONTACT_PERSON: "固定一位联系人",
        Support.COMPANY_ON_THE_WAY: "上下学有人陪",
        Support.QUIET_PLACE: "可以去安静的地方",
        Support.LESS_HOMEWORK: "减少作业",
        Support.SHORTER_DAYS: "缩短在校时间",
        Support.SPORT_ADJUSTED: "调整体育活动",
        Support.LEAVE_FOR_VISITS: "按时请假就诊",
    },
}

HOSPITAL_FACTS = {
    "ConsentScopeRecorded": "同意还写明的医院",
    "ReferralConsentSigned": "补上签字",
    "ReferralSigningDeclined": "不肯签字，仍然同意",
    "ReferralDeclined": "医院不能接收",
    "ReferralRerouted": "自动转到下一家医院",
    "AppointmentSet": "约定就诊时间",
    "Attended": "已就诊",
    "NotAttended": "未到",
    "FunctionalFeedbackGiven": "功能性意见",
    "FeedbackAuthoriserNamed": "登记同意告诉学校的人",
    "CaseRestored": "未见障碍，恢复原状",
    "FollowUpDone": "随访",
    "ClosingProposed": "提出结案",
    "ClosingDeclined": "不同意结案",
    "CaseClosed": "结案",
    "OutsideLiaisonNamed": "给没有账号的医院联络人链接",
    "OutsideLiaisonEntered": "医院联络人用链接进入",
    "OutsideCodeRefused": "有人用链接输错代码",
    "OutsideLiaisonEnded": "链接停用",
    "OutsideLinkSent": "发出链接和代码",
    "OutsideLinkUndelivered": "链接或代码没有送到",
}

HOSPITAL_FIELD_NAMES = {
    "decline_reason": "为什么不能接收",
    "also_for": "同意里还写了哪些医院",
    "pupil_wish": "孩子自己愿意去医院吗",
    "letter_number": "转介编号",
    "signature_outcome": "签了吗",
    "signature_on": "哪一天",
    "paper": "哪份文书",
    "visit_outcome": "就诊情况",
    "visit_at": "什么时候",
    "visit_on": "哪一天",
    "visit_time": "几点",
    "feedback_outcome": "告诉学校什么",
    "supports": "学校能做什么",
    "review_on": "什么时候复评",
    "let_name": "谁同意告诉学校",
    "let_sure": "和学校核实过，可以由这个人同意",
    "let_means": "怎么同意的",
    "let_at": "什么时候同意的",
    "let_on": "哪天同意的",
    "let_time": "几点同意的",
    "liaison_name": "联络人姓名",
    "liaison_function": "科室和职务",
    "liaison_phone": "电话",
    "contact_name": "姓名",
    "contact_function": "科室和职务",
    "contact_mail": "本人的邮箱",
    "contact_mobile": "本人的手机",
    "contact_hours": "什么时候能接",
    "contact_id": "发给谁",
    "follow_up_outcome": "孩子怎么样",
    "follow_up_at": "什么时候",
    "follow_up_on": "哪一天",
    "follow_up_time": "几点",
}
