"""The Chinese sentence for each refusal about questions of readings."""

READING_REFUSALS = {
    "question_not_found": "没有找到这条疑问。请从疑问列表进入。",
    "question_answered_before": "这条疑问已经回答过，不能再改。需要补充，请联系审计人员。",
    "question_settled_before": "这条疑问已经办结，不能再改。",
    "question_waits_for_answer": "本人还在答复期内，暂时不能办结。请等本人回答，或到期后再办。",
    "own_question": "不能办结关于自己的疑问。请由其他人办理。",
}
