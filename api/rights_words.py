"""The Chinese words and sentences of notices, consent and the rights of families."""

from collections.abc import Mapping
from enum import StrEnum

from domain.codelists import LegalBasis, SpokenBy
from domain.consent.facts import Processing
from domain.consent.state import Agreement

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
}

RIGHTS_FACTS = {
    "NoticePublished": "发布告知书",
    "NoticeGiven": "告知",
    "SpeakerNamed": "表示意见的人",
    "ConsentGranted": "同意",
    "ConsentDeclined": "不同意",
    "ConsentWithdrawn": "撤回同意",
    "ConsentSigned": "补签字",
}

RIGHTS_SENTENCES = {
    "before_notice": "这一版告知书那时还没有开始使用。请核对日期，或换一版。",
    "notice_already_published": "这一版告知书已经发布过，内容不一样。请刷新页面再试。",
    "notice_not_found": "没有找到这份告知书。请从列表里重新选。",
    "notice_does_not_cover": "这份告知书没有说到这一项。请先发布新的一版，再问这一项。",
    "consent_not_asked_for": "这一项依法必须做，不需要同意。",
    "consent_already_recorded": "这次回答已经保存过，内容不一样。请核对现在的记录。",
    "consent_already_signed": "已经补签过，日期不一样。请核对。",
    "consent_not_found": "没有找到要补签的同意。请回到告知与同意页面。",
    "no_consent_to_withdraw": "现在没有有效的同意，不用撤回。",
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
}
