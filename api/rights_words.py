"""The Chinese words and sentences of notices, consent and the rights of families."""

from collections.abc import Mapping
from enum import StrEnum

from domain.breaches.facts import BreachGrade, BreachKind
from domain.codelists import LegalBasis, SpokenBy
from domain.consent.facts import Processing
from domain.consent.state import Agreement
from domain.disclosures.facts import DataKind
from domain.rights.facts import ProvenBy, RefusalReason, RightsKind
from domain.rights.state import RightsStage

RIGHTS_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Processing: {
        Processing.CARE_FILE: "建立关爱档案",
        Processing.VISITS_AND_TALKS: "家访和谈心",
        Processing.MANDATORY_REPORTING: "强制报告",
        Processing.CRISIS_HELP: "危急时救助",
        Processing.PHOTOS: "拍照和使用照片",
        Processing.SCREENING: "心理筛查",
        Processing.SHARING_WITH_HOSPITAL: "把情况提供给医院",
        Processing.SHARING_WITH_CHARITY: "把情况提供给公益组织",
    },
    SpokenBy: {
        SpokenBy.GUARDIAN: "监护人",
        SpokenBy.ENTRUSTED_CARER: "受托照护人",
        SpokenBy.CHILD: "孩子本人",
    },
    LegalBasis: {
        LegalBasis.CONSENT: "同意",
        LegalBasis.STATUTORY_DUTY: "法定职责",
        LegalBasis.EMERGENCY: "紧急情况",
    },
    Agreement: {
        Agreement.GRANTED: "已同意",
        Agreement.DECLINED: "不同意",
        Agreement.WITHDRAWN: "已撤回",
        Agreement.NOT_ASKED: "还没问过",
    },
    DataKind: {
        DataKind.IDENTITY: "身份信息",
        DataKind.CONTACT: "电话住址",
        DataKind.GUARDIANSHIP: "监护和照护",
        DataKind.SCHOOLING: "就学情况",
        DataKind.CATEGORIES: "类别和依据",
        DataKind.CARE_LEVEL: "关爱等级",
        DataKind.VISITS: "家访谈心情况",
        DataKind.NEEDS: "需要的帮助",
        DataKind.HEALTH: "健康情况",
    },
    BreachKind: {
        BreachKind.DEVICE_LOST: "设备丢失",
        BreachKind.SENT_WRONGLY: "发错了人",
        BreachKind.ACCOUNT_MISUSED: "账号被人用",
        BreachKind.ATTACKED: "被攻击",
        BreachKind.EXPOSED: "被公开",
        BreachKind.OTHER: "其他情况",
    },
    BreachGrade: {
        BreachGrade.GENERAL: "一般",
        BreachGrade.LARGE: "较大",
        BreachGrade.MAJOR: "重大",
        BreachGrade.EXTRAORDINARY: "特别重大",
    },
    RightsKind: {
        RightsKind.ACCESS: "查阅",
        RightsKind.COPY: "复制",
        RightsKind.CORRECT: "更正信息",
        RightsKind.COMPLETE: "补充",
        RightsKind.DELETE: "删除",
    },
    ProvenBy: {
        ProvenBy.DOCUMENT_SEEN: "看过证件原件",
        ProvenBy.REGISTER_CHECKED: "看过户口簿",
        ProvenBy.KNOWN_IN_PERSON: "工作人员当面认识",
    },
    RefusalReason: {
        RefusalReason.IDENTITY_NOT_PROVEN: "没有核实身份",
        RefusalReason.NOT_ENTITLED: "不是孩子本人，也不是监护人",
        RefusalReason.WOULD_HARM_CHILD: "可能伤害孩子",
        RefusalReason.SECRETS_OF_OTHERS: "涉及别人的秘密",
        RefusalReason.MUST_BE_KEPT: "法律规定还要保存",
        RefusalReason.IS_CORRECT: "核对后没有错",
    },
    RightsStage: {
        RightsStage.RECEIVED: "待核实身份",
        RightsStage.VERIFIED: "待答复",
        RightsStage.FULFILLED: "已办理",
        RightsStage.PARTLY_FULFILLED: "部分办理",
        RightsStage.REFUSED: "已拒绝",
    },
}

