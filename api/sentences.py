"""One sentence for every refusal code, saying what to do; %(name)s is a parameter."""

from collections.abc import Mapping

from api.grant_sentences import GRANT_FIELDS, GRANT_RULES
from api.reading_sentences import READING_REFUSALS
from api.rights_words import RIGHTS_SENTENCES
from domain.errors import Parameter

FALLBACK = "这次没有办成。请稍后再试；再不行，请告诉值班人员。"

# What a field of a form holds.
FIELDS = {
    "required": "请填写这一项。",
    "too_long": "太长了，最多 %(at_most)s 个字。请缩短一些。",
    "unseen_character": "里面有看不见的特殊字符。请删掉重新输入，不要从别处粘贴。",
    "unknown_code": "没有这个选项。请从列表里选。",
    "unknown_level": "没有这个等级。请从 1 到 5 里选。",
    "stated_twice": "同一项填了两次。请去掉一个。",
    "not_a_day": "日期不对。请按年、月、日重新选。",
    "not_a_time": "日期或时间不对。请两样都填好。",
    "not_a_number": "请填整数。",
    "not_a_version": "版本号不对。请重新打开这份记录再改。",
    "in_future": "不能晚于现在。请核对日期和时间。",
    "not_ahead": "下次的日期要晚于这一次。请选晚一些的日期。",
    "before_birth": "这个日期早于孩子的出生日期。请核对。",
    "before_start": "结束的日期不能早于开始的日期。请核对。",
    "after_term": "最后一天不能晚于原定的任期。请改早一些。",
    "time_without_zone": "时间缺少时区。请重新填写日期和时间。",
    "minutes_out_of_range": "时长要在 1 到 %(at_most)s 分钟之间。请核对。",
    "child_was_not_met": "结果选的是没有见到人，这一项就不能填。请改结果，或清空这一项。",
    "child_was_not_seen": "勾了“单独谈过”，也要勾“孩子本人”。",
    "of_age": "已满 %(years)s 周岁，不再建儿童档案。请核对出生日期。",
    "not_an_id_number": "身份证号不对。请照着证件核对；一时核不清，可以先空着。",
    "tells_another_birth_day": "身份证号里的出生日期和填的不一样。请核对这两项。",
    "tells_another_sex": "身份证号里的性别和填的不一样。请核对这两项。",
    "not_a_student_number": "学籍号不对，只能有字母和数字。请核对；不知道可以空着。",
    "not_a_phone": "电话号码不对。请填 11 位手机号，或带区号的座机号。",
    "not_an_area_code": "行政区划代码应是 6、9 或 12 位数字；不知道可以空着。",
    "school_or_reason": "请选学校，或选未在学的原因，两样只填一样。",
    "needs_school": "填了班级或住宿，就要先选学校。",
    "of_another_role": "只有健康副校长要填来自哪个单位。请清空这一项。",
    "not_the_proposer": "只有提议的人能撤回。请选别的原因。",
    "not_later": "要晚于现在的最后一天。请改晚一些。",
    "already_over": "这一天已经过去了。请选今天或以后的日期。",
    "pairing_too_long": "结对一次最长 %(days)s 天。请改早一些，到期再续。",
    "term_too_long": "任期太长，最多 %(years)s 年。请把结束的日期改早一些。",
    "consent_or_danger": "请填谁同意了；情况危险、来不及征求同意的，只写危险是什么。两样只填一样。",
    "cursor_invalid": "翻页的位置已失效。请回到第一页。",
    "login_not_usable": "账号名不能用。请用 2 到 %(maximum)s 个字符，不含空格。",
    "password_too_short": "密码太短，至少 %(minimum)s 个字符。",
    "password_too_long": "密码太长，最多 %(maximum)s 个字符。",
    "password_is_login": "密码不能和账号一样。请换一个。",
    "invalid_request": "填写的内容有问题。请按提示修改后再发。",
}

# Why a file is no list that can be read.
FILES = {
    "file_missing": "还没有选文件。请先选一个文件，再上传。",
    "file_damaged": "文件已损坏，或不是文字。请在表格软件里打开，另存为 .xlsx 再试。",
    "file_empty": "文件是空的。请核对是不是选错了文件。",
    "file_password_protected": "文件有密码。请去掉密码，另存一份再试。",
    "file_too_large": "文件太大，最多 20 MB。请分成几个文件。",
    "file_with_macros": "文件带有宏，不能读取。请另存为 .xlsx（不带宏）再试。",
    "file_wrong_extension": "文件的内容和扩展名不符。请另存为 .xlsx 或 .csv 再试。",
    "not_a_roster": "没有找到名单。请核对表头里有没有“姓名”，以及性别、出生日期这样的列。",
    "too_many_rows": "行数太多，一个文件最多 20,000 行。请分成几个文件。",
    "too_many_columns": "列数太多，一张表最多 300 列。请删去名单右边不用的格子。",
}

