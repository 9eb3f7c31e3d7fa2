"""Chinese words of the codes and facts about putting right who a child is."""

from collections.abc import Mapping
from enum import StrEnum

from domain.children.facts import CorrectionBasis, WhyNotCorrected

IDENTITY_WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    CorrectionBasis: {
        CorrectionBasis.DOCUMENT_SEEN: "见到户口簿或证件",
        CorrectionBasis.SCHOOL_REGISTER: "与学籍核对",
        CorrectionBasis.CIVIL_AFFAIRS_REGISTER: "与民政登记核对",
        CorrectionBasis.GUARDIANS_WORD: "监护人口头说明",
        CorrectionBasis.SLIP_OF_THE_PEN: "录入笔误",
    },
    WhyNotCorrected: {
        WhyNotCorrected.RIGHT_AS_IT_STANDS: "现有的没有错",
        WhyNotCorrected.PROOF_MISSING: "没有看到依据",
        WhyNotCorrected.PROOF_TELLS_OTHERWISE: "依据上写的不一样",
        WhyNotCorrected.OTHER_NUMBERS_TYPED: "再输的号码多次对不上",
    },
}

IDENTITY_FIELDS = {
    "removes_id_number": "现在的号码是别人的，先去掉（也要另一位核对）",
    "removes_student_number": "学籍号不对，先去掉",
    "removes_ethnicity": "民族不对，先去掉",
    "removes_address": "住址不对，先去掉",
    "rests_on": "依据什么更正",
    "why_corrected": "补充说明",
    "settling": "怎么办",
    "typed_number": "新的身份证号",
    "why_not_corrected": "为什么不同意",
}

IDENTITY_SENTENCES = {
    "correction_already_made": "这次更正已经记过，内容不一样。请先看最新的内容，再重新填写。",
    "correction_waits": "有一处身份证号的更正在等另一位核对。请先核对完或收回，再改别的。",
    "correction_not_found": "没有找到这次更正。请回到档案重新打开。",
    "correction_settled": "这次更正已经有了结果。请看最新的内容。",
    "correction_confirmed_by_another": "自己提出的更正，要由另一位核对。要取消，请点“收回”。",
    "correction_withdrawn_by_proposer": "只有提出的人可以收回。您可以选“不同意”。",
    "nothing_to_correct": "填的和现在的一样，没有要改的。请核对，或直接返回。",
    "not_the_proposed_number": "和提出的号码不一样。请照着证件再输一遍，还可以输 %(left)s 次；"
    "证件上确实不同，就选“不同意”。",
    "correction_guessed_too_often": "几次输入的都和提出的号码不一样，这次更正不再有效，"
    "档案没有变。请和提出的人一起对照证件，再重新提出。",
    "number_and_none": "填了新号码，就不要勾“去掉”。请留一样。",
    "new_and_none": "填了新的，就不要勾“去掉”。请留一样。",
    "student_number_of_another": "学籍号里的身份证号和档案上的孩子对不上。请与学籍核对；"
    "如果是档案上的身份证号、出生日期或性别错了，先更正身份信息。",
    "student_number_waits": "这个学籍号里带着身份证号，而身份证号的更正还在等另一位核对。"
    "请等有了结果再改学籍号；民族和住址可以先改。",
    "number_on_file_tells_another_birth_day": "和档案里的身份证号不符。请核对；"
    "如果是号码错了，把对的号码一起填上。",
    "number_on_file_tells_another_sex": "和档案里的身份证号不符。请核对；"
    "如果是号码错了，把对的号码一起填上。",
}

IDENTITY_FACTS = {
    "IdentityCorrected": "更正身份信息",
    "IdentityCorrectionProposed": "提出更正身份证号",
    "IdentityConfirmationFailed": "身份证号核对未通过",
    "IdentityCorrectionDeclined": "未同意更正身份证号",
    "IdentityCorrectionWithdrawn": "收回更正身份证号",
    "ParticularsCorrected": "更正学籍号、民族和住址",
    "CorrectionExplained": "更正说明",
}
