"""The Chinese word for every code of readings and of the questions about them."""

from collections.abc import Mapping
from enum import StrEnum

from application.reads.reading_rows import QuestionStage
from domain.reads.facts import Doubt, Explanation, Finding, Reading
from domain.shared import Purpose

READING_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Reading: {
        Reading.DESK: "我的孩子",
        Reading.CHILD_HEAD: "孩子概要",
        Reading.CARE_FILE: "关爱档案",
        Reading.HISTORY: "历史",
        Reading.CHILD_WORDS: "孩子的话",
        Reading.CONTACT: "家访或谈心内容",
        Reading.HEALTH_DESK: "转介值班台",
        Reading.REFERRALS: "转介进度",
        Reading.CASE: "个案",
        Reading.CONSENT: "告知与同意",
        Reading.GRANT: "查阅授权",
        Reading.RIGHTS: "权利请求",
        Reading.RIGHTS_COPY: "打印孩子的信息",
        Reading.DISCLOSURES: "对外提供登记",
        Reading.KNOWN_NUMBER: "证件号已登记",
        Reading.OWN_CONCERN: "自己的上报",
        Reading.ROSTER: "名单",
        Reading.EXPORT: "导出文件",
        Reading.SEARCH: "查找结果",
        Reading.READINGS: "阅览记录",
        Reading.BREACH: "信息泄露涉及的孩子",
        Reading.CASE_COUNTS: "学校个案数",
        Reading.REPORT: "强制报告",
        Reading.REFERRAL_LETTER: "转介单",
        Reading.RISK_NOTICE: "危急告知",
        Reading.REFUSAL_NOTICE: "拒绝求助告知",
        Reading.INTERVIEWS: "访谈名单",
        Reading.INTERVIEW_COUNTS: "待访谈人数",
        Reading.SCREENING_LIST: "筛查结果名单",
        Reading.COUNTY_CASES: "本县个案清单",
    },
    Purpose: {
        Purpose.CARE: "关爱工作",
        Purpose.SUPERVISION: "督导",
        Purpose.AUDIT: "审计",
        Purpose.CRISIS: "危机处置",
        Purpose.RIGHTS: "答复权利请求",
    },
    Doubt: {
        Doubt.AT_NIGHT: "夜间阅览",
        Doubt.MANY_CHILDREN: "短时间看了很多孩子",
        Doubt.WITHOUT_DUTY: "已无职责仍阅览",
        Doubt.BREAK_GLASS: "紧急查阅",
    },
    Explanation: {
        Explanation.URGENT: "有急事",
        Explanation.PREPARING: "准备家访或报表",
        Explanation.HANDING_OVER: "工作交接",
        Explanation.CHECKING: "核对或检查",
        Explanation.BY_MISTAKE: "误点",
        Explanation.NOT_ME: "不是我本人",
        Explanation.OTHER: "其他",
    },
    QuestionStage: {
        QuestionStage.OPEN: "待回答",
        QuestionStage.ANSWERED: "已回答",
        QuestionStage.SETTLED: "已办结",
    },
    Finding: {
        Finding.IN_ORDER: "正常",
        Finding.REMINDED: "已提醒",
        Finding.MISUSED: "违规",
    },
}

READING_FACTS = {
    "RecordsRead": "阅览",
    "ReadingQuestioned": "阅览疑问",
    "QuestionAnswered": "回答疑问",
    "AnswerWorded": "补充说明",
    "QuestionSettled": "疑问办结",
}
