"""What a referral letter says, on paper and always in Chinese: hospitals and families read it."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.referrals.hospital.hospital_facts import Basis

TITLE = "学生心理健康转介单"
NUMBER, SCHOOL, HOSPITAL, ISSUED, BASIS = "转介编号", "转出学校", "接收医院", "开单日期", "依据"
TELEPHONE = "电话"

BASES: Mapping[Basis, str] = MappingProxyType(
    {
        Basis.CONSENT: "监护人或者近亲属已经同意（精神卫生法第二十八条第一款）",
        Basis.EMERGENCY: "情况危险，立即送诊，请先接诊（精神卫生法第二十八条第二款）",
    }
)

TO_THE_FAMILY = (
    "请带孩子到上面的医院，把这张单子交给医院。医院在系统里按编号查看，单子上不写孩子的姓名和原因。",
    "请带监护人和孩子的身份证件。监护人去不了的，先打医院电话问谁可以陪同。",
    "孩子有危险，先拨110或者120。心理援助热线12356，全天可以打。",
)
STAMP = "学校盖章：                    联系人和电话："

CUT = "—  —  —  —  —  —  —  —  —  沿虚线撕下，交回学校  —  —  —  —  —  —  —  —  —"
SLIP_TITLE = "医院回执"
SLIP = (
    "□ 已接收，预约    月    日    时      □ 不能接收，请另转",
    "□ 已就诊    月    日      复评日期    月    日",
    "监护人同意告诉学校的意见：□ 可以上学  □ 上学需要支持  □ 不作说明",
    "回执不写诊断和用药（精神卫生法第四条、第二十三条）。",
)
SLIP_STAMP = "医院盖章：                    日期："
UNKNOWN = "                              "
