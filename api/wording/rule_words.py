"""The Chinese words and sentences of versions of the rule set, and of each number in them."""

from collections.abc import Mapping
from enum import StrEnum

from domain.ruleset.parameters import PARAMETERS, BoundSource, RuleGroup
from domain.ruleset.state import RuleSetStage
from domain.ruleset.values import RuleUnit

RULE_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    RuleUnit: {
        RuleUnit.MINUTES: "分钟",
        RuleUnit.HOURS: "小时",
        RuleUnit.DAYS: "天",
        RuleUnit.WORKING_DAYS: "个工作日",
        RuleUnit.YEARS: "年",
        RuleUnit.PERCENT: "%",
        RuleUnit.HOUR_OF_DAY: "点",
        RuleUnit.COUNT: "个",
        RuleUnit.LEVEL: "级",
        RuleUnit.EVERY_DAYS: "天一次",
        RuleUnit.PER_SEMESTER: "次（每学期）",
        RuleUnit.DAYS_AFTER: "天后",
        RuleUnit.MONTH_DAYS: "月、日",
    },
    RuleGroup: {
        RuleGroup.CARE: "关爱频次与学期",
        RuleGroup.CRISIS: "危机处置",
        RuleGroup.HOSPITAL: "转介与就诊",
        RuleGroup.RETURNING: "休学与复学",
        RuleGroup.REPORTING: "强制报告",
        RuleGroup.SCREENING: "筛查与访谈",
        RuleGroup.ON_CALL: "值班",
        RuleGroup.PAIRING: "结对、任职与履职",
        RuleGroup.ACCESS: "查阅授权与个人信息",
    },
    BoundSource: {
        BoundSource.POLICY: "政策默认值，须由市里确认",
        BoundSource.AT_ONCE_IN_DANGER: "精神卫生法第二十八条：立即；只能更短",
        BoundSource.GUARDIAN_AT_ONCE: "预防未成年人犯罪法第十九条：立即告知；只能更短",
        BoundSource.REPORT_AT_ONCE: "未成年人保护法第十一条：立即报告；只能更短",
        BoundSource.LEAST_ACCESS: "个人信息保护法第六条：最小必要",
    },
    RuleSetStage: {
        RuleSetStage.PROPOSED: "等另一位审批",
        RuleSetStage.APPROVED: "已批准，未生效",
        RuleSetStage.IN_FORCE: "正在执行",
        RuleSetStage.REPLACED: "已被替换",
        RuleSetStage.REFUSED: "未批准",
        RuleSetStage.WITHDRAWN: "已撤回",
    },
}

RULE_FACTS = {
    "RuleSetProposed": "提议规则版本",
    "RuleSetApproved": "批准规则版本",
    "RuleSetRefused": "不批准规则版本",
    "RuleSetWithdrawn": "撤回规则版本",
}

RULE_SENTENCES = {
    "rule_unknown": "没有这一项规则，或它不能更改。请从列表里选。",
    "rule_unit": "这一项不能用这个单位。请换一个单位。",
    "rule_not_read": "这一项填得不对。请核对数字的个数和日期。",
    "rule_too_low": "太小了，最小 %(at_least)s。请改大。",
    "rule_too_high": "超出了允许的范围，最大 %(at_most)s。请改小。",
    "rule_days_not_rising": "天数要从小到大，不能重复。请核对。",
    "rule_too_many_days": "太多了，最多 %(at_most)s 个。请去掉一些。",
    "rule_first_day_too_late": "第一次最晚在第 %(at_most)s 天。请改早。",
    "rule_last_day_too_early": "最后一次最早在第 %(at_least)s 天。请补上后面的。",
    "rule_days_too_far_apart": "相邻两次最多隔 %(at_most)s 天。请补上中间的。",
    "rule_one_pause_longer": "一次暂停的天数不能多过一共可以暂停的天数。请核对这两项。",
    "rule_graver_waits_longer": "级别更重的，时限不能比轻一级的长。请核对这两级。",
    "rule_graver_seen_less": "等级更高的，次数不能比低一级的少。请核对这两级。",
    "rule_more_with_high": "带有高风险孩子的，人数上限不能更高。请核对这两项。",
    "rule_semesters_overlap": "两个学期重叠，或结束早于开始。请核对日期。",
    "rule_semester_length": "一个学期要有 %(at_least)s–%(at_most)s 天。请核对日期。",
    "rule_set_already_proposed": "这个编号的提议已经存在，内容不一样。请重新打开页面再提。",
    "rule_set_changed_meanwhile": "其间有别的版本获批，这份提议不再适用。请从新版本重新提议。",
    "rule_set_beyond_bounds": "有数字超出了现在允许的范围，不能批准。请选不批准，再重新提议。",
    "rule_set_unchanged": "和现在的规则一样，没有改动。请先改一项。",
    "rule_set_too_soon": "至少要在生效那天零点前 10 分钟定下来。请选晚一些的日期。",
    "rule_set_too_far": "生效日期最远 %(at_most)s 天。请改早一些。",
    "rule_set_before_latest": "要晚于上一个版本的生效日期。请选晚一些的日期。",
    "rule_set_before_proposed": "不能早于提议的日期。请选那一天或更晚。",
    "rule_set_needs_another": "您提议的版本要由另一位审批。您可以撤回它。",
    "rule_set_already_decided": "这个版本已经有了结果。请重新打开页面查看。",
    "rule_set_not_yours": "只有提议的人能撤回还没审批的版本。不同意的，请选不批准。",
    "rule_set_in_force": "这个版本已经生效或马上生效，不能撤回。请提议新的版本。",
    "rule_set_not_last": "后面还有一个已批准的版本。请先撤回那一个。",
    "rule_set_not_found": "没有找到这个规则版本。请从列表进入。",
}

