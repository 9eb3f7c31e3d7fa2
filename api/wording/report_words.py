"""The Chinese word for every code of reports of harm, and sentences for what is refused there."""

from collections.abc import Mapping
from enum import StrEnum

from domain.codelists import Body, HarmKind
from domain.reporting.facts import ReportOutcome, ReportStep, Suspect
from domain.reporting.officer_facts import OfficerEnd

REPORT_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    HarmKind: {
        HarmKind.INTIMATE_INJURY: "隐私部位有不正常的伤",
        HarmKind.SEXUAL_UNDER_14: "不满14岁的女孩遭性侵、怀孕或流产",
        HarmKind.SEXUAL_FROM_14: "14岁以上的女孩因性侵怀孕或流产",
        HarmKind.SIGNS_OF_VIOLENCE: "多处受伤、营养不良或意识不清，疑似家暴、虐待、欺凌、殴打",
        HarmKind.UNNATURAL_INJURY: "因自杀、自残、工伤、中毒、殴打等伤残或死亡",
        HarmKind.ABANDONED: "被遗弃，或长期没有人照料",
        HarmKind.MISSING_OR_TRAFFICKED: "失踪、来源不明，或被拐卖、收买",
        HarmKind.MADE_TO_BEG: "被人组织乞讨",
        HarmKind.OTHER_HARM: "其他严重侵害，或正面临危险",
    },
    Body: {
        Body.POLICE: "公安",
        Body.CIVIL_AFFAIRS: "民政部门",
        Body.EDUCATION: "教育部门",
    },
    Suspect: {
        Suspect.GUARDIAN: "监护人",
        Suspect.CARER: "照护人",
        Suspect.MENTOR: "帮扶人",
        Suspect.CLASS_TEACHER: "班主任",
        Suspect.TEACHER: "教师",
        Suspect.SCHOOL_LEADER: "学校负责人",
        Suspect.OFFICIAL: "部门工作人员",
        Suspect.PUPIL: "同学",
        Suspect.OTHER: "其他人",
    },
    ReportStep: {
        ReportStep.ACKNOWLEDGED: "值班接收",
        ReportStep.OUTCOME: "处理结果和办结",
    },
    ReportOutcome: {
        ReportOutcome.CASE_FILED: "已立案",
        ReportOutcome.CHILD_PROTECTED: "已采取保护措施",
        ReportOutcome.TRANSFERRED: "已移送其他部门",
        ReportOutcome.NOT_FILED: "不予立案",
        ReportOutcome.NOTHING_FOUND: "未发现侵害",
    },
    OfficerEnd: {
        OfficerEnd.WITHDRAWN: "已收回",
        OfficerEnd.REPLACED: "改给了别人",
        OfficerEnd.WRONG_CODES: "代码输错太多次",
    },
}

REPORT_FACTS = {
    "HarmSuspected": "强制报告",
    "HarmedChildNamed": "说明报告的是哪个孩子",
    "ReportConflictKept": "强制报告（重复）",
    "BodyNotified": "已打电话报告",
    "ReceiptConfirmed": "登记回执号",
    "ReportAcknowledged": "值班接收报告",
    "OutcomeReturned": "部门反馈结果",
    "ReportClosingProposed": "提出办结报告",
    "ReportClosed": "办结报告",
    "ReportOverdue": "报告超时",
    "ReportAlerted": "提醒值班人员有报告",
    "ReportNewsTold": "告知有反馈或等人同意办结",
    "OutsideOfficerNamed": "给没有账号的部门经办人链接",
    "OutsideOfficerEntered": "部门经办人用链接进入",
    "OfficerCodeRefused": "有人用报告的链接输错代码",
    "OutsideOfficerEnded": "报告的链接停用",
}

REPORT_FIELD_NAMES = {
    "harm_kind": "哪一种情形",
    "at_school": "发生在学校，或和学校的人有关",
    "harm_seen": "看到、听到的情况",
    "suspects": "可能的侵害人（不会知道有这份报告）",
    "called_on": "哪天打的电话",
    "called_time": "几点打的电话",
    "receipt_number": "对方给的编号",
    "body": "打给了谁",
    "answered_by": "接电话的是谁（写岗位）",
    "outcome_body": "哪个部门的结果",
    "report_outcome": "处理得怎样",
    "returned_on": "哪天告诉的",
    "outcome_words": "结果的说明",
    "body_number": "受理编号",
    "result_on": "哪天的结果",
    "officer_body": "哪个部门的经办人",
    "officer_name": "经办人姓名",
    "officer_function": "单位和职务",
    "officer_phone": "经办人电话",
}

REPORT_SENTENCES = {
    "report_not_found": "没有找到这份报告。请回到上一页。",
    "report_of_another_child": "这份报告写的是另一个孩子。请重新打开表单再报。",
    "call_already_recorded": "这次电话已经保存过，内容不一样。请打开报告核对。",
    "call_not_found": "没有找到这次电话。请回到报告。",
    "report_already_acknowledged": "已经有人接收了这份报告。请打开报告查看。",
    "report_not_acknowledged": "还没有人接收这份报告。请先点“我来接收”。",
    "outcome_already_recorded": "这次反馈已经保存过，内容不一样。请打开报告核对。",
    "report_closed": "这份报告已经办结。",
    "report_body_not_told": "这个部门还没有打过电话。请先打电话、记下来，再记它的结果。",
    "report_body_untold": "还有部门没有报告。请先打电话，记下以后再办结。",
    "officer_already_named": "这个编号已经给了别人。请重新打开这一页再填。",
    "officer_not_named": "没有找到这个经办人。请重新打开报告再看。",
    "report_closing_needs_another": "没有处理结果的报告要由两个人办结。请等另一个人同意。",
}
