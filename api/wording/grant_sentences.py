"""One sentence for every refusal of access beyond a duty; none tells whether a child exists."""

GRANT_FIELDS = {
    "more_than_asked_for": "不能超过申请的范围。请少选一些，或把日期改早。",
    "no_child_number": "编号不对：是 8 位数字和字母，或整个编号。请核对。",
    "number_or_name": "请填孩子的编号；不知道编号，就填姓名和学校。",
    "not_your_purpose": "这个用途不在您的职责内。请另选一个。",
    "until_is_past": "截止日期不能早于今天。请重新选。",
    "until_too_far": "截止日期太远，最多 %(days)s 天。请改早一些。",
    "too_many_requests_wait": "您已有 %(at_most)s 份申请在等审批。请等有了答复，或交回用不着的。",
    "ask_one_by_one": "档案和身份由一位负责人批，健康由别的负责人批。请分开申请。",
    "legal_is_not_granted": "强制报告只由法律规定的部门办理，不能申请或批准查阅。请去掉“司法”。",
    "closed_for_that_purpose": "为这个用途不能看所选的内容。请另选用途，或少选一些。",
    "identity_stands_in_the_file": "证件、住址和电话写在关爱档案里，请和“关爱”一起选。",
}

GRANT_RULES = {
    "access_already_requested": "这个编号已经用过，内容不一样。请重新打开申请页面。",
    "access_already_decided": "这份申请已经有人办理了。请刷新看结果。",
    "own_request": "不能批自己的申请。请由另一位负责人办理。",
    "no_grant_for_that_post": "申请人现在的职责不能申请查阅，不能批准。可以选不同意。",
    "not_theirs_to_give_back": "只有本人能交回；撤销别人的授权，请选别的原因。",
    "grant_already_over": "这项查阅已经结束了。不用再办。",
    "glass_already_broken": "这个编号已经用过，内容不一样。请重新打开紧急查阅页面。",
    "glass_open_already": "您对这个孩子的紧急查阅还没有结束。请直接打开档案。",
    "too_many_glass_breaks": "您同时最多 %(at_most)s 次紧急查阅。请等前面的到时间，或打值班电话。",
    "glass_awaits_review": "您已紧急查阅这个孩子 %(at_most)s 次，还没有人复核。请上级先复核。",
    "glass_not_needed": "您的职责本来就能看这份档案，不用紧急查阅。请直接打开。",
    "glass_not_possible": "现在不能紧急查阅：编号或姓名可能不对，或没有可查的档案。请打值班电话。",
    "nobody_to_tell": "现在没有人可以告知：上级岗位都空着。请先补上岗位。",
    "own_glass_break": "不能复核自己的紧急查阅。请由另一位负责人办理。",
    "glass_still_open": "这次紧急查阅还没有结束。请结束以后再复核，或先撤销。",
    "already_reviewed": "这次紧急查阅已经复核过了。不用再办。",
    "access_request_not_found": "没有找到这份申请，或者不由您办理。请回到列表。",
    "grant_not_found": "没有找到这项查阅，或者不由您办理。请回到列表。",
}