_COLOURS = {"red": "红", "orange": "橙", "yellow": "黄"}
_CONTACTS = {
    "home_visit": "家访",
    "talk": "谈心",
    "carer_call": "联系照护人",
    "reassess": "重新评估",
    "first_visit_within_days": "建档后首次家访",
}
_STEPS = {
    "taken": "接手",
    "assessed": "评估",
    "guardian_informed": "告知监护人",
    "decided": "决定怎么帮孩子",
    "again": "无人处理时再次提醒",
}
_BY_LEVEL = {
    "crisis.at_rest_days": "稳定多久才能降级",
    "crisis.support_review_days": "校内支持多久后复核",
    "refusing.days": "家里不同意后再谈",
    "seeking.again": "没联系上监护人，多久内再联系",
    "seeking.attempts": "联系几次都联系不上，就找另一位监护人和乡镇",
    "hospital.seen": "接收后见到孩子",
    "hospital.told": "就诊后给学校意见",
    "hospital.follow_up_days": "就诊后随访",
}
_ALONE = {
    "unassessed_level": "未评估的孩子按几级对待",
    "grace_percent": "按期的宽限",
    "terms.1": "第一学期",
    "terms.2": "第二学期",
    "clocks.accompanied": "红：有人陪着孩子",
    "clocks.accompanied_calls": "红：没人陪着，连续提醒几次后改为按天提醒",
    "clocks.soon_percent": "时间过去多少算快到期",
    "clocks.closes_at_hour": "当天办理的截止时间",
    "worries.joined_within_hours": "同一孩子的上报并入同一个案",
    "worries.brought_open_days": "逐级通知后，个案对接到通知的负责人开放",
    "crisis.closed": "随访结束后结案",
    "refusing.at_red": "红：家里不同意后再谈",
    "crisis.pause_days_at_most": "一步时限一次最多暂停",
    "crisis.pause_days_in_all": "同一个案的一步，前后一共最多暂停",
    "referrals.received_minutes_in_danger": "情况危险或红色：医院接收",
    "referrals.received_working_days": "有同意：医院接收",
    "referrals.signed_working_days": "口头同意：补上签字",
    "hospital.referred_again_minutes_in_danger": "情况危险或红色：被退回后再转",
    "hospital.referred_again_working_days": "有同意：被退回后再转",
    "hospital.chase_days": "未到诊后追问",
    "hospital.again": "按天计的步骤无人处理时再次提醒",
    "returning.leave_days_at_most": "一次休学最长",
    "returning.reviewed": "申请复学后研判",
    "returning.appeal_reviewed": "申诉后复核",
    "returning.first_day_within_days": "同意复学后到校",
    "returning.deferral_days_at_most": "暂缓复学后再看",
    "returning.follow_up_days": "复学后随访",
    "reporting.recorded_within": "报警后录入系统",
    "reporting.acknowledged_within": "县级值班接收",
    "reporting.outcome_within": "追问处理结果",
    "reporting.outcome_again_after": "没有结果时再次追问",
    "screening.talk_within_days": "筛查后完成访谈",
    "screening.again_within_days": "没谈成后再谈",
    "screening.kept_days": "筛查线索保留",
    "on_call.days_at_most": "一次公布的值班表最长",
    "on_call.days_ahead_at_most": "值班表最早提前公布",
    "on_call.exchange_days_back": "换班最晚补登",
    "on_call.gap_days": "值班空缺提前提醒",
    "on_call.test_call_days": "开学后试拨值班电话",
    "on_call.outage_again_minutes": "提醒停摆后再次告知",
    "on_call.outage_over_minutes": "恢复多久才告知恢复",
    "on_call.messages_kept_days": "对外消息的记录保留",
    "on_call.week_told_hour": "每周首个工作日提醒黄色个案",
    "mentors_per_child": "一个孩子的帮扶人最多",
    "children_per_mentor": "一位帮扶人的孩子最多",
    "children_per_mentor_with_high": "带有高风险孩子时最多",
    "high_level_from": "从几级起算高风险",
    "duty_years_at_most": "任职最长",
    "administrator_years_at_most": "系统管理员任职最长",
    "health_vice_principal_years_at_most": "健康副校长任期最长",
    "schools_per_health_vice_principal": "一位健康副校长的学校最多",
    "ending_soon_days": "到期前提醒",
    "school_health.visits_per_month": "健康副校长每月到校",
    "school_health.lessons_per_semester": "每学期健康课",
    "school_health.meetings_per_semester": "每学期参加会议",
    "school_health.lectures_per_semester": "每学期座谈或讲座",
    "grant_days_at_most": "查阅授权最长",
    "glass_minutes_at_most": "紧急查阅最长",
    "glass_open_at_most": "一人同时的紧急查阅最多",
    "glass.unreviewed_at_most": "同一孩子未复核的紧急查阅最多",
    "rights_answer_working_days": "答复家长请求",
}


def _label(name: str) -> str:
    if name in _ALONE:
        return _ALONE[name]
    above, _, last = name.rpartition(".")
    if above in _BY_LEVEL:
        return f"{_COLOURS[last]}：{_BY_LEVEL[above]}"
    level = above.rpartition(".")[2]
    if level in _COLOURS:
        return f"{_COLOURS[level]}：{_STEPS[last]}"
    return f"{level}级：{_CONTACTS[last]}"


RULE_LABELS: Mapping[str, str] = {each.name: _label(each.name) for each in PARAMETERS}
"""What each number that may be changed is called."""