# What the records so far do not allow.
RULES = {
    "care_file_already_open": "这个孩子已经有关爱档案了。请在原来的档案上记录。",
    "care_file_not_open": "这个孩子还没有关爱档案。请先建档。",
    "child_registered_otherwise": "这个孩子已经登记过，内容不一样。请先到原来的档案里核对。",
    "child_not_registered": "这个孩子还没有登记。请先登记姓名和出生日期。",
    "id_number_already_registered": "这个身份证号已登记在别的孩子名下。请先查清是不是同一个人。",
    "standing_does_not_fit_relation": "照护身份和亲属关系对不上。请核对这两项。",
    "lowering_needs_another_person": "降低关爱等级，要由另一位负责人评估。",
    "changed_meanwhile": "这份记录刚刚被别人更正过。请先看最新的内容，再决定要不要更正。",
    "correction_already_recorded": "这次更正已经保存过，内容不一样。请到历史里核对。",
    "conflict_kept": "之前已经记过，内容不一样。两份都已保存，请到历史里核对。",
    "pairing_already_recorded": "这次结对已经保存过，内容不一样。请核对现在的帮扶人。",
    "pairing_already_ended": "这次结对已经结束了。不用再办。",
    "mentor_already_paired": "这位帮扶人已经和这个孩子结对。不用再办。",
    "mentor_without_duty": "这位帮扶人现在没有职责。请先给职责，再结对。",
    "too_many_mentors": "一个孩子最多 %(at_most)s 位帮扶人。请先结束一位。",
    "volunteer_not_vetted": "志愿者结对前要查询违法犯罪记录。请填查询日期。",
    "vetting_too_old": "违法犯罪记录查询超过 %(valid_days)s 天了。请重新查询再结对。",
    "lead_must_be_passed_on_first": "还有 %(others)s 位帮扶人。请先把主责交给其中一位，再结束。",
    "organisation_already_registered": "这个机构已经登记过，内容不一样。请核对。",
    "organisation_not_registered": "没有这个机构。请从列表里重新选。",
    "organisation_of_other_kind": "机构的类型不对。请从列表里重新选。",
    "person_already_registered": "这个人已经登记过，内容不一样。请核对。",
    "person_not_registered": "这个人还没有登记。请先登记人员。",
    "not_a_registered_human": "登记的人员里没有这个人。请从列表里重新选。",
    "duty_already_assigned": "这项职责已经任命过，内容不一样。请核对。",
    "duty_already_held": "这个人在这段时间已有同样的职责。不用再提议。",
    "duty_already_ended": "这项职责已经结束了。不用再办。",
    "pairing_for_oneself": "不能给自己结对或续期。请由另一位负责人办理。",
    "pairing_is_over": "这次结对已经到期。请先续期，再交主责。",
    "duty_for_oneself": "不能给自己提议或批准职责。请由另一位负责人办理。",
    "duty_already_proposed": "这项职责已经提议过，内容不一样。请核对。",
    "duty_proposed_already": "这个人在这段时间的同样职责已有人提议，正等批准。不用再提议。",
    "own_proposal": "自己提议的，要由另一位负责人批准。",
    "needs_one_responsible": "提议和批准的两个人里，要有一位是这个地方的负责人，不能都是管理员。",
    "proposal_too_old": "这项提议超过 %(days)s 天了。请重新提议。",
    "proposal_already_approved": "这项提议已经由别人批准了。不用再办。",
    "proposal_already_declined": "这项提议已经被退回了。需要的话请重新提议。",
    "administrators_hold_one_role": "系统、安全、审计管理员不能兼任别的岗位。"
    "这个人从 %(from_on)s 起任“%(role)s”，请先结束那项职责。",
    "not_a_founding_role": "这个岗位不由命令行设立。请在网页上提议，再由另一位负责人批准。",
    "too_many_schools": "同一段时间最多担任 %(at_most)s 所学校的健康副校长。请换一位，或改任期。",
    "case_of_another_child": "编号已用于另一个孩子，这次没有报上。请重新上报；紧急时先打电话。",
    "child_erased": "孩子的资料已按规定删除，这次没有报上。请先打电话，再写下姓名，重新上报。",
    "concern_already_taken": "已经有人接手了。请打开个案看是谁在处理，需要时直接联系。",
    "taking_already_recorded": "这次接手的编号已经用过。请打开个案核对现在由谁处理。",
    "pass_already_recorded": "这次转给他人已经保存过，内容不一样。请打开个案核对现在由谁处理。",
    "may_not_answer_for_it": "不能转给这个人。请从列表里选一位能处理的人。",
    "take_it_first": "现在不是您在处理这个个案。请先点“我来处理”，再办这一步。",
    "concern_withdrawn": "这个个案已经解除。如果又担心了，请重新上报。",
    "hospital_has_received_it": "医院已经接收，不能再解除。请和医院联系。",
    "referral_already_proposed": "这个个案已经拟转介或转介过了。请打开个案看进展。",
    "referral_already_issued": "这个个案已经转介过了。请打开个案看转到哪家医院。",
    "not_a_hospital": "选的不是医院。请从列表里选一家医院。",
    "consent_not_theirs_to_give": "这个人不能替孩子同意。请找监护人或近亲属；有危险时可先送医。",
    "not_issued_to_this_hospital": "这个个案还没有转介到您的医院。请和转介的学校联系。",
    "referral_already_acknowledged": "您的医院已经有人接收了。不用再办。",
    "too_many_lists_held": "您已有 %(at_most)s 份名单。请先删除一份，再上传。",
    "account_exists": "这个账号名已经有人用了。请换一个。",
    "erased": "这份资料已按规定删除，不能再看或再改。",
}

