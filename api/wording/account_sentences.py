"""One sentence for every refusal about inviting people, and confirming who signed in."""

ACCOUNT_RULES = {
    "address_codes_used_up": "一天最多发 %(number)s 个确认码，请明天再试。",
    "account_exists": "这个账号名已经有人用了。请换一个。",
    "account_changed_meanwhile": "账号刚刚变了：有人也在邀请，或本人设好了密码。这次没有发邀请单。",
    "invited_meanwhile": "刚刚发过邀请单，这次没有再发。要再发一张请再点一次，旧的邀请码就作废。",
    "account_of_oneself": "不能办理自己的账号。请由另一位管理员办理。",
    "not_signed_in_yet": "这个人还没有用邀请码开通账号。请等本人第一次登录后再确认。",
    "confirmed_by_inviter": "邀请码经过您的手，要由别人确认。",
    "first_sign_in_changed": "这次登录刚刚有了变化，可能又重新邀请了。请回到列表看最新的，再确认。",
    "first_sign_in_confirmed": "这次登录已经有人确认过。如果不对，请找安全管理员停用账号。",
    "no_telephone_registered": "没有登记电话，不能电话确认。请当面见到本人再确认。",
    "others_may_confirm": "已经有别的负责人或审计管理员可以确认。请由其中一位在网页上确认。",
    "account_disabled": "这个账号已停用。请先重新启用，再邀请。",
}