RIGHTS_FACTS = {
    "NoticePublished": "发布告知书",
    "NoticeGiven": "告知",
    "SpeakerNamed": "表示意见的人",
    "ConsentGranted": "同意",
    "ConsentDeclined": "不同意",
    "ConsentWithdrawn": "撤回同意",
    "ConsentSigned": "补签字",
    "RightsRequested": "提出权利请求",
    "RequesterNamed": "提出请求的人",
    "RightsWordsRecorded": "请求的内容",
    "RequesterVerified": "核实请求人",
    "RightsFulfilled": "办理权利请求",
    "RightsPartlyFulfilled": "部分办理权利请求",
    "RightsRefused": "拒绝权利请求",
    "RightsAnswerWritten": "书面答复",
    "DataDisclosed": "对外提供信息",
    "DisclosureTold": "提供后告知家里",
    "BreachReported": "报告信息泄露",
    "BreachDescribed": "泄露经过",
    "BreachGraded": "泄露定级",
    "AffectedChildrenListed": "列出受影响的孩子",
    "AuthorityNotified": "报告主管部门",
    "GuardianNotified": "泄露告知家里",
    "BreachClosed": "泄露办结",
}

RIGHTS_SENTENCES = {
    "disclosure_already_recorded": "这次提供已经登记过，内容不一样。请核对。",
    "disclosure_already_told": "已经告知过家里，方式或日期不一样。请核对。",
    "recipient_not_found": "没有找到登记过的接收单位。请重新选，或只写名称。",
    "disclosure_not_found": "没有找到这次提供。请回到登记页面。",
    "no_consent_to_disclose": "家里没有同意，或者已经撤回。请先问家里，或写明别的依据。",
    "breach_already_reported": "这次泄露已经报告过，内容不一样。请核对。",
    "breach_not_found": "没有找到这次泄露。请从列表进入。",
    "breach_closed": "这次泄露已经办结，不能再改。",
    "grade_it_first": "请先定级，再办结。",
    "authority_not_notified": "较大以上的泄露要先报告主管部门，再办结。",
    "authority_already_notified": "已经报告过主管部门，内容不一样。请核对。",
    "child_not_affected": "这个孩子不在受影响的名单里。请先加进名单。",
    "guardian_already_notified": "已经告知过这个孩子的家里，内容不一样。请核对。",
    "guardians_not_notified": "还有 %(children)s 个孩子的家里没有告知。请先告知，再办结。",
    "office_not_found": "没有找到负责的部门。请从列表里选。",
    "too_many": "一次太多，最多 %(at_most)s 个。请分几次。",
    "rights_already_requested": "这项请求已经保存过，内容不一样。请核对。",
    "rights_already_answered": "这项请求已经答复过了。请核对答复的内容。",
    "rights_not_found": "没有找到这项请求，或者现在还不能打印。请回到权利请求页面。",
    "requester_already_verified": "身份已经核实过，方式或日期不一样。请核对。",
    "answered_by_another": "收下请求的人不能自己答复。请由另一位负责人办理。",
    "verify_first": "请先核实提出的人是谁，再办理。",
    "before_notice": "这一版告知书那时还没有开始使用。请核对日期，或换一版。",
    "notice_already_published": "这一版告知书已经发布过，内容不一样。请刷新页面再试。",
    "notice_not_found": "没有找到这份告知书。请从列表里重新选。",
    "notice_does_not_cover": "这份告知书没有说到这一项。请先发布新的一版，再问这一项。",
    "consent_not_asked_for": "这一项依法必须做，不需要同意。",
    "consent_already_recorded": "这次回答已经保存过，内容不一样。请核对现在的记录。",
    "consent_already_signed": "已经补签过，日期不一样。请核对。",
    "consent_not_found": "没有找到要补签的同意。请回到告知与同意页面。",
    "child_consents_alone": "孩子已满 %(years)s 周岁，要由孩子本人同意。",
    "too_young_to_consent": "孩子未满 %(years)s 周岁，要由监护人同意；孩子可以说不同意。",
    "carer_not_authorised": "受托照护人要有监护人的书面委托才能同意。请填委托的日期。",
}

RIGHTS_FIELDS = {
    "title": "标题",
    "notice_text": "告知的内容",
    "processings": "说到哪几项",
    "notice": "给了哪份告知书",
    "spoken_by": "谁表示的",
    "speaker_name": "姓名",
    "said_at": "什么时候",
    "said_on": "哪天",
    "said_time": "几点",
    "authorised_on": "监护人书面委托的日期",
    "signed_on": "还没有补签字，签字的日期",
    "rights_kind": "要什么",
    "asked_on": "哪天提出的",
    "words": "具体要求",
    "proven_by": "怎么核实的身份",
    "verified_on": "哪天核实的",
    "refusal_reason": "不能办理的原因",
    "answer_text": "书面答复",
    "answered_on": "哪天答复的",
    "outcome_of_request": "怎么办理",
}