# Who may, what is there, and what only needs another moment.
ANSWERS = {
    "standing_not_enough": "您的职责不包括这一步。需要办理，请联系学校或乡镇的负责人。",
    "purpose_not_theirs": "您的职责不包括为这个目的查看。需要办理，请联系学校或乡镇的负责人。",
    "step_up_needed": "这一步要再验证一次身份。请输入动态码后继续。",
    "no_standing": "您现在没有相关的职责。请联系负责人核对。",
    "cross_site": "请求不是从本系统的页面发出的，没有执行。请从页面上重新操作。",
    "foreign_host": "网址不对。请向管理员核对本系统的网址，再重新打开。",
    "not_signed_in": "登录已过期。请重新登录。",
    "sign_in_failed": "账号或密码不对。请核对后再输一次；忘了密码，请找管理员。",
    "sign_in_locked": "尝试次数太多。请 %(minutes)s 分钟后再试，或请管理员重设密码。",
    "sign_in_busy": "现在登录的人太多。请过几秒再试。",
    "too_often": "操作太频繁，这次没有办。请约 %(seconds)s 秒后再试；上报危机不受限制。",
    "account_not_found": "没有这个账号。请核对账号名。",
    "child_not_found": "没有找到这个孩子，或者不归您负责。请从“我的孩子”进入。",
    "case_not_found": "没有找到这个个案，或者不由您处理。请从值班台进入；紧急时请打电话。",
    "contact_not_found": "没有找到这次走访或谈心。请到历史里重新进入。",
    "home_visit_not_found": "没有找到这次家访。请到历史里重新进入。",
    "talk_not_found": "没有找到这次谈心。请到历史里重新进入。",
    "no_words_kept": "这一次没有记下单独加密的内容。请回到历史。",
    "not_known_on_that_day": "那一天还不知道这个孩子。请换一个晚一些的日期。",
    "receipt_not_found": "没有找到这张回执。请到历史里查看。",
    "pairing_not_found": "没有找到这次结对。请回到结对页面。",
    "roster_not_found": "没有找到这份名单，可能已过 24 小时或已删除。请重新上传。",
    "person_not_found": "没有找到这个人。请回到人员名单。",
    "proposal_not_found": "没有找到这项提议。请回到待批准的任职。",
    "duty_not_found": "没有找到这项职责。请回到这个人的页面。",
    "no_such_address": "没有这个地址。请从页面上的链接进入。",
    "no_such_method": "这个地址不能这样用。请从页面上的按钮操作。",
    "unreadable_request": "请求看不懂。请刷新页面后再试一次。",
    "body_too_large": "内容太长。请缩短一些再保存。",
    "refused": "这个请求没有被接受。请从页面上重新操作。",
    "too_many_streams": "您打开的页面太多，这一页不会自动更新。请关掉几页再刷新。",
    "busy": "同时修改的人太多，这次没有保存。请再按一次。",
    "database_unreachable": "暂时连不上数据库，不知道存上没有。请稍后再按一次，不会记成两份。",
    "access_view_behind": "职责和权限正在更新。请过几秒再试。",
    "directory_view_behind": "职责和权限正在更新。请过几秒再试。",
    "roster_damaged": "这份名单已损坏，读不出来。请删除它，再重新上传。",
    "access_view_damaged": "职责数据暂时读不出来，先停止放行。请告诉系统管理员。",
    "clocks_differ": "服务器的时间不准，先停止保存。请告诉系统管理员校准时间。",
    "not_ready": "系统正在启动。请过几秒再试。",
    "no_such_view": "没有这个视图。请核对名字。",
    "folder_is_not_a_demo": "这个目录里有不是演示的数据，不会清空。请换一个目录。",
    "unreadable": "这份记录没有通过完整性检查，暂时不能看。请告诉值班人员，其他档案不受影响。",
    "fault": "系统出了问题，已保存的记录不受影响。请重试；再不行，把编号告诉值班人员。",
}

SENTENCES: Mapping[str, str] = {
    **FIELDS,
    **FILES,
    **RULES,
    **ANSWERS,
    **GRANT_FIELDS,
    **GRANT_RULES,
    **RIGHTS_SENTENCES,
    **READING_REFUSALS,
}


def sentence(code: str) -> str:
    """Return the Chinese sentence of a code; an unknown code has one that never claims too much."""
    return SENTENCES.get(code, FALLBACK)


def filled_in(text: str, parameters: Mapping[str, Parameter]) -> str:
    """Return a sentence, translated or not, with its parameters put in."""
    return text % parameters
